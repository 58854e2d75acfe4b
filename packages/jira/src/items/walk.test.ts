import { afterEach, describe, expect, test } from 'vitest'
import { atOf, keys, markOf, startJira, type TestJira, walk } from '../test-jira.ts'

const MINUTE = 60_000
let jira: TestJira | null = null
afterEach(() => jira?.close())

async function start(options: Parameters<typeof startJira>[0] = {}): Promise<TestJira> {
  jira = await startJira(options)
  return jira
}

/** Replaces the answers of coming searches. */
function answerSearch({ simulator }: TestJira, ...bodies: readonly object[]): void {
  for (const body of bodies) simulator.control.failNext({ match: { path: '/search/jql' }, status: 200, body })
}

const issue = (key: string, updated = '2026-01-01T00:00:00.000+0000') => ({
  id: key.slice(5),
  key,
  fields: {
    status: { name: 'Open', statusCategory: { key: 'new' } },
    created: '2026-01-01T00:00:00.000+0000',
    updated,
  },
})

test('a full walk finds every issue once and marks the latest update', async () => {
  const { source } = await start()
  const pages = await walk(source)
  expect(pages.map((page) => page.records.length)).toEqual([100, 100, 50])
  expect(keys(pages)).toHaveLength(250)
  expect(pages.slice(0, -1).every((page) => page.next !== null && page.mark === null)).toBe(true)
  expect(atOf(pages)).toBe(Math.max(...pages.flatMap((page) => page.records.map(({ updatedAt }) => updatedAt))))
})

test('the estimate comes from the field named Story Points, without being told which that is', async () => {
  const { source } = await start()
  const records = (await walk(source)).flatMap((page) => page.records)
  expect(records.some(({ estimate }) => estimate !== null && estimate > 0)).toBe(true)
})

test('an estimate field that Jira does not have fails the walk with its name', async () => {
  const { connect } = await start()
  await expect(walk(connect({ estimateField: 'Effort' }))).rejects.toMatchObject({
    code: 'jira.unknown_estimate_field',
    message: expect.stringContaining('Effort'),
  })
})

test('a project that Jira does not show fails the walk with what to check', async () => {
  const { source, simulator } = await start()
  await expect(walk(source, { scope: 'NOPE' })).rejects.toMatchObject({ code: 'jira.unknown_project', retry: 'never' })
  await expect(walk(source, { scope: 'X" OR project = "BULK' })).rejects.toMatchObject({ code: 'jira.unknown_project' })
  simulator.control.hideJiraProject('BULK')
  await expect(walk(source)).rejects.toThrow(
    'Jira has no project BULK, or connection jira may not browse it. Check the scope’s spelling and the account’s Browse Projects permission.',
  )
})

test('a walk goes on after any page, whoever continues it, and ends where an undisturbed one does', async () => {
  const { source, connect } = await start()
  const whole = await walk(source)
  for (const stopped of [1, 2]) {
    const before = await walk(connect(), { pages: stopped })
    const cursor = JSON.parse(JSON.stringify(before.at(-1)?.next))
    const after = await walk(connect(), { from: cursor })
    expect(keys([...before, ...after])).toEqual(keys(whole))
    expect(markOf(after)).toEqual(markOf(whole))
  }
})

test('an issue edited during a full walk moves none past the reader', async () => {
  const { source, simulator, clock } = await start()
  const seen: string[] = []
  for await (const page of source.walk({
    scope: 'BULK',
    since: null,
    from: null,
    signal: AbortSignal.timeout(30_000),
  })) {
    seen.push(...page.records.map(({ key }) => key))
    clock.now += 1000
    for (const key of seen.slice(0, 20)) simulator.control.patchJiraIssue(key, { labels: ['edited'] })
  }
  expect(new Set(seen).size).toBe(250)
  // The simulated index goes on after the last issue served; a real one may count, so the order itself must hold still.
  const searches = simulator.control.requests().filter(({ path }) => path.endsWith('/search/jql'))
  for (const { body } of searches)
    expect(body).toMatchObject({ jql: expect.stringMatching(/ORDER BY created ASC, key ASC$/) })
})

test('a page token that has expired makes the walk ask anew instead of failing', async () => {
  const { source, connect, clock } = await start()
  const [first] = await walk(source, { pages: 1 })
  clock.now += 8 * 24 * 60 * MINUTE
  expect(keys(await walk(connect(), { from: first?.next ?? null }))).toHaveLength(250)
})

