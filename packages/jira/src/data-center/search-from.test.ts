import { fc, test } from '@fast-check/vitest'
import { afterEach, expect } from 'vitest'
import { all, keys, startJira, type TestJira, walk } from '../test-jira.ts'

const COUNT = 120
const PAGE = 20

let jira: TestJira | null = null
afterEach(async () => {
  await jira?.close()
  jira = null
})

const start = () => startJira({ issues: COUNT, jira: { deployment: 'data-center', pageMax: PAGE } })

const walking = ({ source }: TestJira) =>
  source.walk({ scope: 'BULK', since: null, from: null, signal: AbortSignal.timeout(30_000) })

test('a server that gives fewer issues than it was asked for is read to the end', async () => {
  jira = await start()
  expect(keys(await walk(jira.source))).toHaveLength(COUNT)
  const asked = jira.simulator.control.requests('jira').filter(({ path }) => path.endsWith('/search'))
  expect(asked[1]?.body).toMatchObject({ startAt: PAGE - 1, maxResults: 100 })
})

test('issues that vanish behind the reader hide none ahead, even when the last one seen and all before it go', async () => {
  jira = await start()
  const { simulator } = jira
  const found: string[] = []
  for await (const page of walking(jira)) {
    found.push(...page.records.map(({ key }) => key))
    if (found.length === PAGE)
      for (let number = 1; number <= 50; number += 1) simulator.control.deleteJiraIssue(`BULK-${number}`)
  }
  const left = Array.from({ length: COUNT - 50 }, (_, index) => `BULK-${index + 51}`)
  expect(left.filter((key) => !found.includes(key))).toEqual([])
})

test('when everything vanishes the walk ends', async () => {
  jira = await start()
  const { simulator } = jira
  let pages = 0
  for await (const _page of walking(jira)) {
    pages += 1
    if (pages === 2)
      for (let number = 1; number <= COUNT; number += 1) simulator.control.deleteJiraIssue(`BULK-${number}`)
  }
  expect(pages).toBeLessThanOrEqual(4)
})

test('a server that gives one issue a page for ever is not read for ever', async () => {
  jira = await start()
  const { simulator, source } = jira
  const issue = simulator.control.jiraIssue('BULK-1')
  const body = { startAt: 0, maxResults: 1, total: 3, issues: [issue] }
  simulator.control.failNext({ match: { path: '/search' }, status: 200, body, times: 50 })
  await expect(walk(source)).rejects.toMatchObject({ code: 'jira.paging_loop' })
})

test('a place of another deployment is a beginning', async () => {
  jira = await start()
  const { source, simulator } = jira
  const [first] = await walk(source, { pages: 1 })
  simulator.control.clearRequests()
  expect(keys(await walk(source, { from: { ...first?.next, token: 'not-a-place' } }))).toHaveLength(COUNT)
})

const deletion = fc.record({
  afterPage: fc.integer({ min: 1, max: 8 }),
  from: fc.integer({ min: 1, max: COUNT }),
  length: fc.integer({ min: 1, max: 60 }),
})

test.prop([fc.array(deletion, { maxLength: 5 }), fc.boolean()], { numRuns: 30 })(
  'whatever vanishes during a walk or a census, everything that stays is found',
  async (deletions, isCensus) => {
    const test = await start()
    const { simulator, source } = test
    try {
      const found = new Set<string>()
      let pages = 0
      const vanish = () => {
        pages += 1
        for (const { afterPage, from, length } of deletions) {
          for (let number = from; afterPage === pages && number < from + length; number += 1) {
            simulator.control.deleteJiraIssue(`BULK-${number}`)
          }
        }
      }
      if (isCensus) {
        const signal = AbortSignal.timeout(30_000)
        for await (const { entries } of source.census({ scope: 'BULK', from: null, signal })) {
          for (const { key } of entries) found.add(key)
          vanish()
        }
      } else {
        for await (const { records } of walking(test)) {
          for (const { key } of records) found.add(key)
          vanish()
        }
      }
      const left = Array.from({ length: COUNT }, (_, index) => `BULK-${index + 1}`).filter(
        (key) => simulator.control.jiraIssue(key) !== null,
      )
      expect(left.filter((key) => !found.has(key))).toEqual([])
    } finally {
      await test.close()
    }
  },
  60_000,
)

test('an exact count asks for no issues', async () => {
  jira = await start()
  await jira.source.count('BULK', new AbortController().signal)
  expect(jira.simulator.control.requests('jira').at(-1)?.body).toMatchObject({ maxResults: 0 })
  expect(
    await all(
      jira.source.missed({ hooks: [], since: 0, isKnown: async () => new Set(), signal: new AbortController().signal }),
    ),
  ).toEqual([])
})
