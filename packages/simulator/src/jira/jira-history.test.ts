import { afterEach, expect, it } from 'vitest'
import type { JiraHistoryItemRecord, JiraIssueRecord } from '../records.ts'
import { type Simulator, startSimulator } from '../start-simulator.ts'
import { askJira, DONE, sampleIssue, sampleJira } from '../testing/samples.ts'

const SPRINT = {
  id: 'customfield_10020',
  name: 'Sprint',
  custom: true,
  schema: { type: 'array', items: 'json', custom: 'com.pyxis.greenhopper.jira:gh-sprint' },
}
const RESOLVED = { status: DONE, resolution: { id: '1', name: 'Fixed' } }
let running: Simulator | null = null
let now = Date.UTC(2026, 2, 1, 12)

async function start(issues: readonly JiraIssueRecord[]): Promise<Simulator> {
  const site = sampleJira(issues)
  const data = { jira: [{ ...site, fields: [...site.fields, SPRINT] }], github: [] }
  running = await startSimulator({ data, clock: () => now })
  return running
}

function histories(simulator: Simulator, key = 'EHR-1') {
  return simulator.control.jiraIssue(key)?.changelog?.histories ?? []
}

function lastItems(simulator: Simulator): readonly Partial<JiraHistoryItemRecord>[] {
  return (histories(simulator).at(-1)?.items ?? []).map(({ fieldtype: _, ...item }) => item)
}

afterEach(async () => {
  now = Date.UTC(2026, 2, 1, 12)
  await running?.close()
  running = null
})

it('a change with several fields is one entry, its time that of the update', async () => {
  const simulator = await start([sampleIssue(1)])
  simulator.control.patchJiraIssue('EHR-1', RESOLVED)
  expect(histories(simulator)).toMatchObject([{ created: '2026-03-01T12:00:00.000+0000' }])
  expect(histories(simulator)[0]?.items).toEqual([
    {
      field: 'resolution',
      fieldtype: 'jira',
      fieldId: 'resolution',
      from: null,
      fromString: null,
      to: '1',
      toString: 'Fixed',
    },
    {
      field: 'status',
      fieldtype: 'jira',
      fieldId: 'status',
      from: '1',
      fromString: 'To Do',
      to: '3',
      toString: 'Done',
    },
  ])
  expect(simulator.control.jiraIssue('EHR-1')?.fields.resolutiondate).toBe('2026-03-01T12:00:00.000+0000')
  simulator.control.patchJiraIssue('EHR-1', { resolution: null })
  expect(simulator.control.jiraIssue('EHR-1')?.fields.resolutiondate).toBeNull()
})

it('ids grow over all issues, from the largest that was there', async () => {
  const entry = { id: '70000', created: '2026-02-01T12:30:00.000+0000', items: [] }
  const simulator = await start([{ ...sampleIssue(1), changelog: { histories: [entry] } }, sampleIssue(2)])
  simulator.control.patchJiraIssue('EHR-2', { summary: 'Other' })
  simulator.control.patchJiraIssue('EHR-1', { summary: 'Other' })
  expect(histories(simulator, 'EHR-2').map(({ id }) => id)).toEqual(['70001'])
  expect(histories(simulator).map(({ id }) => id)).toEqual(['70000', '70002'])
})

