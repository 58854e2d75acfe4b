import { afterEach, expect, test } from 'vitest'
import { markOf, NOW, recordOf, startJira, type TestJira, walk } from '../test-jira.ts'

const HOUR = 3_600_000
const TO_DO = { name: 'To Do', category: 'todo', resolution: null }
const PROGRESS = {
  id: '10101',
  name: 'In Progress',
  statusCategory: { id: 4, key: 'indeterminate', name: 'In Progress', colorName: 'yellow' },
}
const DONE = {
  id: '10102',
  name: 'Done',
  statusCategory: { id: 3, key: 'done', name: 'Done', colorName: 'green' },
}
const BULK = '/changelog/bulkfetch'

let jira: TestJira | null = null
afterEach(() => jira?.close())

/** Thirty issues, and BULK-1 begun and done since. */
async function start(options: Parameters<typeof startJira>[0] = {}): Promise<TestJira> {
  jira = await startJira({ issues: 30, ...options })
  const { clock, simulator } = jira
  const { control } = simulator
  const before = control.jiraIssue('BULK-1')
  if (before === null) throw new Error('there is no BULK-1')
  const status = {
    ...PROGRESS,
    id: '10100',
    name: TO_DO.name,
    statusCategory: { ...PROGRESS.statusCategory, id: 2, key: 'new' },
  }
  const fields = { ...before.fields, status, resolution: null, resolutiondate: null }
  control.upsertJiraIssue({ ...before, fields: fields as typeof before.fields, changelog: { histories: [] } })
  clock.now += HOUR
  control.patchJiraIssue('BULK-1', { status: PROGRESS })
  clock.now += HOUR
  control.patchJiraIssue('BULK-1', { status: DONE, resolution: { id: '1', name: 'Declined' } })
  clock.now += HOUR
  return jira
}

function expectedHistory(test: TestJira, at: number) {
  const created = Date.parse(test.simulator.control.jiraIssue('BULK-1')?.fields.created ?? '')
  return [
    { at: created, status: 'To Do', category: 'todo', resolution: null },
    { at: at + HOUR, status: 'In Progress', category: 'in_progress', resolution: null },
    { at: at + 2 * HOUR, status: 'Done', category: 'done', resolution: 'Declined' },
  ]
}

test('histories come with their issues, in one request a page, and categories in one a walk', async () => {
  const started = await start({ issues: 250 })
  const pages = await walk(started.source)
  expect(recordOf(pages, 'BULK-1').history).toEqual(expectedHistory(started, NOW))
  const counts = started.simulator.control.counts()
  expect(counts[`jira POST /rest/api/3${BULK}`]).toBe(3)
  expect(counts['jira GET /rest/api/3/status']).toBe(1)
})

test('a history of many pages is read to its end', async () => {
  const started = await start()
  const { simulator, source } = started
  const id = simulator.control.jiraIssue('BULK-1')?.id
  const change = (day: number, from: string, to: string) => ({
    id: String(day),
    created: `2026-05-0${day}T00:00:00.000+0000`,
    items: [
      { field: 'status', fieldId: 'status', fieldtype: 'jira', from: null, fromString: from, to: null, toString: to },
    ],
  })
  const page = (histories: readonly object[]) => [{ issueId: id, changeHistories: histories }]
  const answers = [
    { issueChangeLogs: page([change(1, 'To Do', 'In Progress')]), nextPageToken: 'a' },
    { issueChangeLogs: [], nextPageToken: 'b' },
    { issueChangeLogs: page([change(2, 'In Progress', 'Done')]) },
  ]
  for (const body of answers) simulator.control.failNext({ match: { path: BULK }, status: 200, body })
  expect(recordOf(await walk(source), 'BULK-1').history?.map(({ status }) => status)).toEqual([
    'To Do',
    'In Progress',
    'Done',
  ])
})

test('histories whose pages repeat without end stop the walk', async () => {
  const { simulator, source } = await start()
  const body = { issueChangeLogs: [], nextPageToken: 'a' }
  simulator.control.failNext({ match: { path: BULK }, status: 200, body, times: 2 })
  await expect(walk(source)).rejects.toMatchObject({ code: 'jira.paging_loop', retry: 'backoff' })
})

test.each([403, 404, 410])('where histories are not told in bulk (%i) they come issue by issue', async (status) => {
  const started = await start({ issues: 130 })
  const { simulator, source } = started
  simulator.control.failNext({ match: { path: BULK }, status, times: 100 })
  const pages = await walk(source)
  expect(recordOf(pages, 'BULK-1').history).toEqual(expectedHistory(started, NOW))
  expect(simulator.control.requests('jira').filter(({ path }) => path.endsWith(BULK))).toHaveLength(1)
})

test('an issue that was out of sight while histories were told is asked again for its own', async () => {
  const started = await start()
  const { simulator, source } = started
  simulator.control.failNext({ match: { path: BULK }, status: 200, body: { issueChangeLogs: [] } })
  const pages = await walk(source)
  expect(recordOf(pages, 'BULK-1').history).toEqual(expectedHistory(started, NOW))
  expect(pages.flatMap(({ unseen }) => unseen)).toEqual([])
  expect(simulator.control.counts()['jira POST /rest/api/3/issue/bulkfetch']).toBe(1)
})

test('an issue that goes out of sight before its history is told comes as one to ask for', async () => {
  const { simulator, source } = await start()
  simulator.control.failNext({ match: { path: BULK }, status: 200, body: { issueChangeLogs: [] } })
  simulator.control.failNext({ match: { path: '/issue/bulkfetch' }, status: 200, body: { issues: [] } })
  const pages = await walk(source)
  expect(recordOf(pages, 'BULK-1').history).toBeNull()
  expect(pages.flatMap(({ unseen }) => unseen)).toContain('BULK-1')
})

test('an issue whose log holds no change of status has no history', async () => {
  const { simulator, source } = await start()
  const record = simulator.control.jiraIssue('BULK-2')
  if (record === null) throw new Error('there is no BULK-2')
  simulator.control.upsertJiraIssue({ ...record, changelog: { histories: [] } })
  simulator.control.patchJiraIssue('BULK-2', { labels: ['night'] })
  expect(recordOf(await walk(source), 'BULK-2').history).toBeNull()
})

test('an incremental walk brings the new move of an issue with its whole history', async () => {
  const started = await start()
  const { clock, simulator, source } = started
  const mark = markOf(await walk(source))
  clock.now += HOUR
  simulator.control.patchJiraIssue('BULK-1', { status: PROGRESS, resolution: null })
  const history = recordOf(await walk(source, { since: mark }), 'BULK-1').history
  expect(history).toHaveLength(4)
  expect(history?.at(-1)).toEqual({ at: clock.now, status: 'In Progress', category: 'in_progress', resolution: null })
})
