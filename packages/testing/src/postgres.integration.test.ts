import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { createTestDatabase, type TestDatabase } from './postgres.ts'
import { openTestServer, templateName } from './test-server.ts'

describe('createTestDatabase', () => {
  const made: TestDatabase[] = []
  const create = async () => {
    const database = await createTestDatabase()
    made.push(database)
    return database
  }
  afterEach(() => Promise.all(made.splice(0).map((database) => database.drop())))

  it('gives every test the newest schema', async () => {
    const { pool } = await create()
    const { rows } = await pool.query('select migration_name from _prisma_migrations where finished_at is not null')
    expect(rows.length).toBeGreaterThan(0)
  })

  it('keeps what one test writes from another', async () => {
    const [one, other] = await Promise.all([create(), create()])
    await one.pool.query('create table mine (id int)')
    await expect(other.pool.query('select from mine')).rejects.toThrow('does not exist')
    expect(one.url).not.toBe(other.url)
  })

  it('drops a database in spite of a connection that a worker left open', async () => {
    const { url, drop } = await create()
    const leaked = new pg.Client({ connectionString: url })
    const cut = new Promise((resolve) => leaked.on('error', resolve))
    await leaked.connect()
    await drop()
    await drop()
    await cut
    await expect(new pg.Client({ connectionString: url }).connect()).rejects.toThrow('does not exist')
  })
})

describe('openTestServer', () => {
  it('applies the migrations it is given to the template, once, and leaves no server when they fail', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'throughline-template-'))
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
    const urls: string[] = []
    const failing = async (url: string) => {
      urls.push(url)
      throw new Error('migration 7 is broken')
    }
    await expect(openTestServer(dataDir, failing)).rejects.toThrow('migration 7 is broken')
    expect(urls.map((url) => new URL(url).pathname)).toEqual([`/${templateName}`])
    await expect(new pg.Client({ connectionString: urls[0] ?? '' }).connect()).rejects.toThrow('ECONNREFUSED')
  })
})
