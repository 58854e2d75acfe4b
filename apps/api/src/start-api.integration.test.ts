import { createTestDatabase, spawnProcess, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApi } from './start-api.ts'
import { ADMIN_TOKEN, openTestApi, type TestApi } from './testing/open-test-api.ts'

let database: TestDatabase
let api: TestApi

beforeAll(async () => {
  database = await createTestDatabase()
  api = await openTestApi(database.url)
})

afterAll(async () => {
  await api?.close()
  await database?.drop()
})

const log = { debug: ignore, info: ignore, warn: ignore, error: ignore }
function ignore() {
  return undefined
}

function start(port = 0) {
  return startApi({ hub: api.hub, host: '127.0.0.1', port, adminToken: ADMIN_TOKEN, log })
}

it('a taken port is said in words that help', async () => {
  const first = await start()
  const port = Number(new URL(first.url).port)
  await expect(start(port)).rejects.toMatchObject({ code: 'api.port_taken', message: expect.stringMatching(/PORT/) })
  await first.close()
  const second = await start(port)
  await second.close()
})

it('an encoded key reaches its item over real HTTP', async () => {
  const running = await start()
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` }
  const answer = await fetch(`${running.url}/api/v1/items/github/clinic%2Fehr%231`, { headers })
  expect(await answer.text()).toContain('clinic/ehr#1')
  await running.close()
})

it('closing ends event streams instead of waiting for their syncs', async () => {
  const auth = { type: 'token', token: 'nobody-asks' }
  const body = { kind: 'github', baseUrl: 'https://api.github.com', auth, scopes: ['clinic/ehr'] }
  await api.ask('PUT', '/connections/github', { body })
  const sync = await api.ask('POST', '/connections/github/syncs', { body: { mode: 'full' } })
  const running = await start()
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` }
  const stream = await fetch(`${running.url}/api/v1/syncs/${sync.json.id}/events`, { headers })
  const text = stream.text()
  const from = performance.now()
  await running.close()
  expect(await text).toContain('"status":"queued"')
  expect(performance.now() - from).toBeLessThan(4_000)
})

it('alone, the API needs a database and says so', async () => {
  const alone = await spawnProcess(new URL('./main.ts', import.meta.url))
  expect(await alone.exit()).toBe(1)
  expect(alone.output()).toContain('Set DATABASE_URL')
})

it('alone, the API listens, and drains when it is asked to end', async () => {
  const env = { DATABASE_URL: database.url, PORT: '0', THROUGHLINE_SECRET_KEY: Buffer.alloc(32, 1).toString('base64') }
  const alone = await spawnProcess(new URL('./main.ts', import.meta.url), { env, ready: /API listens/ })
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(alone.output())?.[0] ?? ''
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  await alone.kill('SIGTERM')
  expect(await alone.exit()).toBe(0)
})
