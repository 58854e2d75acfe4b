import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'

const schemaFile = fileURLToPath(new URL('../prisma/schema.prisma', import.meta.url))
const migrationsDir = fileURLToPath(new URL('../prisma/migrations', import.meta.url))
const noFilters = { externalTables: [], externalEnums: [] }

/** Any number; what matters is that every process that migrates asks for the same lock. */
const migrationLock = 7_204_811

/**
 * Applies the migrations that the database lacks, oldest first, and returns their names. Processes that start at once
 * wait for each other. Fills `_prisma_migrations` as `prisma migrate deploy` does, through the same engine compiled to
 * WebAssembly: no native binary, so nothing to download.
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const pool = new pg.Pool({ connectionString: url, max: 4 })
  const guard = await pool.connect()
  try {
    await guard.query('select pg_advisory_lock($1)', [migrationLock])
    if (await isUpToDate(guard)) return []
    const engine = await openSchemaEngine(pool)
    try {
      const output = await engine.applyMigrations({ migrationsList: await migrationsList(), filters: noFilters })
      return output.appliedMigrationNames
    } finally {
      engine.free()
    }
  } finally {
    // Ends the session, and with it the lock.
    guard.release(true)
    await pool.end()
  }
}

/** The SQL that makes `prisma/schema.prisma` in an empty database: where the text of a new migration is taken from. */
export async function schemaSql(url: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  const engine = await openSchemaEngine(pool)
  try {
    const files = [{ path: 'schema.prisma', content: await readFile(schemaFile, 'utf8') }]
    const output = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: noFilters,
    })
    return output.stdout ?? ''
  } finally {
    engine.free()
    await pool.end()
  }
}

/** Whether every migration is applied: asked first, because the engine costs each start 100 MB and a third of a second. */
async function isUpToDate(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ ledger: string | null }>(`select to_regclass('_prisma_migrations') as ledger`)
  if (rows[0]?.ledger == null) return false
  const applied = await client.query<{ migration_name: string }>(
    'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  )
  const names = new Set(applied.rows.map((row) => row.migration_name))
  return (await migrationNames()).every((name) => names.has(name))
}

async function openSchemaEngine(pool: pg.Pool): Promise<SchemaEngine> {
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm')
  const schema = await readFile(schemaFile, 'utf8')
  const factory = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool))
  return SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, factory)
}

/**
 * Runs a migration as one script, as Prisma's native engine does. The adapter by itself cuts scripts at each semicolon,
 * those inside functions included.
 */
class WholeScripts extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect()
    adapter.executeScript = async (sql) => {
      await adapter.executeRaw({ sql, args: [], argTypes: [] })
    }
    return adapter
  }
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return names.sort()
}

async function migrationsList() {
  const names = await migrationNames()
  return {
    baseDir: migrationsDir,
    lockfile: { path: 'migration_lock.toml', content: await readFile(`${migrationsDir}/migration_lock.toml`, 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(`${migrationsDir}/${name}/migration.sql`, 'utf8') },
        },
      })),
    ),
  }
}
