import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { githubWebhook } from './github-webhook.ts'

const repository = { full_name: 'Clinic/Portal' }
const read = (event: string, body: object) => githubWebhook.read({ event, body: { repository, ...body } })
const header = (name: string) =>
  ({ 'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958', 'x-github-event': 'issues' })[name] ?? null

test('a delivery is told apart by GitHub’s headers', () => {
  expect(githubWebhook.signatureHeader).toBe('x-hub-signature-256')
  expect(githubWebhook.deliveryId(header)).toBe('72d3162e-cc78-11e3-81ab-4c9367dc0958')
  expect(githubWebhook.event(header, {})).toBe('issues')
  expect([githubWebhook.deliveryId(() => null), githubWebhook.event(() => null, {})]).toEqual([null, 'unknown'])
})

test('an issue that is opened, closed or changed is asked for by key, in GitHub’s spelling', () => {
  for (const action of ['opened', 'edited', 'closed', 'reopened', 'labeled', 'milestoned', 'typed']) {
    const news = { scope: 'Clinic/Portal', keys: ['Clinic/Portal#7'], gone: [], streams: [] }
    expect(read('issues', { action, issue: { number: 7 } })).toEqual(news)
  }
})

test('a transfer to a place that is not told is a transfer all the same', () => {
  const gone = [{ key: 'Clinic/Portal#7', kind: 'transferred', at: null, movedTo: null }]
  expect(read('issues', { action: 'transferred', issue: { number: 7 } })).toMatchObject({ keys: [], gone })
})

test('parent and child are asked for where they belong to the repository', () => {
  const at = (repo: string) => `https://api.github.com/repos/${repo}`
  const news = read('sub_issues', {
    action: 'sub_issue_added',
    parent_issue: { number: 1, repository_url: at('clinic/portal') },
    sub_issue: { number: 2, repository_url: at('clinic/other') },
  })
  expect(news?.keys).toEqual(['Clinic/Portal#1'])
  expect(read('sub_issues', { parent_issue: { number: 1 }, sub_issue: { number: 2 } })?.keys).toHaveLength(2)
})

test.each(['ping', 'label', 'milestone', 'issue_comment', 'push', 'star'])('%s tells nothing', (event) => {
  expect(read(event, { action: 'edited', issue: { number: 7 } })).toBeNull()
})

test.prop([fc.constantFrom('issues', 'pull_request', 'sub_issues', 'pull_request_review'), fc.jsonValue()])(
  'whatever a body of %s holds, reading it never fails',
  (event, body) => {
    expect(() => githubWebhook.read({ event, body })).not.toThrow()
  },
)

test.each([{}, { repository: null }, { repository: { full_name: '../x' } }, null, 'text'])(
  '%j is about nothing the hub keeps',
  (body) => {
    expect(githubWebhook.read({ event: 'issues', body })).toBeNull()
  },
)
