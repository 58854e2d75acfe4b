import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { isPull, mapIssue, mapPull } from './map.ts'

const context = { scope: 'clinic/ehr' }
const thread = {
  id: 99,
  number: 7,
  title: 'Record at the bedside',
  state: 'open',
  html_url: 'https://github.com/clinic/ehr/issues/7',
  user: { login: 'ada' },
  assignee: { login: 'grace' },
  labels: [{ name: 'core' }, 'old'],
  milestone: { title: 'v1' },
  created_at: '2026-02-03T08:15:00Z',
  updated_at: '2026-02-04T08:15:00Z',
  closed_at: null,
  body: null,
}
const createdAt = Date.UTC(2026, 1, 3, 8, 15)
const updatedAt = Date.UTC(2026, 1, 4, 8, 15)

test('an issue becomes a record with everything the hub needs', () => {
  const raw = {
    ...thread,
    type: { name: 'Bug' },
    parent_issue_url: 'https://api.github.com/repos/Clinic/EHR/issues/3',
    state: 'closed',
    state_reason: 'not_planned',
    closed_at: '2026-02-04T08:15:00Z',
  }
  expect(mapIssue(raw, context)).toEqual({
    scope: 'clinic/ehr',
    key: 'clinic/ehr#7',
    sourceId: 'issue/99',
    kind: 'issue',
    type: 'Bug',
    isSubtask: false,
    title: 'Record at the bedside',
    url: 'https://github.com/clinic/ehr/issues/7',
    seen: { status: 'closed', category: 'done', resolution: 'not_planned' },
    endedAt: updatedAt,
    categoryChangedAt: null,
    history: null,
    parent: 'clinic/ehr#3',
    labels: ['core', 'old'],
    components: [],
    milestones: ['v1'],
    assignee: 'grace',
    author: 'ada',
    estimate: null,
    createdAt,
    updatedAt,
    mentions: [],
    sprints: [],
    links: [],
  })
})

test('an issue without a type is an issue, open is to do, and has no end', () => {
  expect(mapIssue({ ...thread, closed_at: '2026-02-04T08:15:00Z' }, context)).toMatchObject({
    type: 'issue',
    seen: { status: 'open', category: 'todo', resolution: null },
    endedAt: null,
  })
})

describe('a pull request', () => {
  const ended = '2026-02-04T08:15:00Z'
  test.each([
    ['open', { state: 'open' }, { status: 'open', category: 'in_progress', resolution: null }, null],
    [
      'merged',
      { state: 'closed', merged_at: ended, closed_at: ended },
      { status: 'merged', category: 'done', resolution: null },
      updatedAt,
    ],
    [
      'closed without merge',
      { state: 'closed', merged_at: null, closed_at: ended },
      { status: 'closed', category: 'done', resolution: 'unmerged' },
      updatedAt,
    ],
  ])('that is %s says so', (_name, raw, seen, endedAt) => {
    const record = mapPull({ ...thread, ...raw }, context)
    expect(record).toMatchObject({ kind: 'pull_request', type: 'pull_request', sourceId: 'pull/99', seen, endedAt })
  })

  test('mentions what its title, body and branch name', () => {
    const raw = { ...thread, title: 'EHR-1', body: 'fixes #2', head: { ref: 'ops-3' } }
    expect(mapPull(raw, context)).toMatchObject({
      mentions: [{ key: 'EHR-1' }, { key: 'clinic/ehr#2' }, { key: 'OPS-3' }],
    })
  })

  test('in the list of issues is told apart', () => {
    expect(isPull({ ...thread, pull_request: { url: 'x' } })).toBe(true)
    expect(isPull(thread)).toBe(false)
  })
})

test.each([
  ['its number', { number: 'seven' }, null],
  ['its state', { state: 'half' }, 'clinic/ehr#7'],
  ['its creation', { created_at: 'yesterday' }, 'clinic/ehr#7'],
  ['its update', { updated_at: null }, 'clinic/ehr#7'],
  ['its end', { state: 'closed', closed_at: 'soon' }, 'clinic/ehr#7'],
])('a record is quarantined when %s cannot be read', (_name, fault, key) => {
  for (const map of [mapIssue, mapPull]) {
    expect(map({ ...thread, ...fault }, context)).toEqual({ key, reason: expect.any(String) })
  }
})

test('a ghost has no name, and text that cannot be stored is cleaned', () => {
  const raw = { ...thread, user: null, assignee: null, assignees: [{ login: 'eve' }], title: 'a\u0000\ud83d' }
  expect(mapIssue(raw, context)).toMatchObject({ author: null, assignee: 'eve', title: 'a\ufffd' })
})

test.prop([
  fc.jsonValue(),
  fc.constantFrom('title', 'body', 'user', 'labels', 'milestone', 'assignees', 'head', 'type', 'html_url'),
])('whatever shape an unneeded field has, the record is read', (value, field) => {
  expect(mapIssue({ ...thread, [field]: value }, context)).toMatchObject({ key: 'clinic/ehr#7' })
  expect(mapPull({ ...thread, [field]: value }, context)).toMatchObject({ key: 'clinic/ehr#7' })
})
