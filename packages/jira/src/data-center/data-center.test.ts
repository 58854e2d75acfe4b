import { bulkData } from '@throughline/simulator'
import { afterEach, describe, expect, test } from 'vitest'
import { all, keys, markOf, NOW, newer, recordOf, startJira, type TestJira, walk } from '../test-jira.ts'

const HOUR = 3_600_000
const SPRINT = 'customfield_10020'

let jira: TestJira | null = null
afterEach(async () => {
  await jira?.close()
  jira = null
})

async function start(options: Parameters<typeof startJira>[0] = {}): Promise<TestJira> {
  jira = await startJira({ issues: 60, ...options, jira: { ...options.jira, deployment: 'data-center' } })
  return jira
}

const signal = new AbortController().signal

test('is walked over version 2 of the API, with credentials of either kind', async () => {
  const { source, connect, simulator } = await start()
  expect(keys(await walk(source))).toHaveLength(60)
  const auth = { type: 'bearer', token: simulator.jiraAuth.token } as const
  expect(keys(await walk(connect({ auth })))).toHaveLength(60)
  expect(simulator.control.requests('jira').filter(({ path }) => !path.startsWith('/rest/api/2/'))).toEqual([])
})

test('tells a wrong token apart with what to do on a server of one’s own', async () => {
  const { source, simulator } = await start()
  simulator.control.revokeToken('jira')
  await expect(walk(source)).rejects.toMatchObject({
    code: 'jira.unauthorized',
    message: expect.stringContaining('personal access token'),
  })
})

test('is checked like Cloud', async () => {
  const { source } = await start()
  await expect(source.check(['BULK', 'NOPE'], signal)).resolves.toMatchObject({
    ok: false,
    account: 'Planning Office',
    permissions: ['Browse Projects on BULK'],
    problems: [expect.stringContaining('NOPE')],
    resolutions: ['Done'],
  })
})

test('keeps the epic of an issue in a field of its own, and the parent of a sub-task in the usual one', async () => {
  const { source } = await start()
  const pages = await walk(source)
  expect(recordOf(pages, 'BULK-2')).toMatchObject({ parent: 'BULK-1', isSubtask: false })
  expect(recordOf(pages, 'BULK-1').parent).toBeNull()
})

test('finds what changed since a mark', async () => {
  const { source, clock, simulator } = await start()
  const mark = markOf(await walk(source))
  clock.now += HOUR
  simulator.control.patchJiraIssue('BULK-3', { summary: 'changed' })
  expect(keys(newer(await walk(source, { since: mark }), mark))).toEqual(['BULK-3'])
})

const stampOf = (at: number) => new Date(at).toISOString().replace('Z', '+0000')

describe('its histories', () => {
  const histories = Array.from({ length: 250 }, (_, index) => ({
    id: String(index + 1),
    created: stampOf(NOW - (300 - index) * HOUR),
    items: [
      {
        field: 'status',
        fieldId: 'status',
        fieldtype: 'jira',
        from: index % 2 === 0 ? '10100' : '10101',
        fromString: index % 2 === 0 ? 'To Do' : 'In Progress',
        to: index % 2 === 0 ? '10101' : '10100',
        toString: index % 2 === 0 ? 'In Progress' : 'To Do',
      },
    ],
  }))

  test.each([
    ['by the page where it has pages of them', true],
    ['with the issue alone where it has none', false],
  ])('are completed %s', async (_case, servesChangelog) => {
    const data = bulkData({ seed: 5, jiraIssues: 60, githubIssues: 0, until: NOW - 24 * HOUR })
    const long = data.jira.map((site) => ({
      ...site,
      issues: site.issues.map((issue) =>
        issue.key === 'BULK-7' || issue.key === 'BULK-8'
          ? { ...issue, fields: { ...issue.fields, updated: stampOf(NOW - HOUR) }, changelog: { histories } }
          : issue,
      ),
    }))
    const { source, simulator } = await start({ data: { ...data, jira: long }, jira: { servesChangelog } })
    const pages = await walk(source)
    const { history } = recordOf(pages, 'BULK-7')
    expect(history).toHaveLength(251)
    expect(history?.[0]).toMatchObject({ status: 'To Do', category: 'todo' })
    expect(recordOf(pages, 'BULK-8').history).toHaveLength(251)
    // What came whole with the search is not asked for again.
    const single = simulator.control.requests('jira').filter(({ path }) => path.includes('/issue/'))
    expect(new Set(single.map(({ path }) => path.split('/issue/')[1]?.split('/')[0])).size).toBe(2)
  })
})

test('that sends exactly as many changes as it would cut to is asked for the rest', async () => {
  const { source, simulator } = await start()
  const change = (index: number) => ({
    id: String(index),
    created: stampOf(NOW - (300 - index) * HOUR),
    items: [{ field: 'labels', fieldtype: 'jira', from: null, fromString: '', to: null, toString: String(index) }],
  })
  const record = simulator.control.jiraIssue('BULK-7')
  const histories = Array.from({ length: 100 }, (_, index) => change(index))
  const issue = { ...record, changelog: { startAt: 0, maxResults: 100, total: 100, histories } }
  const body = { startAt: 0, maxResults: 100, total: 1, issues: [issue] }
  simulator.control.failNext({ match: { path: '/search' }, status: 200, body })
  simulator.control.clearRequests()
  await walk(source)
  expect(simulator.control.counts()['jira GET /rest/api/2/issue/{issueIdOrKey}']).toBe(1)
})

test('writes its sprints out as text, and they become the sprints and stays of the issue', async () => {
  const data = bulkData({ seed: 5, jiraIssues: 60, githubIssues: 0, until: NOW - 24 * HOUR })
  const sprint = {
    id: 5,
    name: 'Ward 5, late',
    state: 'active',
    boardId: 2,
    startDate: '2026-05-25T07:00:00.000Z',
    goal: '',
  }
  const field = {
    id: SPRINT,
    name: 'Sprint',
    custom: true,
    schema: { type: 'array', items: 'json', custom: 'com.pyxis.greenhopper.jira:gh-sprint' },
  }
  const { source, simulator } = await start({
    data: { ...data, jira: data.jira.map((site) => ({ ...site, fields: [...site.fields, field] })) },
  })
  simulator.control.patchJiraIssue('BULK-7', { [SPRINT]: [sprint] })
  const pages = await walk(source)
  expect(pages.flatMap(({ sprints }) => sprints)).toEqual([
    {
      id: '5',
      name: 'Ward 5, late',
      state: 'active',
      startAt: Date.UTC(2026, 4, 25, 7),
      endAt: null,
      completedAt: null,
    },
  ])
  expect(recordOf(pages, 'BULK-7').sprints).toEqual([{ sprint: '5', from: NOW, to: null }])
})

test('asks for many issues one by one, never more at once than its session allows', async () => {
  const { source, simulator } = await start()
  const asked = Array.from({ length: 60 }, (_, index) => `BULK-${index + 1}`)
  const pages = await all(source.fetch({ scope: 'BULK', keys: asked, signal }))
  expect(keys(pages.map((page) => ({ ...page, next: null, mark: null, unseen: [] })))).toHaveLength(60)
  expect(simulator.control.counts()['jira GET /rest/api/2/issue/{issueIdOrKey}']).toBe(60)
})
