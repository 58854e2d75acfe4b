import { createHmac } from 'node:crypto'
import { bulkData, type Simulator, startSimulator } from '@throughline/simulator'
import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DELIVERY_BYTES_MAX } from './http/read-body.ts'
import { type RunningApi, startApi } from './start-api.ts'
import { ADMIN_TOKEN, NOW, openTestApi, type TestApi } from './testing/open-test-api.ts'

const SECRET = 'a secret between tool and hub'

let database: TestDatabase
let tools: Simulator
let api: TestApi
let listening: RunningApi
const data = bulkData({ seed: 3, jiraIssues: 3, githubIssues: 2, until: NOW })

beforeAll(async () => {
  database = await createTestDatabase()
  tools = await startSimulator({ data, clock: () => NOW })
  api = await openTestApi(database.url)
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
  listening = await startApi({ hub: api.hub, adminToken: ADMIN_TOKEN, log, host: '127.0.0.1', port: 0 })
  const { jiraUrl, jiraAuth, githubUrl, githubAuth } = tools
  const jira = { kind: 'jira', baseUrl: jiraUrl, auth: jiraAuth, scopes: ['BULK'] }
  const github = { kind: 'github', baseUrl: githubUrl, auth: githubAuth, scopes: ['bulk/load'] }
  for (const [id, connection] of Object.entries({
    jira: { ...jira, webhookSecret: SECRET },
    github: { ...github, webhookSecret: SECRET },
    unsigned: github,
  })) {
    expect((await api.ask('PUT', `/connections/${id}`, { body: connection })).status).toBe(200)
  }
})

afterAll(async () => {
  await listening?.close()
  await api?.close()
  await tools?.close()
  await database?.drop()
})

