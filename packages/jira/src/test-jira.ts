import type { ItemRecord } from '@throughline/plan'
import {
  bulkData,
  type Simulator,
  type SimulatorData,
  type SimulatorOptions,
  startSimulator,
} from '@throughline/simulator'
import type { Cursor, Page, Source, SourcePorts, SourceSettings } from '@throughline/source'
import type { SplitSizes } from './items/split.ts'
import { JiraSource } from './jira-source.ts'

/** The instant at which simulated Jiras stand still until a test moves their clock. */
export const NOW = Date.UTC(2026, 5, 1, 12)

/** A simulated Jira with a clock, the connector to it, and the waits it would have slept. */
export interface TestJira {
  readonly simulator: Simulator
  readonly source: Source
  readonly clock: { now: number }
  readonly slept: number[]
  /** The connector once more, with other settings. */
  readonly connect: (settings?: Partial<SourceSettings>, ports?: Partial<SourcePorts>, sizes?: SplitSizes) => Source
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
  const hub = { now: 0 }
  const sources: Source[] = []
  const deployment = options.jira?.deployment ?? 'cloud'
  const connect: TestJira['connect'] = (settings = {}, ports = {}, sizes = undefined) => {
    const { jiraUrl: baseUrl, jiraAuth: auth } = simulator
    const source = new JiraSource(
      { connection: 'jira', kind: 'jira', baseUrl, auth, deployment, estimateField: null, ...settings },
      {
        // Years off, so that nothing can depend on it; it goes on only while the connector waits.
        clock: () => hub.now,
        log: { debug: () => undefined, info: () => undefined, warn: () => undefined },
        allowPrivateHosts: true,
        http: {
          random: () => 0.5,
          sleep: (ms) => {
            slept.push(ms)
            hub.now += ms
            return Promise.resolve()
          },
        },
        ...ports,
      },
      sizes,
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

/** The instant of the mark that a finished walk left. */
export function atOf(pages: readonly Page[]): number {
  const { at } = markOf(pages)
  if (typeof at !== 'number') throw new Error('the walk saw nothing')
  return at
}

/** The pages, with only what was updated after the mark. */
export function newer(pages: readonly Page[], mark: Cursor): Page[] {
  const at = typeof mark.at === 'number' ? mark.at : Number.NEGATIVE_INFINITY
  return pages.map((page) => ({ ...page, records: page.records.filter(({ updatedAt }) => updatedAt > at) }))
}

/** Changes an issue without the clock's doing: the update carries this stamp. */
export function stamp(simulator: Simulator, key: string, at: number): void {
  const record = simulator.control.jiraIssue(key)
  if (record === null) throw new Error(`there is no ${key} to change`)
  const updated = new Date(at).toISOString().replace('Z', '+0000')
  const fields = { ...record.fields, summary: `changed at ${at}`, updated }
  simulator.control.upsertJiraIssue({ ...record, fields }, { touch: false })
}

/** What the pages leave stored: of every issue the record that came last. */
export function latest(pages: readonly Page[]): Map<string, ItemRecord> {
  return new Map(pages.flatMap((page) => page.records.map((record) => [record.key, record])))
}

/** The record of one issue on the pages. */
export function recordOf(pages: readonly { readonly records: readonly ItemRecord[] }[], key: string): ItemRecord {
  const found = pages.flatMap(({ records }) => records).findLast((record) => record.key === key)
  if (found === undefined) throw new Error(`there is no ${key}`)
  return found
}

/** Everything an iteration brings. */
export async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = []
  for await (const page of pages) seen.push(page)
  return seen
}
