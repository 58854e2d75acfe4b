import type { EpochMs } from '@throughline/plan'
import type { Database } from '../database.ts'

export type Role = 'admin' | 'read'

/** An API token as it is kept: the token itself is shown once and never stored. */
export interface TokenRecord {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly createdAt: EpochMs
  readonly lastUsedAt: EpochMs | null
}

type Row = Awaited<ReturnType<Database['prisma']['token']['findFirstOrThrow']>>

/** Stores a token by its hash. */
export async function createToken(
  { prisma }: Database,
  token: { readonly id: string; readonly name: string; readonly role: Role; readonly hash: string },
  now: EpochMs,
): Promise<TokenRecord> {
  return toRecord(await prisma.token.create({ data: { ...token, createdAt: new Date(now) } }))
}

/** All tokens, oldest first. */
export async function listTokens({ prisma }: Database): Promise<TokenRecord[]> {
  return (await prisma.token.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })).map(toRecord)
}

/** The token with this hash, or null. */
export async function findToken({ prisma }: Database, hash: string): Promise<TokenRecord | null> {
  const row = await prisma.token.findUnique({ where: { hash } })
  return row === null ? null : toRecord(row)
}

/** Removes a token; false when there was none. */
export async function deleteToken({ prisma }: Database, id: string): Promise<boolean> {
  const { count } = await prisma.token.deleteMany({ where: { id } })
  return count > 0
}

function toRecord(row: Row): TokenRecord {
  return {
    id: row.id,
    name: row.name,
    role: row.role === 'admin' ? 'admin' : 'read',
    createdAt: row.createdAt.getTime(),
    lastUsedAt: row.lastUsedAt?.getTime() ?? null,
  }
}
