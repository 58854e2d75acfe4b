import type { ItemRecord } from '@throughline/plan'
import { bulkData, type Simulator, type SimulatorOptions, startSimulator } from '@throughline/simulator'
import type {
  Cursor,
  FetchPage,
  Page,
  SeenMove,
  SidePage,
  SideRequest,
  SideStream,
  Source,
  SourcePorts,
  SourceSettings,
} from '@throughline/source'
import { GithubSource } from './github-source.ts'
import type { SplitSizes } from './items/split.ts'

/** The instant at which simulated GitHubs stand still until a test moves their clock. */
export const NOW = Date.UTC(2026, 5, 1, 12)

/** The repository that {@link startGithub} generates. */
export const REPO = 'bulk/load'

/** A simulated GitHub with a clock, the connector to it, and the waits it would have slept. */
export interface TestGithub {
  readonly simulator: Simulator
  readonly source: Source
  readonly clock: { now: number }
  readonly slept: number[]
  /** The connector once more, with other settings. */
  readonly connect: (settings?: Partial<SourceSettings>, ports?: Partial<SourcePorts>) => Source
  close(): Promise<void>
}

/** Starts a {@link TestGithub} with generated issues and pull requests, the latest changed a day before {@link NOW}. */
export async function startGithub(
  options: Omit<Partial<SimulatorOptions>, 'clock'> & {
    readonly issues?: number
    readonly pulls?: number
    readonly sizes?: SplitSizes
  } = {},
): Promise<TestGithub> {
  const clock = { now: NOW }
  const { issues: githubIssues = 150, pulls = 120 } = options
  const generated = bulkData({ seed: 1, jiraIssues: 0, githubIssues, pulls, until: NOW - 86_400_000 })
  const simulator = await startSimulator({ data: generated, ...options, clock: () => clock.now })
  const slept: number[] = []
  const sources: Source[] = []
  const connect: TestGithub['connect'] = (settings = {}, ports = {}) => {
    const { githubUrl: baseUrl, githubAuth: auth } = simulator
    const source = new GithubSource(
      { connection: 'github', kind: 'github', baseUrl, auth, deployment: 'cloud', estimateField: null, ...settings },
      {
        // Years off, so that nothing can depend on it but how long a wait was.
        clock: () => slept.reduce((sum, ms) => sum + ms, 0),
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
      options.sizes,
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
  const { scope = REPO, since = null, from = null, pages = Number.POSITIVE_INFINITY } = request
  const seen: Page[] = []
  for await (const page of source.walk({ scope, since, from, signal: new AbortController().signal })) {
    seen.push(page)
    if (seen.length >= pages) break
  }
  return seen
}

/** Walks one range after the other, in the order in which `split` gives them, and joins what they leave as one mark. */
export async function walkRanges(source: Source, scope = REPO): Promise<{ pages: Page[]; mark: Cursor }> {
  const { ranges } = await source.split({ scope, signal: new AbortController().signal })
  const walks: Page[][] = []
  for (const from of ranges) walks.push(await walk(source, { scope, from }))
  return { pages: walks.flat(), mark: source.joinMarks(walks.map(markOf)) }
}

/** Asks for these keys, and puts the pages together. */
export async function fetchKeys(source: Source, asked: readonly string[], scope = REPO) {
  const pages: FetchPage[] = []
  for await (const page of source.fetch({ scope, keys: asked, signal: new AbortController().signal })) pages.push(page)
  return {
    records: pages.flatMap(({ records }) => records),
    moves: pages.flatMap(({ moves }) => moves),
    gone: pages.flatMap(({ gone }) => gone),
    quarantined: pages.flatMap(({ quarantined }) => quarantined),
    requests: pages.reduce((sum, { requests }) => sum + requests, 0),
  }
}

/** Reads a side stream to its end. */
export async function side(
  source: Source,
  stream: SideStream,
  request: Partial<Pick<SideRequest, 'since' | 'from' | 'pulls'>> = {},
): Promise<SidePage[]> {
  const { signal } = new AbortController()
  const pages: SidePage[] = []
  for await (const page of source.side({
    scope: REPO,
    stream,
    since: null,
    from: null,
    pulls: [],
    ...request,
    signal,
  })) {
    pages.push(page)
  }
  return pages
}

/** The moves on these pages of one item, oldest first, each once. */
export function movesOf(pages: readonly Pick<Page, 'moves'>[], key: string): SeenMove[] {
  const moves = new Map(pages.flatMap((page) => page.moves.map((move) => [move.id, move])))
  return [...moves.values()].filter((move) => move.key === key).sort((one, other) => one.at - other.at)
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

/** What the pages leave stored: of every item the record that came last. */
export function latest(pages: readonly Page[]): Map<string, ItemRecord> {
  return new Map(pages.flatMap((page) => page.records.map((record) => [record.key, record])))
}

/** The number in a key. */
export const numberOf = (key: string): number => Number(key.split('#')[1])

/** Titles an issue or a pull request anew; the update carries the stamp `at`, by default the clock's. */
export function edit({ simulator, clock }: TestGithub, number: number, at = clock.now, title = 'edited'): void {
  const changed = { title, updated_at: new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z') }
  const pull = simulator.control.pull(REPO, number)
  const issue = simulator.control.githubIssue(REPO, number)
  if (pull !== null) simulator.control.upsertPull(REPO, { ...pull, ...changed }, { touch: false })
  else if (issue !== null) simulator.control.upsertGithubIssue(REPO, { ...issue, ...changed }, { touch: false })
  else throw new Error(`there is no #${number} to change`)
}