function sign(body: string, secret = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

let delivered = 0

/** Delivers as GitHub does, each time under an id of its own. */
function deliver(body: string, headers: Readonly<Record<string, string>> = {}, path = '/webhooks/github/github') {
  delivered += 1
  const own = {
    'x-hub-signature-256': sign(body),
    'x-github-event': 'issues',
    'x-github-delivery': `delivery-${delivered}`,
  }
  return api.ask('POST', path, { token: null, body, headers: { ...own, ...headers } })
}

const news = JSON.stringify({ action: 'edited', issue: { number: 1 }, repository: { full_name: 'bulk/load' } })

describe('a delivery', () => {
  it('that is signed is taken in without a token, and sent again changes nothing', async () => {
    const first = await deliver(news, { 'x-github-delivery': 'one-guid' })
    expect([first.status, first.json]).toEqual([202, { id: 'one-guid', isNew: true }])
    const again = await deliver(news, { 'x-github-delivery': 'one-guid' })
    expect([again.status, again.json]).toEqual([202, { id: 'one-guid', isNew: false }])
  })

  it('of Jira is taken in with the query that Jira adds, and known by what it says where it has no id', async () => {
    const body = JSON.stringify({ webhookEvent: 'jira:issue_updated', issue: { key: 'BULK-1' } })
    const path = '/webhooks/jira/jira?user_id=5b10ac8d&user_id=5b10ac8d&user_key=admin'
    const headers = { 'x-hub-signature': sign(body) }
    const first = await api.ask('POST', path, { token: null, body, headers })
    expect([first.status, first.json]).toEqual([202, { id: expect.stringMatching(/^sha256-/), isNew: true }])
    expect((await api.ask('POST', path, { token: null, body, headers })).json.isNew).toBe(false)
  })

  it('is refused with 401 alike for a wrong signature, none, no secret and no connection', async () => {
    const wrong = sign(news, 'another secret')
    const replies = [
      await deliver(news, { 'x-hub-signature-256': wrong }),
      await deliver(news, { 'x-hub-signature-256': '' }),
      await deliver(`${news} `, { 'x-hub-signature-256': sign(news) }),
      await deliver('no json', { 'x-hub-signature-256': wrong }),
      await deliver(news, {}, '/webhooks/github/unsigned'),
      await deliver(news, {}, '/webhooks/github/nobody'),
      await deliver(news, {}, '/webhooks/github/jira'),
    ]
    const unsigned = await api.ask('POST', '/webhooks/github/github', { body: news })
    for (const reply of [...replies, unsigned]) {
      expect([reply.status, reply.json.code]).toEqual([401, 'webhook.bad_signature'])
      expect(reply.headers.get('content-type')).toBe('application/problem+json')
      expect(reply.text).not.toContain(SECRET)
    }
  })

  it('that is signed but no JSON is refused with 400', async () => {
    const reply = await deliver('payload=%7B%7D', { 'content-type': 'application/x-www-form-urlencoded' })
    expect([reply.status, reply.json.code]).toEqual([400, 'webhook.no_json'])
  })

  it('may be as large as GitHub sends them, and no larger', async () => {
    const frame = JSON.stringify({ ...JSON.parse(news), padding: '' })
    const whole = frame.replace('"padding":""', `"padding":"${'x'.repeat(DELIVERY_BYTES_MAX - frame.length)}"`)
    expect((await deliver(whole)).status).toBe(202)
    expect((await deliver(`${whole} `)).json).toMatchObject({ status: 413, code: 'request.too_large' })
  })

  it('is answered within 100 ms', async () => {
    const times: number[] = []
    for (let each = 0; each < 50; each += 1) {
      const start = performance.now()
      expect((await deliver(news)).status).toBe(202)
      times.push(performance.now() - start)
    }
    expect(times.toSorted((one, other) => one - other)[25]).toBeLessThan(100)
  })
})

describe('registering webhooks', () => {
  it.each(['github', 'jira'] as const)(
    'has %s deliver its changes to the hub, and again doubles nothing',
    async (kind) => {
      const path = `/connections/${kind}/webhooks`
      const body = { publicUrl: `${listening.url}/` }
      const { status, json } = await api.ask('POST', path, { body })
      const scope = kind === 'github' ? 'bulk/load' : null
      expect([status, json]).toEqual([
        200,
        {
          url: `${listening.url}/api/v1/webhooks/${kind}/${kind}`,
          hooks: [{ scope, hookId: expect.any(String), steps: [] }],
        },
      ])
      if (kind === 'jira') tools.control.patchJiraIssue('BULK-1', { summary: 'Another title' })
      else {
        const issue = data.github[0]?.issues[0]
        if (issue === undefined) throw new Error('The data of this test has an issue.')
        tools.control.upsertGithubIssue('bulk/load', { ...issue, title: 'Another title' })
      }
      await tools.control.webhooksSettled()
      const seen = tools.control.deliveries(kind)
      expect(seen.length).toBeGreaterThan(0)
      expect(seen.map(({ statuses }) => statuses)).toEqual(seen.map(() => [202]))
      expect((await api.ask('POST', path, { body })).json).toEqual(json)
    },
  )

  it('needs a secret, an address, and a connection', async () => {
    const body = { publicUrl: listening.url }
    const unsigned = await api.ask('POST', '/connections/unsigned/webhooks', { body })
    expect([unsigned.status, unsigned.json.code]).toEqual([400, 'webhook.no_secret'])
    const nowhere = await api.ask('POST', '/connections/github/webhooks', { body: { publicUrl: 'our hub' } })
    expect([nowhere.status, nowhere.json.errors[0].pointer]).toEqual([400, '/publicUrl'])
    expect((await api.ask('POST', '/connections/nobody/webhooks', { body })).status).toBe(404)
    const { json } = await api.ask('POST', '/tokens', { body: { name: 'wall', role: 'read' } })
    const reader = await api.ask('POST', '/connections/github/webhooks', { body, token: json.token })
    expect(reader.status).toBe(403)
  })
})
