import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type GithubRepoData, loadBaseDrafts } from '@throughline/simulator'
import type { Page } from '@throughline/source'
import { afterEach, expect, test } from 'vitest'
import {
  atOf,
  edit,
  keys,
  latest,
  markOf,
  NOW,
  newer,
  numberOf,
  REPO,
  startGithub,
  type TestGithub,
  walk,
} from '../test-github.ts'
import { OVERLAP_MS } from './mark.ts'

const MINUTE = 60_000
const data = fileURLToPath(new URL('../../../../../shared/data', import.meta.url))
const isAbsent = !existsSync(data)
if (isAbsent && process.env.CI !== 'true')
  process.stderr.write(`skipped: there are no recorded repositories at ${data}\n`)

let github: TestGithub | null = null
afterEach(() => github?.close())

async function start(options: Parameters<typeof startGithub>[0] = {}): Promise<TestGithub> {
  github = await startGithub(options)
  return github
}

const recordsOf = (pages: readonly Page[]) => pages.flatMap((page) => page.records)
const requestsOf = (pages: readonly Page[]) => pages.reduce((total, page) => total + page.requests, 0)

/** The issue and the pull request that were listed first. */
function oneOfEach(pages: readonly Page[]): [string, string] {
  const first = (wanted: string) => recordsOf(pages).find(({ kind }) => kind === wanted)?.key ?? ''
  return [first('issue'), first('pull_request')]
}

test('asks three times when nothing is new, however long, and gives again only what stands at the mark', async () => {
  const { source, clock } = await start()
  const full = await walk(source)
  for (const minutes of [1, 15, 60 * 24 * 400]) {
    clock.now += minutes * MINUTE
    const pages = await walk(source, { since: markOf(full) })
    expect(requestsOf(pages)).toBe(3)
    expect(recordsOf(full)).toEqual(expect.arrayContaining(recordsOf(pages)))
    expect(recordsOf(pages).every(({ updatedAt }) => updatedAt === atOf(full))).toBe(true)
    expect(atOf(pages)).toBe(atOf(full))
  }
})

test('once nothing was new costs nothing of the quota, and leaves the very mark it began from', async () => {
  const { source, clock, simulator } = await start()
  const mark = markOf(await walk(source, { since: markOf(await walk(source)) }))
  simulator.control.clearRequests()
  for (const minutes of [1, 60 * 24]) {
    clock.now += minutes * MINUTE
    const pages = await walk(source, { since: mark })
    expect(pages).toMatchObject([{ records: [], moves: [], next: null, requests: 3 }])
    expect(markOf(pages)).toBe(mark)
  }
  expect(simulator.control.requests('github').map(({ status }) => status)).toEqual(Array(6).fill(304))
})

test('is told by any of the three lists that something is new after all', async () => {
  const started = await start()
  const { source, clock } = started
  const full = await walk(source)
  const [issue, pull] = oneOfEach(full)
  let mark = markOf(await walk(source, { since: markOf(full) }))
  for (const key of [issue, pull]) {
    clock.now += 60 * MINUTE
    edit(started, numberOf(key))
    const pages = await walk(source, { since: mark })
    expect(keys(newer(pages, mark))).toContain(key)
    mark = markOf(await walk(source, { since: markOf(pages) }))
  }
})

test('gives what changed since the mark', async () => {
  const started = await start()
  const { source, clock } = started
  const full = await walk(source)
  const [issue, pull] = oneOfEach(full)
  clock.now += 1000
  edit(started, numberOf(issue))
  clock.now += 60 * MINUTE
  edit(started, numberOf(pull))
  const pages = await walk(source, { since: markOf(full) })
  expect(keys(newer(pages, markOf(full)))).toEqual([issue, pull].sort())
  expect(Math.min(...recordsOf(pages).map(({ updatedAt }) => updatedAt))).toBe(atOf(full))
})

test('gives what a lagging replica showed later than something newer', async () => {
  const started = await start()
  const { source, clock } = started
  const [issue, pull] = oneOfEach(await walk(source))
  edit(started, 150)
  const mark = markOf(await walk(source))
  expect(mark.at).toBe(NOW - OVERLAP_MS)
  for (const key of [issue, pull]) edit(started, numberOf(key), NOW - OVERLAP_MS)
  clock.now += MINUTE
  expect(keys(await walk(source, { since: mark }))).toEqual([issue, pull, `${REPO}#150`].sort())
})

test('goes through as many pages as changed, and ends where a full one does', async () => {
  const started = await start()
  const { source, clock, connect } = started
  const before = await walk(source)
  const mark = markOf(before)
  for (const key of keys(before)) {
    clock.now += 1000
    if (numberOf(key) % 5 !== 0) edit(started, numberOf(key))
  }
  const records = new Map(
    [...before, ...(await walk(source, { since: mark }))].flatMap((page) =>
      page.records.map((record) => [record.key, record]),
    ),
  )
  const full = new Map((await walk(connect())).flatMap((page) => page.records.map((record) => [record.key, record])))
  expect(records).toEqual(full)
})

