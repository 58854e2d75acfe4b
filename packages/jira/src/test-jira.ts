import {
  bulkData,
  type Simulator,
  type SimulatorData,
  type SimulatorOptions,
  startSimulator,
} from '@throughline/simulator'
import type { Cursor, Page, Source, SourcePorts, SourceSettings } from '@throughline/source'
import { jiraSource } from './jira-source.ts'

/** The instant at which simulated Jiras stand still until a test moves their clock. */
export const NOW = Date.UTC(2026, 5, 1, 12)

/** A simulated Jira with a clock, the connector to it, and the waits it would have slept. */
export interface TestJira {
  readonly simulator: Simulator
  readonly source: Source
  readonly clock: { now: number }
  readonly slept: number[]
  /** The connector once more, with other settings. */
  readonly connect: (settings?: Partial<SourceSettings>, ports?: Partial<SourcePorts>) => Source
  close(): Promise<void>
}

/** Starts a {@link TestJira} with `issues` generated issues in project BULK, the latest changed a day before {@link NOW}. */
export async function startJira(
  options: Omit<Partial<SimulatorOptions>, 'clock'> & { readonly issues?: number; readonly data?: SimulatorData } = {},
): Promise<TestJira> {
  const clock = { now: NOW }
  const generated = bulkData({ seed: 1, jiraIssues: options.issues ?? 250, githubIssues: 0, until: NOW - 86_400_000 })
  const simulator = await startSimulator({ data: generated, ...options, clock: () => clock.now })
  const slept: number[] = []
  const sources: Source[] = []
  const connect: TestJira['connect'] = (settings = {}, ports = {}) => {
    const { jiraUrl: baseUrl, jiraAuth: auth } = simulator
    const source = jiraSource.create(
      { connection: 'jira', kind: 'jira', baseUrl, auth, deployment: 'cloud', estimateField: null, ...settings },
      {
        // Years off, so that nothing can depend on it.
        clock: () => 0,
        log: { debug: () => undefined, info: () => undefined, warn: () => undefined },
        allowPrivateHosts: true,
        http: {
          sleep: (ms) => {
            slept.push(ms)
            return Promise.resolve()
          },
        },
        ...ports,
      },
    )
    sources.push(source)
    return source
  }
  return {
    simulator,
    source: connect(),
    clock,
    slept,
    connect,
    async close() {
      await Promise.all(sources.map((source) => source.close()))
      await simulator.close()
    },
  }
}

/** Walks to the end, or through `pages` pages at most. */
export async function walk(
  source: Source,
  request: { scope?: string; since?: Cursor | null; from?: Cursor | null; pages?: number } = {},
): Promise<Page[]> {
  const { scope = 'BULK', since = null, from = null, pages = Number.POSITIVE_INFINITY } = request
  const seen: Page[] = []
  for await (const page of source.walk({ scope, since, from, signal: new AbortController().signal })) {
    seen.push(page)
    if (seen.length >= pages) break
  }
  return seen
}

/** The keys on these pages, sorted, each once. */
export function keys(pages: readonly Page[]): string[] {
  return [...new Set(pages.flatMap((page) => page.records.map(({ key }) => key)))].sort()
}

/** The mark that a finished walk left. */
export function markOf(pages: readonly Page[]): Cursor {
  const mark = pages.at(-1)?.mark ?? null
  if (mark === null) throw new Error('the walk did not end')
  return mark
}
