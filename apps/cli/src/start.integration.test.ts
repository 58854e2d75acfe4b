import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase, spawnProcess, type TestDatabase, type TestProcess, until } from '@throughline/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from './hub/client.ts'

const entry = new URL('./main.ts', import.meta.url)
const listens = /Throughline listens on (\S+)\n/

let folder: string
let database: TestDatabase

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-start-'))
  database = await createTestDatabase()
})

afterAll(async () => {
  await database?.drop()
  await rm(folder, { recursive: true, force: true })
})

function start(env: Record<string, string> = {}): Promise<TestProcess> {
  return spawnProcess(entry, {
    args: ['start'],
    env: { DATABASE_URL: database.url, THROUGHLINE_DATA_DIR: folder, PORT: '0', ...env },
    ready: listens,
  })
}

test('the first start prints an admin token that works, later ones none, and SIGTERM ends with 0', async () => {
  const first = await start()
  // The token follows the address, maybe in a later piece of output.
  const printed = () => /Admin token, shown this once: (\S+)\n/.exec(first.output())?.[1] ?? null
  const token = await until(printed, { what: 'the admin token is printed' })
  const client = createClient({ url: listens.exec(first.output())?.[1] ?? '', token })
  expect(await client.list('/tokens', {}, 10)).toHaveLength(1)
  await first.kill('SIGTERM')
  expect(await first.exit()).toBe(0)

  const second = await start()
  expect(second.output()).not.toContain('Admin token')
  await second.kill('SIGTERM')
  expect(await second.exit()).toBe(0)
})

test('a configured admin token works, is never printed and leaves no other behind', async () => {
  const hub = await start({ THROUGHLINE_ADMIN_TOKEN: 'the-token-of-the-operator', LOG_LEVEL: 'trace' })
  const url = listens.exec(hub.output())?.[1] ?? ''
  await createClient({ url, token: 'the-token-of-the-operator' }).list('/connections', {}, 10)
  await hub.kill('SIGTERM')
  expect(hub.output()).not.toContain('the-token-of-the-operator')
  expect(hub.output()).not.toContain('Admin token')
})

test('a taken port is said in a sentence, and nothing keeps running', async () => {
  const hub = await start()
  const port = new URL(listens.exec(hub.output())?.[1] ?? '').port
  const failure = start({ PORT: port })
  await expect(failure).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken`)
  await hub.kill('SIGTERM')
})

test('a first start that fails leaves the admin token to the one that succeeds', async () => {
  const other = await start()
  const port = new URL(listens.exec(other.output())?.[1] ?? '').port
  const fresh = await createTestDatabase()
  await expect(start({ DATABASE_URL: fresh.url, PORT: port })).rejects.toThrow('is taken')
  await other.kill('SIGTERM')
  const hub = await start({ DATABASE_URL: fresh.url })
  await until(() => hub.output().includes('Admin token, shown this once: '), { what: 'the admin token is printed' })
  await hub.kill('SIGTERM')
  await fresh.drop()
})
