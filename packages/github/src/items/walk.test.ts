import { bulkData, type GithubIssueRecord } from '@throughline/simulator'
import { afterEach, describe, expect, test } from 'vitest'
import {
  atOf,
  edit,
  keys,
  markOf,
  NOW,
  newer,
  numberOf,
  REPO,
  startGithub,
  type TestGithub,
  walk,
} from '../test-github.ts'

const MINUTE = 60_000
let github: TestGithub | null = null
afterEach(() => github?.close())

async function start(options: Parameters<typeof startGithub>[0] = {}): Promise<TestGithub> {
  github = await startGithub(options)
  return github
}

test('a full walk finds every issue and every pull request, each as one item, and marks the latest update', async () => {
  const { source } = await start()
  const pages = await walk(source)
  const records = new Map(pages.flatMap((page) => page.records.map((record) => [record.key, record])))
  expect(pages.flatMap((page) => page.records)).toHaveLength(270)
  expect(records.size).toBe(270)
  expect([...records.values()].filter(({ kind }) => kind === 'pull_request')).toHaveLength(120)
  expect(atOf(pages)).toBe(Math.max(...[...records.values()].map(({ updatedAt }) => updatedAt)))
})

test('a walk goes on after any page, whoever continues it, and ends where an undisturbed one does', async () => {
  const { source, connect } = await start()
  const whole = await walk(source)
  for (let stopped = 1; stopped < whole.length; stopped += 1) {
    const before = await walk(connect(), { pages: stopped })
    const cursor = JSON.parse(JSON.stringify(before.at(-1)?.next))
    const after = await walk(connect(), { from: cursor })
    expect(keys([...before, ...after])).toEqual(keys(whole))
    expect(markOf(after)).toEqual(markOf(whole))
  }
})

test('items edited during a walk push none past the reader', async () => {
  const started = await start()
  const { source, clock } = started
  const seen: string[] = []
  for await (const page of source.walk({ scope: REPO, since: null, from: null, signal: AbortSignal.timeout(30_000) })) {
    seen.push(...page.records.map(({ key }) => key))
    clock.now += 1000
    // Everything read so far moves to the end of the list by last update, once.
    if (seen.length <= 100) for (const key of seen) edit(started, numberOf(key))
  }
  expect(new Set(seen).size).toBe(270)
})

test('more issues than a page holds may share one instant', async () => {
  const data = bulkData({ seed: 1, jiraIssues: 0, githubIssues: 350, until: NOW })
  const sameInstant = (issue: GithubIssueRecord, index: number) =>
    index < 20 ? issue : { ...issue, updated_at: '2026-05-30T10:00:00Z' }
  const { source } = await start({
    data: { ...data, github: data.github.map((repo) => ({ ...repo, issues: repo.issues.map(sameInstant) })) },
  })
  expect(keys(await walk(source))).toHaveLength(350)
})

test('a renamed repository still answers, and keys keep the configured name', async () => {
  const { source, simulator } = await start()
  simulator.control.renameRepo(REPO, 'bulk/renamed')
  const found = keys(await walk(source))
  expect(found).toHaveLength(270)
  expect(found.every((key) => key.startsWith(`${REPO}#`))).toBe(true)
})

test('a repository with its issues switched off still gives its pull requests', async () => {
  const { source, simulator, clock } = await start()
  simulator.control.failNext({ match: { path: '/issues' }, status: 410, times: 4 })
  const pages = await walk(source)
  expect(keys(pages)).toHaveLength(120)
  expect(atOf(pages)).toBe(Math.max(...pages.flatMap((page) => page.records.map(({ updatedAt }) => updatedAt))))
  clock.now += MINUTE
  expect(keys(newer(await walk(source, { since: markOf(pages) }), markOf(pages)))).toEqual([])
})

test('an unreadable record is shown and its page goes on', async () => {
  const { source, simulator } = await start()
  const body = [{ id: 1, number: 1, state: 'open', created_at: 'x', updated_at: 'x' }, null]
  simulator.control.failNext({ match: { path: '/issues' }, status: 200, body })
  const [page] = await walk(source, { pages: 1 })
  expect(page?.quarantined.map(({ key }) => key)).toEqual([`${REPO}#1`, null])
})

test('a list that does not come in order stops the walk instead of leaving issues out', async () => {
  const { source, simulator } = await start()
  const headers = { link: '<https://x/?page=2>; rel="next"' }
  const bodies = ['2026-03-01T00:00:00Z', '2026-02-01T00:00:00Z'].map((updated_at) =>
    Array.from({ length: 60 }, () => ({ updated_at })),
  )
  for (const body of bodies) simulator.control.failNext({ match: { path: '/issues' }, status: 200, body, headers })
  await expect(walk(source)).rejects.toMatchObject({ code: 'github.paging_out_of_order' })
})