describe('odd pages', () => {
  test('without isLast, and an empty one with a token, go on until the token is gone', async () => {
    const started = await start()
    answerSearch(
      started,
      { issues: [issue('BULK-1')], nextPageToken: 'a' },
      { issues: [], nextPageToken: 'b', isLast: false },
      { issues: [issue('BULK-2')], nextPageToken: 'c', isLast: true },
      { issues: [issue('BULK-3')] },
    )
    const pages = await walk(started.source)
    expect(keys(pages)).toEqual(['BULK-1', 'BULK-2', 'BULK-3'])
    expect(pages).toHaveLength(4)
  })

  test('that repeat a token stop the walk', async () => {
    const started = await start()
    answerSearch(
      started,
      { issues: [issue('BULK-1')], nextPageToken: 'a' },
      { issues: [issue('BULK-2')], nextPageToken: 'b' },
      { issues: [issue('BULK-1')], nextPageToken: 'a' },
    )
    await expect(walk(started.source)).rejects.toMatchObject({ code: 'jira.paging_loop', retry: 'backoff' })
  })

  test('with an unreadable issue keep the others and show it', async () => {
    const started = await start()
    answerSearch(started, { issues: [issue('BULK-1'), issue('BULK-2', 'soon'), null, issue('BULK-3')] })
    const pages = await walk(started.source)
    expect(keys(pages)).toEqual(['BULK-1', 'BULK-3'])
    expect(pages[0]?.quarantined.map(({ key }) => key)).toEqual(['BULK-2', null])
  })

  test('that say 200 and are no page are asked for again, never taken for the end', async () => {
    const started = await start()
    answerSearch(started, {}, { issues: null }, [])
    expect(keys(await walk(started.source))).toHaveLength(250)
    expect(started.slept).toHaveLength(3)
  })
})

describe('faults on the way', () => {
  test.each(['truncate', 'cut', 'reset'] as const)(
    'an answer that comes to a bad end (%s) is asked for again',
    async (kind) => {
      const { source, simulator } = await start()
      simulator.control.failNext({ match: { path: '/search/jql' }, kind, skip: 1, times: 2 })
      const pages = await walk(source)
      expect(keys(pages)).toHaveLength(250)
      expect(pages[1]?.requests).toBe(4)
    },
  )

  test.each([408, 425, 500, 502, 503, 504])('status %i passes', async (status) => {
    const { source, simulator, slept } = await start()
    simulator.control.failNext({ match: { path: '/search/jql' }, status })
    expect(keys(await walk(source))).toHaveLength(250)
    expect(slept).toHaveLength(1)
  })

  test('a short wait that Jira asks for is kept', async () => {
    const { source, simulator, slept } = await start()
    simulator.control.limitJira(4)
    expect(keys(await walk(source))).toHaveLength(250)
    expect(slept).toEqual([4000])
  })

  test('a long wait is handed to the queue', async () => {
    const { source, simulator, slept } = await start()
    simulator.control.limitJira(900)
    await expect(walk(source)).rejects.toMatchObject({ code: 'jira.rate_limited', retry: { afterMs: 900_000 } })
    expect(slept).toEqual([])
  })

  test('a wait given as X-RateLimit-Reset counts on Jira’s clock', async () => {
    const { source, simulator, clock } = await start()
    const headers = { 'x-ratelimit-reset': new Date(clock.now + 1_800_000).toISOString() }
    simulator.control.failNext({ status: 429, headers })
    await expect(walk(source)).rejects.toMatchObject({ retry: { afterMs: 1_800_000 } })
  })

  test('a wrong token stops at once and says where to get another', async () => {
    const { source, simulator, slept } = await start()
    simulator.control.revokeToken('jira')
    await expect(walk(source)).rejects.toMatchObject({
      code: 'jira.unauthorized',
      retry: 'never',
      message:
        'Jira refused the e-mail and API token of connection jira (401). Create a new token at id.atlassian.com and store it with PUT /connections/jira.',
    })
    expect(slept).toEqual([])
  })

  test('a removed endpoint can never work', async () => {
    const { source, simulator } = await start()
    simulator.control.failNext({ match: { path: '/search/jql' }, status: 410 })
    await expect(walk(source)).rejects.toMatchObject({ code: 'jira.endpoint_removed', retry: 'never' })
  })

  test('an abort ends the walk with its own reason', async () => {
    const { source } = await start()
    const controller = new AbortController()
    const pages = source.walk({ scope: 'BULK', since: null, from: null, signal: controller.signal })
    await expect(async () => {
      for await (const _page of pages) controller.abort(new Error('cancelled'))
    }).rejects.toThrow('cancelled')
  })
})