test.skipIf(isAbsent && process.env.CI !== 'true')(
  'of a real repository ends where a full one does, though its stamps lie years before GitHub’s clock',
  async () => {
    const [earlier, later] = await Promise.all([loadBaseDrafts(data, 'earlier'), loadBaseDrafts(data, 'later')])
    const { source, simulator, clock, connect } = await start({ data: { jira: [], github: [earlier] } })
    const scope = earlier.repo
    const before = await walk(source, { scope })
    clock.now += 15 * MINUTE
    simulator.control.replaceRepo(later)
    const after = await walk(source, { scope, since: markOf(before) })
    const full = await walk(connect(), { scope })
    const told = (pages: readonly Page[]) => withoutRelabelled(latest(pages), earlier, later)
    expect(told([...before, ...after])).toEqual(told(full))
    expect(recordsOf(after).length).toBeLessThan(recordsOf(full).length / 2)
    expect(atOf(after)).toBe(atOf(full))
    expect(requestsOf(await walk(source, { scope, since: markOf(after) }))).toBe(3)
  },
)

test('goes back by the length of the walk before, so that a slow clock hides no edit that it passed by', async () => {
  const slow = 5 * 60 * MINUTE
  const started = await start()
  const { source, clock } = started
  const pages: Page[] = []
  let passedBy = ''
  let seen = ''
  for await (const page of source.walk({ scope: REPO, since: null, from: null, signal: AbortSignal.timeout(30_000) })) {
    pages.push(page)
    clock.now += 1000
    const isFirstPulls = passedBy === '' && page.records.some(({ kind }) => kind === 'pull_request')
    if (!isFirstPulls) continue
    passedBy = oneOfEach(pages)[0]
    edit(started, numberOf(passedBy), clock.now - slow)
    clock.now += 1000
    seen = `${REPO}#270`
    edit(started, 270, clock.now - slow)
  }
  expect(recordsOf(pages).some(({ key, title }) => key === seen && title === 'edited')).toBe(true)
  expect(keys(await walk(source, { since: markOf(pages) }))).toEqual(expect.arrayContaining([passedBy]))
})

test('after one that found an empty repository finds what comes into it, however old its stamp', async () => {
  const started = await start()
  const { simulator, source } = started
  const [issue, pull] = [simulator.control.githubIssue(REPO, 1), simulator.control.pull(REPO, 270)]
  if (issue === null || pull === null) throw new Error('there is nothing to bring back')
  simulator.control.replaceRepo({ repo: REPO, issues: [], pulls: [] })
  const empty = await walk(source)
  expect(recordsOf(empty)).toEqual([])
  const still = await walk(source, { since: markOf(empty) })
  // An empty list is asked for twice before it is believed.
  expect(requestsOf(still)).toBe(6)
  simulator.control.upsertGithubIssue(REPO, issue, { touch: false })
  simulator.control.upsertPull(REPO, pull, { touch: false })
  expect(keys(await walk(source, { since: markOf(still) }))).toEqual([`${REPO}#1`, `${REPO}#270`])
})

test.each([{ areIssuesOff: false }, { areIssuesOff: true }])(
  'whose mark lies ahead of GitHub’s clock walks everything, and leaves a mark that does not ($areIssuesOff)',
  async ({ areIssuesOff }) => {
    const started = await start()
    const { source, clock, simulator } = started
    edit(started, 270)
    const mark = markOf(await walk(source))
    clock.now -= 60 * MINUTE
    edit(started, 269)
    clock.now += 20 * MINUTE
    if (areIssuesOff) simulator.control.failNext({ match: { path: '/issues' }, status: 410, times: 3 })
    const pages = await walk(source, { since: mark })
    expect(keys(pages)).toHaveLength(areIssuesOff ? 120 : 270)
    expect(atOf(pages)).toBe(clock.now - OVERLAP_MS)
    clock.now += MINUTE
    expect(requestsOf(await walk(source, { since: markOf(pages) }))).toBe(3)
  },
)

test('of stamps ahead of GitHub’s clock stays within that clock, and so misses nothing stamped by it', async () => {
  const started = await start()
  const { source, clock } = started
  edit(started, 3, NOW + 86_400_000)
  const mark = markOf(await walk(source))
  expect(mark.at).toBe(NOW - OVERLAP_MS)
  clock.now += MINUTE
  edit(started, 4)
  expect(keys(await walk(source, { since: mark }))).toEqual([`${REPO}#3`, `${REPO}#4`])
})

/** Leaves out what differs between two snapshots though its last update is the same: no walk by last update can see it. */
function withoutRelabelled(
  records: Map<string, ReturnType<typeof recordsOf>[number]>,
  earlier: GithubRepoData,
  later: GithubRepoData,
) {
  const updates = (repo: GithubRepoData) =>
    new Map([...repo.issues, ...repo.pulls].map(({ number, updated_at }) => [number, updated_at]))
  const [before, after] = [updates(earlier), updates(later)]
  return new Map(
    [...records].map(([key, record]) => {
      const stoodStill = before.get(numberOf(key)) === after.get(numberOf(key))
      return [key, stoodStill ? { ...record, labels: [] } : record]
    }),
  )
}
