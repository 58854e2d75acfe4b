import { verifySignature } from '@throughline/source'
import { afterEach, describe, expect, test } from 'vitest'
import { all, recordOf, startJira, type TestJira } from '../test-jira.ts'
import { jiraWebhook } from './jira-webhook.ts'

const URL_OF_HUB = 'https://hub.example.org/api/v1/webhooks/jira/jira'
const SECRET = 'It’s a Secret to Everybody'

let jira: TestJira | null = null
afterEach(async () => {
  await jira?.close()
  jira = null
})

const signal = new AbortController().signal
const request = { url: URL_OF_HUB, secret: SECRET, scopes: ['BULK', 'OPS'], signal }

describe.each(['cloud', 'data-center'] as const)('a webhook of %s', (deployment) => {
  async function start(): Promise<TestJira> {
    jira = await startJira({ issues: 30, jira: { deployment } })
    jira.simulator.control.holdWebhooks('jira', true)
    return jira
  }

  /** What the calls made since the start tell, each checked against the secret. */
  function told({ simulator }: TestJira) {
    return simulator.control.deliveries('jira').map(({ headers, body }) => {
      const header = (name: string) => headers[name] ?? null
      expect(verifySignature(SECRET, Buffer.from(body), header(jiraWebhook.signatureHeader))).toBe(true)
      expect(jiraWebhook.deliveryId(header)).toMatch(/./)
      const content: unknown = JSON.parse(body)
      return jiraWebhook.read({ event: jiraWebhook.event(header, content), body: content })
    })
  }

  test('is made once for all projects, and what it sends is read', async () => {
    const started = await start()
    const { source, simulator } = started
    const [hook, ...others] = await source.register(request)
    expect(hook).toEqual({ scope: null, hookId: expect.stringMatching(/^\d+$/), steps: [] })
    expect(others).toEqual([])
    simulator.control.patchJiraIssue('BULK-3', { summary: 'changed' })
    simulator.control.deleteJiraIssue('BULK-4')
    expect(told(started)).toEqual([
      { scope: 'BULK', keys: ['BULK-3'], gone: [], streams: [] },
      { scope: 'BULK', keys: [], gone: [expect.objectContaining({ key: 'BULK-4', kind: 'deleted' })], streams: [] },
    ])
  })

  test('asks for both keys of a moved issue, and both have an answer', async () => {
    const started = await start()
    const { source, simulator } = started
    const { control } = simulator
    const model = control.jiraIssue('BULK-1')
    if (model === null) throw new Error('there is no BULK-1')
    const project = { id: '10901', key: 'OPS', name: 'Operations' }
    control.upsertJiraIssue({ ...model, id: '777', key: 'OPS-1', fields: { ...model.fields, project } })
    await source.register(request)
    const moved = control.moveJiraIssue('BULK-2', 'OPS')
    const [news] = told(started)
    expect(news).toMatchObject({ scope: 'OPS', keys: [moved, 'BULK-2'] })
    const pages = await all(source.fetch({ scope: 'OPS', keys: news?.keys ?? [], signal }))
    expect(recordOf(pages, moved).scope).toBe('OPS')
    expect(pages.flatMap(({ gone }) => gone)).toMatchObject([{ key: 'BULK-2', kind: 'moved', movedTo: moved }])
  })

  test('that stands is kept, and told of new projects and a new secret', async () => {
    const started = await start()
    const { source, simulator } = started
    const [first] = await source.register({ ...request, secret: 'an older one', scopes: ['OPS'] })
    const [second] = await source.register(request)
    expect(second).toEqual(first)
    simulator.control.patchJiraIssue('BULK-3', { summary: 'changed' })
    expect(told(started)).toHaveLength(1)
  })

  test('that the account may not make comes as steps for a person, without the secret in them', async () => {
    const { source, simulator } = await start()
    simulator.control.setJiraAdmin(false)
    const [hook] = await source.register(request)
    expect(hook).toMatchObject({ scope: null, hookId: null })
    const steps = hook?.steps.join('\n') ?? ''
    for (const part of [URL_OF_HUB, 'project in ("BULK", "OPS")', 'webhookSecret', `${simulator.jiraUrl}/plugins/`]) {
      expect(steps).toContain(part)
    }
    expect(steps).not.toContain(SECRET)
  })
})

test('nothing is registered for no projects, and a scope that is no key is refused', async () => {
  jira = await startJira({ issues: 30 })
  const { source } = jira
  expect(await source.register({ ...request, scopes: [] })).toEqual([])
  await expect(source.register({ ...request, scopes: ['A") OR ("'] })).rejects.toMatchObject({
    code: 'jira.unknown_project',
  })
})

test('a Jira that is down is no reason to ask a person', async () => {
  jira = await startJira({ issues: 30 })
  const { source, simulator } = jira
  simulator.control.failNext({ match: { path: '/webhook' }, status: 503, times: 100 })
  await expect(source.register(request)).rejects.toMatchObject({ code: 'jira.unavailable', retry: 'backoff' })
})
