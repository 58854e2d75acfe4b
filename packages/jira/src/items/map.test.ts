import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { mapIssue } from './map.ts'

const context = {
  scope: 'EHR',
  baseUrl: 'https://example.atlassian.net',
  fields: {
    configured: null,
    estimate: ['customfield_1', 'customfield_2'],
    sprint: { id: 'customfield_3', name: 'Sprint' },
    epicLink: 'customfield_4',
  },
  changes: new Map(),
  categoryOf: () => null,
}

function issue(fields: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) {
  return {
    id: '10001',
    key: 'EHR-1',
    ...rest,
    fields: {
      summary: 'Record at the bedside',
      issuetype: { name: 'Story', subtask: false },
      status: { name: 'Selected', statusCategory: { key: 'new' } },
      created: '2026-02-03T09:15:00.000+0100',
      updated: '2026-02-04T09:15:00.000+0100',
      ...fields,
    },
  }
}

test('an issue becomes a record with everything the hub needs', () => {
  const raw = issue({
    parent: { id: '1', key: 'EHR-12' },
    status: { name: 'Closed', statusCategory: { key: 'done' } },
    resolution: { name: "Won't Do" },
    resolutiondate: '2026-02-04T09:15:00.000+0100',
    statuscategorychangedate: '2026-02-04T09:14:00.000+0100',
    labels: ['core'],
    components: [{ name: 'Ward' }],
    fixVersions: [{ name: 'R1' }],
    assignee: { displayName: 'Ada', emailAddress: 'ada@example.org' },
    reporter: { displayName: 'Grace', emailAddress: 'grace@example.org' },
    customfield_2: 5,
  })
  const record = mapIssue(raw, context)
  expect(record).toEqual({
    scope: 'EHR',
    key: 'EHR-1',
    sourceId: '10001',
    kind: 'issue',
    type: 'Story',
    isSubtask: false,
    title: 'Record at the bedside',
    url: 'https://example.atlassian.net/browse/EHR-1',
    seen: { status: 'Closed', category: 'done', resolution: "Won't Do" },
    endedAt: Date.UTC(2026, 1, 4, 8, 15),
    categoryChangedAt: Date.UTC(2026, 1, 4, 8, 14),
    history: null,
    parent: 'EHR-12',
    labels: ['core'],
    components: ['Ward'],
    milestones: ['R1'],
    assignee: 'Ada',
    author: 'Grace',
    estimate: 5,
    createdAt: Date.UTC(2026, 1, 3, 8, 15),
    updatedAt: Date.UTC(2026, 1, 4, 8, 15),
    mentions: [],
    sprints: [],
    links: [],
  })
  expect(JSON.stringify(record)).not.toContain('@example.org')
})

test.each([
  ['undefined', 'todo'],
  ['new', 'todo'],
  ['indeterminate', 'in_progress'],
  ['done', 'done'],
])('category %s is %s', (key, category) => {
  expect(mapIssue(issue({ status: { name: 'X', statusCategory: { key } } }), context)).toMatchObject({
    seen: { category },
  })
})

test('only an issue of a sub-task type with a parent is a sub-task', () => {
  const issuetype = { name: 'Sub-task', subtask: true }
  expect(mapIssue(issue({ issuetype }), context)).toMatchObject({ isSubtask: false })
  expect(mapIssue(issue({ issuetype, parent: { key: 'EHR-2' } }), context)).toMatchObject({ isSubtask: true })
})

test('the first field that holds a number is the estimate, zero included', () => {
  expect(mapIssue(issue({ customfield_1: null, customfield_2: 3 }), context)).toMatchObject({ estimate: 3 })
  expect(mapIssue(issue({ customfield_1: 0, customfield_2: 3 }), context)).toMatchObject({ estimate: 0 })
  expect(mapIssue(issue({ customfield_1: '8' }), context)).toMatchObject({ estimate: null })
})

test('the epic link is the parent of an issue that has no other', () => {
  expect(mapIssue(issue({ customfield_4: 'EHR-12' }), context)).toMatchObject({ parent: 'EHR-12' })
  expect(mapIssue(issue({ customfield_4: 'EHR-12', parent: { key: 'EHR-3' } }), context)).toMatchObject({
    parent: 'EHR-3',
  })
  expect(mapIssue(issue({ customfield_4: null }), context)).toMatchObject({ parent: null })
})

test('links are read from this issue to the other', () => {
  const type = { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' }
  const issuelinks = [
    { id: '1', type, outwardIssue: { id: '2', key: 'EHR-2' } },
    { id: '2', type, inwardIssue: { id: '3', key: 'EHR-3' } },
    { id: '3', type },
    'no link',
  ]
  expect(mapIssue(issue({ issuelinks }), context)).toMatchObject({
    links: [
      { relation: 'blocks', key: 'EHR-2' },
      { relation: 'is blocked by', key: 'EHR-3' },
    ],
  })
})

test('a sprint that the field holds is one that the issue is in', () => {
  const customfield_3 = [{ id: 5, name: 'Sprint 5', state: 'active', boardId: 2 }]
  expect(mapIssue(issue({ customfield_3 }), context)).toMatchObject({
    sprints: [{ sprint: '5', from: Date.UTC(2026, 1, 3, 8, 15), to: null }],
  })
})

test('text that cannot be stored is cleaned', () => {
  expect(mapIssue(issue({ summary: 'a\u0000b\ud83d' }), context)).toMatchObject({ title: 'ab\ufffd' })
})

describe('an issue is quarantined with its key and the reason when', () => {
  test.each([
    ['its creation date is none', issue({ created: 'yesterday' }), 'created'],
    ['its update date is missing', issue({ updated: undefined }), 'updated'],
    ['its resolution date is none', issue({ resolutiondate: '2026-02-31x' }), 'resolutiondate'],
    ['its status is missing', issue({ status: null }), 'status'],
    ['its category is unknown', issue({ status: { name: 'X', statusCategory: { key: 'later' } } }), 'statusCategory'],
  ])('%s', (_case, raw, reason) => {
    expect(mapIssue(raw, context)).toEqual({ key: 'EHR-1', reason: expect.stringContaining(reason) })
  })

  test('its history has a hole', () => {
    const changes = new Map([['10001', null]])
    expect(mapIssue(issue(), { ...context, changes })).toEqual({
      key: 'EHR-1',
      reason: expect.stringContaining('changelog'),
    })
  })

  test('its key cannot be read, which then is null', () => {
    expect(mapIssue(issue({}, { key: 7 }), context)).toEqual({ key: null, reason: expect.stringContaining('key') })
  })
})

test.prop([
  fc.dictionary(
    fc.constantFrom(
      'summary',
      'issuetype',
      'parent',
      'resolution',
      'labels',
      'components',
      'fixVersions',
      'assignee',
      'reporter',
      'customfield_1',
      'customfield_3',
      'customfield_4',
      'issuelinks',
    ),
    fc.jsonValue(),
  ),
])('whatever shape an unneeded field has, the issue is read', (fields) => {
  expect(mapIssue(issue(fields), context)).toMatchObject({ key: 'EHR-1', createdAt: Date.UTC(2026, 1, 3, 8, 15) })
})

test.prop([fc.jsonValue()])('whatever Jira sends for an issue, mapping it never throws', (raw) => {
  expect(mapIssue(raw, context)).toBeDefined()
  expect(mapIssue({ id: '1', key: 'A-1', fields: raw }, context)).toBeDefined()
})
