import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { jiraWebhook } from './jira-webhook.ts'

const issue = { id: '10001', key: 'EHR-1', fields: { project: { id: '10000', key: 'EHR' } } }

function news(event: string, body: object) {
  return jiraWebhook.read({ event, body: { timestamp: 1_770_000_000_000, webhookEvent: event, ...body } })
}

test('a delivery is known by the identifier that stays through its repetitions', () => {
  const header = (name: string) => (name === 'x-atlassian-webhook-identifier' ? 'abc' : null)
  expect(jiraWebhook.deliveryId(header)).toBe('abc')
  expect(jiraWebhook.deliveryId(() => null)).toBeNull()
  expect(jiraWebhook.event(header, { webhookEvent: 'jira:issue_created' })).toBe('jira:issue_created')
  expect(jiraWebhook.event(header, [])).toBe('unknown')
})

test.each(['jira:issue_created', 'jira:issue_updated'])('%s asks for its issue', (event) => {
  expect(news(event, { issue })).toEqual({ scope: 'EHR', keys: ['EHR-1'], gone: [], streams: [] })
  expect(news(event, { issue: { id: '1', key: 'EHR-1' } })).toMatchObject({ scope: 'EHR', keys: ['EHR-1'] })
})

test('a deleted issue is gone without being asked for', () => {
  const gone = [{ key: 'EHR-1', kind: 'deleted', at: 1_770_000_000_000, movedTo: null }]
  expect(news('jira:issue_deleted', { issue })).toEqual({ scope: 'EHR', keys: [], gone, streams: [] })
})

test('a moved issue is asked for under both of its keys', () => {
  const items = [
    { field: 'project', fromString: 'Operations', toString: 'Records' },
    { field: 'Key', fromString: 'OPS-9', toString: 'EHR-1' },
  ]
  expect(news('jira:issue_updated', { issue, changelog: { id: '7', items } })).toMatchObject({
    scope: 'EHR',
    keys: ['EHR-1', 'OPS-9'],
  })
})

test('a released version asks for releases where it names its project by key', () => {
  const version = { id: '1', name: 'R1', released: true, projectId: 10_000 }
  expect(news('jira:version_released', { version: { ...version, project: 'EHR' } })).toEqual({
    scope: 'EHR',
    keys: [],
    gone: [],
    streams: ['releases'],
  })
  expect(news('jira:version_released', { version })).toBeNull()
})

describe('tells nothing:', () => {
  test.each(['comment_created', 'sprint_closed', 'jira:worklog_updated', 'unknown'])('%s', (event) => {
    expect(news(event, { issue })).toBeNull()
  })

  test('an event of an issue without one', () => {
    expect(news('jira:issue_updated', {})).toBeNull()
  })
})

test.each(['EHR-1\u0000', 'EHR-1 or more', '1-EHR', ''])(
  'a key such as %j, which the database might refuse, is no issue',
  (key) => {
    expect(news('jira:issue_updated', { issue: { ...issue, key } })).toBeNull()
    const items = [{ field: 'Key', fromString: key }]
    expect(news('jira:issue_updated', { issue, changelog: { items } })).toMatchObject({ keys: ['EHR-1'] })
  },
)

test('a deletion at a time that is none is believed without it', () => {
  const gone = [expect.objectContaining({ key: 'EHR-1', at: null })]
  for (const timestamp of [1e300, -1, 0.5, 'now']) {
    expect(news('jira:issue_deleted', { issue, timestamp })).toMatchObject({ gone })
  }
})

test.prop([fc.constantFrom('jira:issue_updated', 'jira:issue_deleted', 'jira:version_released'), fc.jsonValue()])(
  'whatever is sent, reading it never throws',
  (event, body) => {
    expect(jiraWebhook.read({ event, body })).toBeNull()
    expect(jiraWebhook.event(() => null, body)).toBe('unknown')
  },
)
