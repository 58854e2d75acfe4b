import { afterEach, expect, test } from 'vitest'
import { startJira, type TestJira, walk } from '../test-jira.ts'

let jira: TestJira | null = null
afterEach(() => jira?.close())

/** Issues with estimates and histories, and what walks them. */
async function start(): Promise<TestJira> {
  jira = await startJira({ issues: 30 })
  return jira
}

const recordsOf = async ({ connect }: TestJira) => (await walk(connect())).flatMap(({ records }) => records)

test.each([
  { of: 'fields', path: '/rest/api/3/field' },
  { of: 'statuses', path: '/rest/api/3/status' },
])('an empty list of $of is asked for again, and loses nothing of any issue', async ({ path }) => {
  const started = await start()
  const { control } = started.simulator
  const undisturbed = await recordsOf(started)
  expect(undisturbed.some(({ estimate }) => estimate !== null)).toBe(true)
  expect(undisturbed.some(({ history }) => history !== null && history.length > 1)).toBe(true)
  control.clearRequests()
  control.failNext({ match: { path }, status: 200, body: [], times: 2 })
  expect(await recordsOf(started)).toEqual(undisturbed)
  expect(control.requests('jira').filter((request) => request.path === path)).toHaveLength(3)
  expect(started.slept).toHaveLength(2)
})
