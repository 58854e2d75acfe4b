import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { callControl } from '../control-http.ts'
import { type Simulator, startSimulator } from '../start-simulator.ts'
import { type HookReceiver, startHookReceiver } from '../testing/hook-receiver.ts'
import { askJira, DONE, sampleIssue, sampleJira } from '../testing/samples.ts'

const PATH = '/rest/webhooks/1.0/webhook'
const NOW = Date.UTC(2026, 2, 1, 12)
const EVENTS = [
  'jira:issue_created',
  'jira:issue_updated',
  'jira:issue_deleted',
  'jira:version_released',
  'sprint_created',
]
const SECRET = "It's a Secret to Everybody"
let receiver: HookReceiver
let simulator: Simulator

beforeEach(async () => {
  receiver = await startHookReceiver()
  const issues = [sampleIssue(1), sampleIssue(2), sampleIssue(1, {}, 'OPS')]
  simulator = await startSimulator({ data: { jira: [sampleJira(issues)], github: [] }, clock: () => NOW })
  simulator.control.setWebhookTiming({ retryDelayMs: 1 })
})
afterEach(async () => {
  await simulator.close()
  await receiver.close()
})

function register(more: object = {}) {
  return askJira(simulator, PATH, { name: 'hub', url: `${receiver.url}/jira`, events: EVENTS, secret: SECRET, ...more })
}

async function received(): Promise<readonly Record<string, unknown>[]> {
  await simulator.control.webhooksSettled()
  return receiver.calls.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
}

describe('webhooks of Jira', () => {
  it('tell of every change of an issue, in the words of version 2', async () => {
    await register()
    simulator.control.upsertJiraIssue(sampleIssue(3))
    simulator.control.patchJiraIssue('EHR-1', { status: DONE })
    simulator.control.moveJiraIssue('EHR-2', 'OPS')
    simulator.control.deleteJiraIssue('EHR-1')
    const [created, updated, moved, deleted] = await received()
    expect(created).toMatchObject({
      timestamp: NOW,
      webhookEvent: 'jira:issue_created',
      issue_event_type_name: 'issue_created',
      issue: { key: 'EHR-3', fields: { description: 'One paragraph.\n\nAnother one.' } },
    })
    expect(updated).toMatchObject({
      webhookEvent: 'jira:issue_updated',
      issue_event_type_name: 'issue_generic',
      user: { displayName: 'Planning Office' },
      issue: { id: '10001', self: `${simulator.jiraUrl}/rest/api/2/10001`, fields: { status: { name: 'Done' } } },
      changelog: {
        items: [{ field: 'status', fieldId: 'status', fromString: 'To Do', to: '3', from: '1', toString: 'Done' }],
      },
    })
    expect(moved).toMatchObject({ issue_event_type_name: 'issue_moved', issue: { id: '10002', key: 'OPS-2' } })
    expect(deleted).toMatchObject({ webhookEvent: 'jira:issue_deleted', issue: { key: 'EHR-1' } })
  })

  it('sign the bytes when there is a secret, and name every call', async () => {
    await register()
    simulator.control.patchJiraIssue('EHR-1', { summary: 'Größe' })
    await received()
    const [call] = receiver.calls
    const expected = createHmac('sha256', SECRET)
      .update(call?.body ?? '')
      .digest('hex')
    expect(call?.headers).toMatchObject({
      'x-hub-signature': `sha256=${expected}`,
      'x-atlassian-webhook-flow': 'Primary',
      'x-atlassian-webhook-identifier': expect.stringMatching(/^\w{32}$/),
    })
    expect(call?.headers).not.toHaveProperty('x-atlassian-webhook-retry')
  })

  it('repeat under the same name after a failure', async () => {
    await register({ secret: '' })
    receiver.answers.push(503)
    simulator.control.patchJiraIssue('EHR-1', { summary: 'Again' })
    simulator.control.patchJiraIssue('EHR-2', { summary: 'Other' })
    await received()
    const names = receiver.calls.map(({ headers }) => headers['x-atlassian-webhook-identifier'])
    expect(new Set(names).size).toBe(2)
    expect(names).toHaveLength(3)
    expect(receiver.calls.some(({ headers }) => headers['x-atlassian-webhook-retry'] === '1')).toBe(true)
    expect(receiver.calls[0]?.headers).not.toHaveProperty('x-hub-signature')
  })

  it('tell only of the issues that match, and of the events asked for', async () => {
    await register({ filters: { 'issue-related-events-section': 'project = OPS' }, events: ['jira:issue_updated'] })
    simulator.control.patchJiraIssue('EHR-1', { summary: 'Not mine' })
    simulator.control.patchJiraIssue('OPS-1', { summary: 'Mine' })
    simulator.control.deleteJiraIssue('OPS-1')
    expect(await received()).toMatchObject([{ issue: { key: 'OPS-1' }, webhookEvent: 'jira:issue_updated' }])
  })

  it('tell of releases and sprints, and of no silent change', async () => {
    await register()
    simulator.control.putJiraVersion('EHR', { id: '9', name: '1.0', released: false })
    simulator.control.putJiraVersion('EHR', { id: '9', name: '1.0', released: true, releaseDate: '2026-03-01' })
    simulator.control.putJiraSprint({ id: 5, name: 'Sprint 5', state: 'future', boardId: 2 })
    simulator.control.renameJiraStatus('EHR', 'To Do', 'Open')
    simulator.control.upsertJiraIssue(sampleIssue(2, { summary: 'Silent' }), { touch: false })
    expect(await received()).toMatchObject([
      { webhookEvent: 'jira:version_released', version: { id: '9', released: true, projectId: 100 } },
      { webhookEvent: 'sprint_created', sprint: { id: 5, name: 'Sprint 5', originBoardId: 2 } },
    ])
  })

  it('can be held back and leave in another order, through another process too', async () => {
    await register()
    simulator.control.holdWebhooks('jira', true)
    for (const number of [1, 2]) simulator.control.patchJiraIssue(`EHR-${number}`, { summary: 'Held' })
    expect(await received()).toEqual([])
    await callControl(simulator.jiraUrl, 'flushWebhooks', 'jira', { order: 'reverse', duplicates: 1 })
    await callControl(simulator.githubUrl, 'webhooksSettled')
    expect(receiver.calls).toHaveLength(3)
    const keys = (await received()).map(({ issue }) => (issue as { key: string }).key)
    expect(keys[0]).toBe('EHR-2')
    expect(simulator.control.deliveries('jira').map(({ state }) => state)).toEqual(Array(3).fill('delivered'))
  })
})

describe('the registration of webhooks', () => {
  it('shows what is set up, but never the secret', async () => {
    const made = await register()
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ name: 'hub', enabled: true, isSigned: true, events: EVENTS })
    const listed = await askJira(simulator, PATH)
    expect(listed.body).toEqual([made.body])
    expect(JSON.stringify(listed.body)).not.toContain(SECRET)
  })

  it('ends with its deletion', async () => {
    const { self } = (await register()).body as { self: string }
    const { email, token } = simulator.jiraAuth
    const authorization = `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`
    const answer = await fetch(self, { method: 'DELETE', headers: { authorization } })
    expect(answer.status).toBe(204)
    simulator.control.patchJiraIssue('EHR-1', { summary: 'Unheard' })
    expect(await received()).toEqual([])
    expect((await fetch(self, { headers: { authorization } })).status).toBe(404)
  })

  it('is refused to those who do not administer the site, and without an address', async () => {
    expect((await register({ url: 'nowhere' })).status).toBe(400)
    simulator.control.setJiraAdmin(false)
    expect((await register()).status).toBe(403)
  })
})
