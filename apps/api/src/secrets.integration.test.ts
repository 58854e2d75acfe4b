import { bulkData, type Simulator, startSimulator } from '@throughline/simulator'
import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { NOW, openTestApi, type TestApi } from './testing/open-test-api.ts'

let database: TestDatabase
let tools: Simulator
let api: TestApi

beforeAll(async () => {
  database = await createTestDatabase()
  tools = await startSimulator({ data: bulkData({ seed: 1, jiraIssues: 3, githubIssues: 2 }), clock: () => NOW })
  api = await openTestApi(database.url)
})

afterAll(async () => {
  await api?.close()
  await tools?.close()
  await database?.drop()
})

/** Secrets that no ordinary text holds, some with characters that other places write differently, or refuse. */
const secret = fc
  .tuple(fc.stringMatching(/^[a-z0-9]{24}$/), fc.constantFrom('', '"', '\\', '%', '\n', 'é'))
  .map(([text, odd]) => `mark${text}${odd}end`)

it('no secret of a connection is in any answer, any log line or any column', async () => {
  await fc.assert(
    fc.asyncProperty(secret, secret, fc.constantFrom('basic', 'bearer', 'token', 'app'), async (one, two, type) => {
      const auths = {
        basic: { type, email: 'pmo@clinic.example', token: one },
        bearer: { type, token: one },
        token: { type, token: one },
        app: { type, appId: '12', installationId: '34', privateKey: one },
      }
      const isJira = type === 'basic' || type === 'bearer'
      const id = `c-${type}`
      const sound = {
        kind: isJira ? 'jira' : 'github',
        baseUrl: isJira ? tools.jiraUrl : tools.githubUrl,
        auth: auths[type],
        scopes: [isJira ? 'BULK' : 'bulk/load'],
        webhookSecret: two,
      }
      const put = await api.ask('PUT', `/connections/${id}`, { body: sound })
      // What no header can carry is no token; a private key travels in none.
      const isSound = type === 'app' || !/[\né]/.test(one)
      expect([put.status, put.json.hasWebhookSecret]).toEqual(isSound ? [200, true] : [400, undefined])
      const faulty: object[] = [
        { ...sound, auth: { ...auths[type], type: one } },
        { ...sound, auth: one },
        { ...sound, webhookSecret: [two] },
        { ...sound, token: one },
      ]
      for (const body of faulty) {
        expect((await api.ask('PUT', `/connections/${id}`, { body })).status).toBe(400)
      }
      await api.ask('PUT', `/connections/${id}`, { body: `{"auth": ${one}` })
      await api.ask('PUT', `/connections/${id}`, { body: { ...sound, kind: isJira ? 'github' : 'jira' } })
      await api.ask('GET', '/connections')
      await api.ask('GET', `/connections/${id}`)
      await api.ask('POST', `/connections/${id}/check`)
      const sync = await api.ask('POST', `/connections/${id}/syncs`, { body: { mode: 'full' } })
      if (sync.status === 202) {
        // It fails: the tool knows none of these secrets.
        await api.work(sync.json.id, sound.scopes).catch(() => undefined)
        expect((await api.ask('GET', `/syncs/${sync.json.id}`)).json.status).toBe('failed')
      }
      await api.ask('GET', '/jobs?state=waiting')
      await api.askRoot('GET', '/metrics')
      const { rows } = await database.pool.query('select row_to_json(connection)::text as text from connection')
      const said = [
        ...api.replies.flatMap((reply) => [reply.text, JSON.stringify([...reply.headers])]),
        ...api.logLines,
        ...rows.map((row: { text: string }) => row.text),
      ].join('\n')
      for (const hidden of [one, two]) {
        const core = hidden.slice(4, 28)
        const at = said.indexOf(core)
        expect(at < 0 ? null : said.slice(Math.max(0, at - 300), at + 200)).toBe(null)
        const encoded = Buffer.from(`pmo@clinic.example:${hidden}`).toString('base64')
        expect(said.includes(encoded), `credentials of ${type} were shown`).toBe(false)
      }
    }),
    { numRuns: 20, endOnFailure: true },
  )
}, 120_000)