describe('a repository that GitHub does not show fails the walk with what to check', () => {
  test.each(['bulk/none', 'bulk', '../user', 'bulk/..', 'a/b/c', 'a/b?x='])('%s', async (scope) => {
    const { source } = await start({ issues: 1, pulls: 0 })
    await expect(walk(source, { scope })).rejects.toMatchObject({ code: 'github.unknown_repository', retry: 'never' })
  })
})

describe('faults on the way', () => {
  test.each(['truncate', 'cut', 'reset'] as const)(
    'an answer that comes to a bad end (%s) is asked for again',
    async (kind) => {
      const { source, simulator } = await start()
      for (const path of ['/issues', '/pulls']) simulator.control.failNext({ match: { path }, kind, times: 2 })
      const pages = await walk(source)
      expect(keys(pages)).toHaveLength(270)
      expect(pages[0]?.requests).toBe(3)
    },
  )

  test.each([{ message: 'ok' }, '', null, '<html></html>'])(
    'status 200 with %j is asked for again, never taken for the end',
    async (body) => {
      const { source, simulator, slept } = await start()
      for (const path of ['/issues', '/pulls']) simulator.control.failNext({ match: { path }, status: 200, body })
      expect(keys(await walk(source))).toHaveLength(270)
      expect(slept).toHaveLength(2)
    },
  )

  test.each([408, 425, 500, 502, 503, 504])('status %i passes', async (status) => {
    const { source, simulator, slept } = await start()
    simulator.control.failNext({ status })
    expect(keys(await walk(source))).toHaveLength(270)
    expect(slept).toHaveLength(1)
  })

  test.each([403, 429] as const)('a used-up quota (%i) is handed to the queue until GitHub’s reset', async (status) => {
    const { connect, slept } = await start({ limits: { github: { requests: 2, status } } })
    const error: unknown = await walk(connect({ quotaShare: 1 })).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'github.rate_limited', retry: { afterMs: 3_601_000 } })
    expect(slept).toEqual([])
  })

  test('half of a window is left to people, and a check may use it', async () => {
    const { source, connect, simulator } = await start({ limits: { github: { requests: 6 } } })
    await expect(walk(source)).rejects.toMatchObject({ code: 'github.quota_reserved', retry: { afterMs: 3_601_000 } })
    expect(simulator.control.requests('github')).toHaveLength(3)
    await expect(source.check([REPO], new AbortController().signal)).resolves.toMatchObject({ ok: true })
    expect(keys(await walk(connect({ quotaShare: 1 }), { pages: 1 }))).not.toEqual([])
  })

  test('a secondary limit holds back every request of the connection, whatever it asks for', async () => {
    const { source, simulator } = await start()
    simulator.control.limitGithubSecondary(120)
    const { signal } = new AbortController()
    await expect(source.count(REPO, signal)).rejects.toMatchObject({ retry: { afterMs: 120_000 } })
    simulator.control.clearRequests()
    await expect(walk(source)).rejects.toMatchObject({ code: 'github.rate_limited', retry: { afterMs: 120_000 } })
    expect(simulator.control.requests('github')).toEqual([])
  })

  test('a secondary limit is kept: slept when short, handed to the queue when long', async () => {
    const { source, simulator, slept } = await start()
    simulator.control.limitGithubSecondary(4)
    expect(keys(await walk(source))).toHaveLength(270)
    expect(slept).toEqual([4000])
    simulator.control.limitGithubSecondary(120)
    await expect(walk(source)).rejects.toMatchObject({ retry: { afterMs: 120_000 } })
  })

  test('a 403 that is no limit is about rights', async () => {
    const { source, simulator } = await start()
    simulator.control.failNext({ status: 403 })
    await expect(walk(source)).rejects.toMatchObject({ code: 'github.forbidden', retry: 'never' })
    simulator.control.failNext({ status: 403, headers: { 'x-github-sso': 'required; url=https://github.com/' } })
    await expect(walk(source)).rejects.toThrow('single sign-on')
  })

  test('a wrong token stops at once and says what to do', async () => {
    const { source, simulator, slept } = await start()
    simulator.control.revokeToken('github')
    await expect(walk(source)).rejects.toMatchObject({
      code: 'github.unauthorized',
      retry: 'never',
      message: expect.stringContaining('PUT /connections/github'),
    })
    expect(slept).toEqual([])
  })

  test('an abort ends the walk with its own reason', async () => {
    const { source, simulator } = await start()
    const controller = new AbortController()
    const pages = source.walk({ scope: REPO, since: null, from: null, signal: controller.signal })
    await expect(async () => {
      for await (const _page of pages) {
        simulator.control.failNext({ kind: 'hang' })
        queueMicrotask(() => controller.abort(new Error('cancelled')))
      }
    }).rejects.toThrow('cancelled')
  })
})
