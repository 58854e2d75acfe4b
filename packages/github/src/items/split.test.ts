import { bulkData } from '@throughline/simulator'
import type { Cursor, Page } from '@throughline/source'
import { afterEach, expect, test } from 'vitest'
import {
  edit,
  keys,
  latest,
  markOf,
  movesOf,
  NOW,
  REPO,
  startGithub,
  type TestGithub,
  walk,
  walkRanges,
} from '../test-github.ts'
import { readCursor } from './cursor.ts'
import { OVERLAP_MS } from './mark.ts'

let github: TestGithub | null = null
afterEach(() => github?.close())

const SIZES = { wholeMax: 100, range: 200 }
const signal = new AbortController().signal

async function start(options: Parameters<typeof startGithub>[0] = {}): Promise<TestGithub> {
  github = await startGithub({ issues: 700, pulls: 500, sizes: SIZES, ...options })
  return github
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${REPO}#${index + 1}`).sort()

test('a small repository is one range, for one request', async () => {
  const { source } = await start({ issues: 60, pulls: 40 })
  const split = await source.split({ scope: REPO, signal })
  expect(split).toMatchObject({ expected: 100, requests: 1 })
  expect(split.ranges).toHaveLength(1)
  expect(await walk(source, { from: split.ranges[0] ?? null })).toEqual(await walk(source))
})

test('a large one is divided, and its ranges together bring what one walk does', async () => {
  const { source } = await start()
  const split = await source.split({ scope: REPO, signal })
  const streams = split.ranges.map((range) => readCursor(range)?.stream)
  expect(split.expected).toBe(1200)
  expect(streams.filter((stream) => stream === 'events').length).toBeGreaterThan(1)
  expect(streams.filter((stream) => stream === 'pulls')).toHaveLength(3)
  expect(streams.filter((stream) => stream === 'issues').length).toBeGreaterThanOrEqual(6)
  const [{ pages, mark }, whole] = [await walkRanges(source), await walk(source)]
  expect(latest(pages)).toEqual(latest(whole))
  const moved = (walked: readonly Page[]) =>
    new Map(walked.flatMap(({ moves }) => moves).map((move) => [move.id, move]))
  expect(moved(pages)).toEqual(moved(whole))
  expect(mark).toEqual(markOf(whole))
})

test('no range of issues is much larger than asked for', async () => {
  const { source } = await start()
  const { ranges } = await source.split({ scope: REPO, signal })
  const issueRanges = ranges.filter((range) => readCursor(range)?.stream === 'issues')
  for (const from of issueRanges) {
    const records = (await walk(source, { from })).flatMap((page) => page.records)
    expect(records.length).toBeLessThanOrEqual(SIZES.range + 100)
  }
})

test('a range goes on after any page, whoever continues it', async () => {
  const { source, connect } = await start()
  const { ranges } = await source.split({ scope: REPO, signal })
  for (const from of ranges) {
    const [first] = await walk(connect(), { from, pages: 1 })
    if (first === undefined) throw new Error('a range is empty')
    const rest = first.next === null ? [] : await walk(connect(), { from: JSON.parse(JSON.stringify(first.next)) })
    expect(latest([first, ...rest])).toEqual(latest(await walk(source, { from })))
  }
})

test('marks join in any order, and a mark alone stays as it is', async () => {
  const { source } = await start()
  const { ranges } = await source.split({ scope: REPO, signal })
  const parts: Cursor[] = []
  for (const from of ranges) parts.push(JSON.parse(JSON.stringify(markOf(await walk(source, { from })))))
  expect(source.joinMarks(parts.toReversed())).toEqual(source.joinMarks(parts))
  const mark = source.joinMarks(parts)
  expect(source.joinMarks([mark])).toBe(mark)
  expect(source.joinMarks([...parts, {}])).toMatchObject({ at: null })
})

test('what is edited while ranges are walked is brought all the same, however long ago its range was read', async () => {
  const started = await start()
  const { source, clock } = started
  const { ranges } = await source.split({ scope: REPO, signal })
  const pages: Page[] = []
  for (const [index, from] of ranges.entries()) {
    // Each edit takes an issue out of a range that is still to come, or was already.
    for (let number = index + 1; number <= 700; number += 97) {
      clock.now += 1000
      edit(started, number, clock.now, `edited before range ${index}`)
    }
    pages.push(...(await walk(source, { from })))
  }
  expect(keys(pages)).toEqual(numbers(1200))
})

test('edits, deletions and new issues meanwhile leave nothing out once the next walk has ended', async () => {
  const started = await start()
  const { source, clock, simulator } = started
  const { ranges } = await source.split({ scope: REPO, signal })
  const walks: Page[][] = []
  for (const [index, from] of ranges.entries()) {
    clock.now += 60_000
    edit(started, 700 - index)
    edit(started, 1200 - index)
    simulator.control.deleteGithubIssue(REPO, 100 + index)
    const issue = simulator.control.githubIssue(REPO, 1)
    if (issue !== null) simulator.control.upsertGithubIssue(REPO, { ...issue, id: 9e6 + index, number: 2001 + index })
    walks.push(await walk(source, { from }))
  }
  const mark = source.joinMarks(walks.map(markOf))
  expect(mark.at).toBeLessThanOrEqual(NOW - OVERLAP_MS)
  const after = await walk(source, { since: mark })
  const [stored, now] = [latest([...walks.flat(), ...after]), latest(await walk(source))]
  for (const [key, record] of now) expect(stored.get(key)).toEqual(record)
  expect(movesOf([...walks.flat(), ...after], `${REPO}#1`)).toEqual(movesOf(await walk(source), `${REPO}#1`))
})

test('where GitHub counts no pages the time is cut instead', async () => {
  const { source, simulator } = await start()
  const body = [simulator.control.githubIssue(REPO, 1200)]
  const headers = { link: '<https://x/?after=abc>; rel="next"' }
  simulator.control.failNext({ match: { query: 'sort=created&direction=desc' }, status: 200, body, headers })
  const split = await source.split({ scope: REPO, signal })
  expect(split).toMatchObject({ expected: 1200, requests: 6 })
  const pages: Page[] = []
  for (const from of split.ranges) pages.push(...(await walk(source, { from })))
  expect(keys(pages)).toEqual(numbers(1200))
})

test('many that were changed at the newest instant are read by one range, not by each', async () => {
  const data = bulkData({ seed: 1, jiraIssues: 0, githubIssues: 700, until: NOW - 86_400_000 })
  const newest = new Date(NOW - 86_400_000).toISOString().replace(/\.\d{3}Z$/, 'Z')
  const github = data.github.map((repo) => ({
    ...repo,
    issues: repo.issues.map((issue, index) => (index % 2 === 0 ? issue : { ...issue, updated_at: newest })),
  }))
  const { source } = await start({ data: { ...data, github } })
  const { pages } = await walkRanges(source)
  expect(keys(pages)).toEqual(numbers(700))
  expect(pages.flatMap(({ records }) => records).length).toBeLessThan(1100)
})

test('issues that share one instant make a range that is larger', async () => {
  const data = bulkData({ seed: 1, jiraIssues: 0, githubIssues: 450, until: NOW })
  const github = data.github.map((repo) => ({
    ...repo,
    issues: repo.issues.map((issue) => ({ ...issue, updated_at: '2026-05-30T10:00:00Z' })),
  }))
  const { source } = await start({ data: { ...data, github } })
  expect(keys((await walkRanges(source)).pages)).toEqual(numbers(450))
})

test('events that GitHub does not show are left to the last of their ranges, which says how far it came', async () => {
  const { source } = await start({ github: { eventPageMax: 5 } })
  const { pages, mark } = await walkRanges(source)
  expect(keys(pages)).toEqual(numbers(1200))
  const oldest = Math.min(...pages.flatMap(({ moves }) => moves).map(({ at }) => at))
  expect(mark.eventsReach).toBeLessThanOrEqual(oldest)
  expect(mark.eventsReach).toBeGreaterThan(oldest - 30 * 86_400_000)
})

test('a large repository with its issues switched off is divided by its pull requests', async () => {
  const { source, simulator } = await start()
  simulator.control.failNext({ match: { path: '/issues' }, status: 410, times: 1000 })
  const split = await source.split({ scope: REPO, signal })
  expect(split.expected).toBe(500)
  expect(keys((await walkRanges(source)).pages)).toHaveLength(500)
})
