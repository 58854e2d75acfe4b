import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client.ts'

/** An open database: one pool, and Prisma over the same pool for small records. */
export interface Database {
  readonly pool: pg.Pool
  readonly prisma: PrismaClient
  close(): Promise<void>
}

const { INT8, TIMESTAMPTZ } = pg.types.builtins

/**
 * Opens the pool. Rows read by SQL carry instants as epoch milliseconds and bigints as numbers (ids and counts here
 * stay far below 2^53); sessions run in UTC. Connections open when first needed.
 */
export function openDatabase(url: string, options: { readonly maxConnections?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    options: '-c TimeZone=UTC',
    types: { getTypeParser },
  })
  // An idle connection that the server closes is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) })
  return {
    pool,
    prisma,
    async close() {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (format !== 'binary') {
    if (oid === INT8) return Number
    if (oid === TIMESTAMPTZ) return parseInstant
  }
  return pg.types.getTypeParser(oid, format ?? 'text')
}

/** `2026-11-23 21:47:20.123+00`, as a session in UTC writes it, to epoch milliseconds. */
function parseInstant(text: string): number {
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
}

/**
 * Runs `work` in one transaction on one connection; rolls back when it throws. The victim of a deadlock starts over, so
 * `work` touches nothing but the database.
 */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return pastDeadlocks(() => inOneTransaction(pool, work))
}

/**
 * Runs a statement or transaction again when PostgreSQL chose it to break a deadlock: it did nothing then, and the other
 * side is through. Pages and relating may meet like that, as each has its own reason for the order it locks items in.
 */
export async function pastDeadlocks<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      if (attempt === deadlocksMax || !isDeadlock(error)) throw error
    }
  }
}

const deadlocksMax = 8

function isDeadlock(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '40P01'
}

async function inOneTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError
    })
    throw error
  } finally {
    client.release(broken)
  }
}