it.each([
  ['labels', { labels: ['night', 'ward'] }, [{ field: 'labels', fromString: '', toString: 'night ward' }]],
  [
    'versions that come and go',
    { fixVersions: [{ id: '11', name: '1.1' }] },
    [
      { field: 'Fix Version', from: '10', fromString: '1.0', to: null, toString: null },
      { field: 'Fix Version', from: null, fromString: null, to: '11', toString: '1.1' },
    ],
  ],
  [
    'sprints, all of them on both sides',
    {
      customfield_10020: [
        { id: 5, name: 'Sprint 5' },
        { id: 6, name: 'Sprint 6' },
      ],
    },
    [{ field: 'Sprint', from: '5', fromString: 'Sprint 5', to: '5, 6', toString: 'Sprint 5, Sprint 6' }],
  ],
  [
    'the parent',
    { parent: { id: '10002', key: 'EHR-2' } },
    [{ field: 'IssueParentAssociation', from: null, fromString: null, to: '10002', toString: 'EHR-2' }],
  ],
  [
    'the assignee',
    { assignee: { accountId: '5c', displayName: 'Cem Aydin' } },
    [{ field: 'assignee', fieldId: 'assignee', from: null, to: '5c', toString: 'Cem Aydin' }],
  ],
  ['a number', { customfield_10016: 5 }, [{ field: 'Story Points', fromString: null, toString: '5' }]],
  [
    'a link',
    { issuelinks: [{ id: '1', type: { inward: 'is blocked by', outward: 'blocks' }, outwardIssue: { key: 'EHR-2' } }] },
    [{ field: 'Link', from: null, fromString: null, to: 'EHR-2', toString: 'This issue blocks EHR-2' }],
  ],
  ['the text', { description: null }, [{ field: 'description', fromString: 'One paragraph.\n\nAnother one.' }]],
  ['a due date', { duedate: '2026-05-01' }, [{ field: 'duedate', to: '2026-05-01' }]],
] as const)('tells a change of %s in the words of Jira', async (_, fields, items) => {
  const before = { fixVersions: [{ id: '10', name: '1.0' }], customfield_10020: [{ id: 5, name: 'Sprint 5' }] }
  const simulator = await start([sampleIssue(1, before), sampleIssue(2)])
  simulator.control.patchJiraIssue('EHR-1', fields)
  expect(lastItems(simulator)).toMatchObject(items)
  expect(lastItems(simulator)).toHaveLength(items.length)
})

it('a record without a history keeps the one there is, one with another replaces it', async () => {
  const simulator = await start([sampleIssue(1)])
  simulator.control.upsertJiraIssue(sampleIssue(1, { summary: 'Second' }))
  const kept = simulator.control.jiraIssue('EHR-1')
  simulator.control.upsertJiraIssue(sampleIssue(1, { summary: 'Third' }))
  expect(histories(simulator)).toHaveLength(2)
  const own = { histories: [{ id: '5', created: '2026-02-01T12:30:00.000+0000', items: [] }] }
  simulator.control.upsertJiraIssue({ ...sampleIssue(1, { summary: 'Fourth' }), changelog: own })
  expect(histories(simulator)).toEqual(own.histories)
  expect(kept?.changelog?.histories).toHaveLength(1)
})

it('what does not move `updated` leaves no trace, what stamps it otherwise leaves that stamp', async () => {
  const simulator = await start([sampleIssue(1)])
  simulator.control.upsertJiraIssue(sampleIssue(1, { summary: 'Silent' }), { touch: false })
  expect(histories(simulator)).toEqual([])
  const updated = '2026-02-20T08:00:00.000+0000'
  simulator.control.upsertJiraIssue(sampleIssue(1, { summary: 'Loud', updated }), { touch: false })
  expect(histories(simulator)).toMatchObject([{ created: updated, items: [{ toString: 'Loud' }] }])
})

it('a sprint starts and closes in its issues without a trace', async () => {
  const planned = { id: 5, name: 'Sprint 5', state: 'future' } as const
  const simulator = await start([sampleIssue(1, { customfield_10020: [planned] })])
  simulator.control.putJiraSprint({ ...planned, state: 'active', startDate: '2026-03-01T08:00:00.000Z' })
  expect(simulator.control.jiraIssue('EHR-1')?.fields).toMatchObject({
    customfield_10020: [{ id: 5, state: 'active' }],
    updated: sampleIssue(1).fields.updated,
  })
  expect(histories(simulator)).toEqual([])
})

it('the bulk look-up tells times as numbers, leaves absent values out and names fields by id', async () => {
  const simulator = await start([sampleIssue(1), sampleIssue(2)])
  simulator.control.patchJiraIssue('EHR-2', { summary: 'Not asked for' })
  simulator.control.patchJiraIssue('EHR-1', { fixVersions: [{ id: '10', name: '1.0' }], summary: 'Nor this' })
  const body = { issueIdsOrKeys: ['EHR-2', '10001'], fieldIds: ['fixVersions'] }
  const answer = await askJira(simulator, '/rest/api/3/changelog/bulkfetch', body)
  expect(answer.body).toMatchObject({
    issueChangeLogs: [
      { issueId: '10001', changeHistories: [{ created: now, author: { accountId: expect.any(String) } }] },
    ],
  })
  const [{ changeHistories }] = (answer.body as { issueChangeLogs: [{ changeHistories: [{ items: unknown }] }] })
    .issueChangeLogs
  expect(changeHistories[0].items).toEqual([
    { field: 'fixVersions', fieldtype: 'jira', fieldId: 'fixVersions', to: '10', toString: '1.0' },
  ])
})
