import { readFile } from 'node:fs/promises'
import { createTestDatabase } from '@throughline/testing'
import pg from 'pg'
import { expect, it } from 'vitest'
import { migrate, schemaSql } from './migrate.ts'

it('applies nothing to a database that is up to date, however many ask at once', async () => {
  const database = await createTestDatabase()
  try {
    expect(await Promise.all([migrate(database.url), migrate(database.url)])).toEqual([[], []])
  } finally {
    await database.drop()
  }
})

it('keeps the migrations and the schema the same', async () => {
  const database = await createTestDatabase()
  const pool = new pg.Pool({ connectionString: database.url, max: 1 })
  try {
    const migrated = await columnsOf(pool, 'public')
    await pool.query('create schema modelled')
    await pool.query('set search_path = modelled')
    const sql = await schemaSql(database.url)
    await pool.query(sql.replace(/^CREATE SCHEMA .*$/gm, ''))
    expect(migrated.filter((column) => !column.startsWith('_prisma_migrations'))).toEqual(
      await columnsOf(pool, 'modelled'),
    )
  } finally {
    await pool.end()
    await database.drop()
  }
})

it('keeps the entries that were there before entries became logs, as their first acts', async () => {
  const database = await createTestDatabase()
  const pool = new pg.Pool({ connectionString: database.url, max: 1 })
  try {
    const [init, logs] = await Promise.all(['20261123000000_init', '20261130200000_entry_logs'].map(migrationSql))
    const tables = init?.match(/CREATE TABLE "(?:kpi|progress)_entry" \([^;]*;/g) ?? []
    await pool.query(`create schema earlier; set search_path = earlier; ${tables.join('\n')}`)
    await pool.query(`insert into kpi_entry values ('p', 'mood', '2026-W47', 4, 'Survey', null, 'ann')`)
    await pool.query(`insert into progress_entry values ('p', 'wiring', '2026-11-20', 0.5, 'Half', 'bob')`)
    await pool.query(logs ?? '')
    const { rows } = await pool.query(
      `select id, author, value as number from kpi_entry union all select id, author, progress from progress_entry`,
    )
    expect(rows).toEqual([
      { id: '1', author: 'ann', number: 4 },
      { id: '1', author: 'bob', number: 0.5 },
    ])
  } finally {
    await pool.end()
    await database.drop()
  }
})

function migrationSql(name: string): Promise<string> {
  return readFile(new URL(`../prisma/migrations/${name}/migration.sql`, import.meta.url), 'utf8')
}

async function columnsOf(pool: pg.Pool, schema: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
       || coalesce(regexp_replace(column_default, '(public|modelled)\\.', ''), '') as name
     from information_schema.columns where table_schema = $1 order by 1`,
    [schema],
  )
  return rows.map((row) => row.name)
}
