import type { Page } from '@throughline/source'
import { afterEach, expect, test } from 'vitest'
import {
  atOf,
  edit,
  keys,
  latest,
  markOf,
  movesOf,
  NOW,
  newer,
  REPO,
  startGithub,
  type TestGithub,
  walk,
  walkRanges,
} from '../test-github.ts'
import { OVERLAP_MS } from './mark.ts'

const MINUTE = 60_000
const signal = new AbortController().signal
let github: TestGithub | null = null
afterEach(() => github?.close())

async function start(options: Parameters<typeof startGithub>[0] = {}): Promise<TestGithub> {
  github = await startGithub(options)
  return github
}

/** Walks to the end, and lets something happen after each page. */
async function disturbed({ source }: TestGithub, happen: (index: number) => void): Promise<Page[]> {
  const pages: Page[] = []
  for await (const page of source.walk({ scope: REPO, since: null, from: null, signal })) {
    happen(pages.length)
    pages.push(page)
  }
  return pages
}

test.each(['/issues', '/pulls', '/issues/events'])(
  'an empty page of %s is asked for again before it is believed',
  async (path) => {
    const { source, simulator } = await start()
    const whole = await walk(source)
    simulator.control.failNext({ match: { path: `load${path}` }, status: 200, body: [] })
    const pages = await walk(source)
    expect(latest(pages)).toEqual(latest(whole))
    expect(pages.flatMap(({ moves }) => moves)).toEqual(whole.flatMap(({ moves }) => moves))
  },
)

test.each(['/issues', '/pulls'])(
  'a page of %s that is cut short though more follow leaves nothing out',
  async (path) => {
    const { source, simulator } = await start()
    const headers = { link: '<https://x/?page=2>; rel="next", <https://x/?page=2>; rel="last"' }
    const cut = Array.from({ length: 30 }, (_, index) => simulator.control.pull(REPO, 151 + index))
    simulator.control.failNext({ match: { path: `load${path}` }, status: 200, body: cut, headers })
    expect(keys(await walk(source))).toHaveLength(270)
  },
)

test('a repository that is renamed while it is walked goes on under the name that the scope has', async () => {
  const started = await start({ sizes: { wholeMax: 100, range: 100 } })
  const whole = await walk(started.source)
  const pages = await disturbed(started, (index) => {
    if (index === 1) started.simulator.control.renameRepo(REPO, 'bulk/renamed')
  })
  const known = ({ url: _url, ...record }: { readonly url: string; readonly key: string }) => record
  const plain = (walked: readonly Page[]) => [...latest(walked).values()].map(known)
  expect(plain(pages)).toEqual(plain(whole))
  expect(keys((await walkRanges(started.source)).pages)).toEqual(keys(whole))
  expect(keys(await walk(started.source, { since: markOf(pages) })).every((key) => key.startsWith(REPO))).toBe(true)
})

test.each([10 * MINUTE, -10 * MINUTE])('a clock of GitHub that is %i ms off misses no edit', async (offset) => {
  const started = await start()
  const { source, clock, simulator } = started
  simulator.control.setClockOffset('github', offset)
  const mark = markOf(await walk(source))
  expect(mark.at).toBeLessThanOrEqual(NOW + offset - OVERLAP_MS)
  for (const number of [3, 200]) {
    clock.now += MINUTE
    edit(started, number, clock.now + offset)
  }
  expect(keys(newer(await walk(source, { since: mark }), mark))).toEqual([`${REPO}#200`, `${REPO}#3`])
})

test('a clock that is set right between two walks misses no edit', async () => {
  const started = await start()
  const { source, clock, simulator } = started
  simulator.control.setClockOffset('github', 10 * MINUTE)
  edit(started, 1, clock.now + 10 * MINUTE)
  const mark = markOf(await walk(source))
  simulator.control.setClockOffset('github', 0)
  clock.now += MINUTE
  edit(started, 200)
  expect(keys(await walk(source, { since: mark }))).toContain(`${REPO}#200`)
})

test('deletions and transfers while a walk goes on push none past the reader', async () => {
  const started = await start()
  const { control } = started.simulator
  control.replaceRepo({ repo: 'bulk/other', issues: [], pulls: [] })
  const gone = new Set<string>()
  const pages = await disturbed(started, (index) => {
    for (let number = 1 + index; number <= 150; number += 40) {
      if (gone.has(`${REPO}#${number}`)) continue
      gone.add(`${REPO}#${number}`)
      if (number % 2 === 0) control.deleteGithubIssue(REPO, number)
      else control.transferGithubIssue(REPO, number, 'bulk/other')
    }
  })
  expect(gone.size).toBeGreaterThan(4)
  expect(keys(pages)).toEqual(expect.arrayContaining(keys(await walk(started.source))))
})

test('what is closed while a walk goes on has its move by the end of the next one', async () => {
  const started = await start()
  const { control } = started.simulator
  const open = [...latest(await walk(started.source)).values()].filter(
    ({ kind, seen }) => kind === 'issue' && seen.status === 'open',
  )
  const pages = await disturbed(started, (index) => {
    const issue = control.githubIssue(REPO, Number(open[index]?.key.split('#')[1]))
    if (issue === null) throw new Error('nothing is open')
    started.clock.now += MINUTE
    const closed_at = new Date(started.clock.now).toISOString().replace(/\.\d{3}Z$/, 'Z')
    control.upsertGithubIssue(REPO, { ...issue, state: 'closed', state_reason: 'completed', closed_at })
  })
  const after = await walk(started.source, { since: markOf(pages) })
  for (const { key } of open.slice(0, pages.length)) {
    expect(movesOf([...pages, ...after], key).at(-1)).toMatchObject({ status: 'closed', resolution: 'completed' })
    expect(latest([...pages, ...after]).get(key)?.seen.status).toBe('closed')
  }
  expect(atOf(after)).toBeGreaterThanOrEqual(atOf(pages))
})
