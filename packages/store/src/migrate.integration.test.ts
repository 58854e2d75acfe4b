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

async function columnsOf(pool: pg.Pool, schema: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
       || coalesce(regexp_replace(column_default, '(public|modelled)\\.', ''), '') as name
     from information_schema.columns where table_schema = $1 order by 1`,
    [schema],
  )
  return rows.map((row) => row.name)
}
