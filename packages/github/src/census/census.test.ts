import type { CensusPage, Cursor } from '@throughline/source'
import { afterEach, expect, test } from 'vitest'
import { edit, latest, markOf, REPO, startGithub, type TestGithub, walk } from '../test-github.ts'

let github: TestGithub | null = null
afterEach(() => github?.close())

async function start(options: Parameters<typeof startGithub>[0] = {}): Promise<TestGithub> {
  github = await startGithub(options)
  return github
}

const signal = new AbortController().signal

async function census({ source }: TestGithub, from: Cursor | null = null): Promise<CensusPage[]> {
  const pages: CensusPage[] = []
  for await (const page of source.census({ scope: REPO, from, signal })) pages.push(page)
  return pages
}

const entriesOf = (pages: readonly CensusPage[]) =>
  new Map(pages.flatMap(({ entries }) => entries.map(({ key, ...entry }) => [key, entry])))

test('a census lists what a walk finds, with the same records', async () => {
  const started = await start()
  const [pages, walked] = [await census(started), latest(await walk(started.source))]
  expect(new Map(pages.flatMap(({ records }) => records.map((record) => [record.key, record])))).toEqual(walked)
  expect(entriesOf(pages)).toEqual(
    new Map([...walked].map(([key, { sourceId, updatedAt }]) => [key, { sourceId, updatedAt }])),
  )
  expect(pages.at(-1)?.next).toBeNull()
})

test('a census goes on after any page', async () => {
  const started = await start()
  const whole = await census(started)
  for (const [index, { next }] of whole.slice(0, -1).entries()) {
    const rest = await census(started, JSON.parse(JSON.stringify(next)))
    expect(entriesOf([...whole.slice(0, index + 1), ...rest])).toEqual(entriesOf(whole))
  }
})

test('a census shows a label that was renamed without moving a clock', async () => {
  const started = await start({ issues: 3, pulls: 0 })
  const { simulator } = started
  const issue = simulator.control.githubIssue(REPO, 1)
  const label = { id: 1, name: 'before', color: 'ff0000' }
  if (issue === null) throw new Error('there is no issue #1')
  simulator.control.upsertGithubIssue(REPO, { ...issue, labels: [label] })
  const mark = markOf(await walk(started.source))
  const before = latest(await walk(started.source)).get(`${REPO}#1`)
  started.clock.now += 86_400_000
  edit(started, 2)
  const since = markOf(await walk(started.source, { since: mark }))
  simulator.control.renameLabel(REPO, 'before', 'after')
  expect([...latest(await walk(started.source, { since })).keys()]).toEqual([`${REPO}#2`])
  const found = (await census(started)).flatMap(({ records }) => records).find(({ key }) => key === `${REPO}#1`)
  expect(found).toEqual({ ...before, labels: ['after'] })
})

test('a census follows the place that GitHub names where it counts no pages', async () => {
  const started = await start({ issues: 1, pulls: 0 })
  const { simulator } = started
  const headers = { link: '<https://x/repositories/1/issues?after=place&page=2>; rel="next"' }
  const body = Array.from({ length: 60 }, () => simulator.control.githubIssue(REPO, 1))
  simulator.control.failNext({ match: { path: '/issues' }, status: 200, body, headers })
  expect(entriesOf(await census(started)).size).toBe(1)
  const asked = simulator.control.requests('github').filter(({ path }) => path.endsWith('/issues'))
  expect(asked.map(({ query }) => [query.page, query.after])).toEqual([
    ['1', undefined],
    [undefined, 'place'],
  ])
})

test('issues and pull requests are counted exactly, for one request', async () => {
  const { source, simulator } = await start()
  expect(await source.count(REPO, signal)).toEqual({ count: 270, requests: 1 })
  simulator.control.replaceRepo({ repo: REPO, issues: [], pulls: [] })
  expect(await source.count(REPO, signal)).toEqual({ count: 0, requests: 1 })
})

test('what GitHub does not count has no count', async () => {
  const { source, simulator } = await start()
  const body = [simulator.control.githubIssue(REPO, 270)]
  const headers = { link: '<https://x/?after=abc>; rel="next"' }
  simulator.control.failNext({ match: { path: '/issues' }, status: 200, body, headers })
  expect(await source.count(REPO, signal)).toEqual({ count: null, requests: 1 })
})

test('pull requests alone are counted where issues are switched off', async () => {
  const { source, simulator } = await start()
  simulator.control.failNext({ match: { path: '/issues' }, status: 410 })
  expect(await source.count(REPO, signal)).toEqual({ count: 120, requests: 2 })
})

test('an issue that is deleted meanwhile is at worst left out, for the hub to ask for its neighbour by key', async () => {
  const started = await start({ pulls: 0 })
  const { source, simulator } = started
  const seen: string[] = []
  for await (const page of source.census({ scope: REPO, from: null, signal })) {
    seen.push(...page.entries.map(({ key }) => key))
    if (seen.length === 100) simulator.control.deleteGithubIssue(REPO, Number(seen[0]?.split('#')[1]))
  }
  const missing = [...latest(await walk(source)).keys()].filter((key) => !seen.includes(key))
  expect(missing).toHaveLength(1)
  const answers = []
  for await (const page of source.fetch({ scope: REPO, keys: [...missing, seen[0] ?? ''], signal })) answers.push(page)
  expect(answers).toMatchObject([{ records: [{ key: missing[0] }], gone: [{ key: seen[0], kind: 'deleted' }] }])
})
