import type { EpochMs, ItemState, ToolKind } from '@throughline/plan'
import type { Database } from '../database.ts'

/** A stored connection. `auth` and `webhookSecret` are sealed texts. */
export interface ConnectionRecord {
  readonly id: string
  readonly kind: ToolKind
  readonly baseUrl: string
  readonly deployment: 'cloud' | 'data-center'
  readonly auth: string
  readonly scopes: readonly string[]
  readonly statusOverrides: Readonly<Record<string, ItemState>>
  readonly resolutionOverrides: Readonly<Record<string, ItemState>>
  readonly estimateField: string | null
  readonly webhookSecret: string | null
  /** The part of each quota window that the hub may use, 0 exclusive to 1. */
  readonly quotaShare: number
  /** {@link overridesText} of the overrides that stored states were derived by. */
  readonly derivedBy: string
  readonly createdAt: EpochMs
  readonly updatedAt: EpochMs
}

/** What the states of a connection's items are derived by. */
export type ConnectionOverrides = Pick<
  ConnectionRecord,
  'id' | 'kind' | 'statusOverrides' | 'resolutionOverrides' | 'derivedBy'
>

/** What is known of a scope as a whole. */
export interface ScopeStateRecord {
  readonly scope: string
  /** Where its next incremental walk starts; null means that it was never walked to its end. */
  readonly mark: object | null
  readonly syncedAt: EpochMs | null
  /** When its completeness was last proven; null before the first time. */
  readonly censusAt: EpochMs | null
  /** Items that the tool showed when it was last looked at, and those of them that the hub holds. */
  readonly entries: number | null
  readonly matched: number | null
}

type Row = Awaited<ReturnType<Database['prisma']['connection']['findUniqueOrThrow']>>

/** Stores a connection under its id, new or not. */
export async function putConnection(
  { prisma }: Database,
  connection: Omit<ConnectionRecord, 'derivedBy' | 'createdAt' | 'updatedAt'>,
  now: EpochMs,
): Promise<ConnectionRecord> {
  const { id, ...rest } = connection
  const data = {
    ...rest,
    scopes: [...rest.scopes],
    statusOverrides: { ...rest.statusOverrides },
    resolutionOverrides: { ...rest.resolutionOverrides },
    updatedAt: new Date(now),
  }
  // A new one has no items, so nothing waits to be derived.
  const create = { id, ...data, derivedBy: overridesText(connection), createdAt: new Date(now) }
  return toRecord(await prisma.connection.upsert({ where: { id }, create, update: data }))
}

/** A connection's overrides as one text, the same whatever their order. */
export function overridesText({
  statusOverrides,
  resolutionOverrides,
}: Pick<ConnectionRecord, 'statusOverrides' | 'resolutionOverrides'>): string {
  const sorted = (overrides: object) => Object.entries(overrides).sort(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify([sorted(statusOverrides), sorted(resolutionOverrides)])
}

/** All connections, by id. */
export async function listConnections({ prisma }: Database): Promise<ConnectionRecord[]> {
  return (await prisma.connection.findMany({ orderBy: { id: 'asc' } })).map(toRecord)
}

/** One connection, or null. */
export async function findConnection({ prisma }: Database, id: string): Promise<ConnectionRecord | null> {
  const row = await prisma.connection.findUnique({ where: { id } })
  return row === null ? null : toRecord(row)
}

/** What is known of a connection's scopes, as far as they were walked. */
export async function scopeStates({ prisma }: Database, connection: string): Promise<ScopeStateRecord[]> {
  const rows = await prisma.scopeState.findMany({ where: { connectionId: connection }, orderBy: { scope: 'asc' } })
  return rows.map((row) => ({
    scope: row.scope,
    mark: isObject(row.mark) ? row.mark : null,
    syncedAt: row.syncedAt?.getTime() ?? null,
    censusAt: row.censusAt?.getTime() ?? null,
    entries: row.entries,
    matched: row.matched,
  }))
}

function toRecord(row: Row): ConnectionRecord {
  return {
    id: row.id,
    kind: row.kind as ToolKind,
    baseUrl: row.baseUrl,
    deployment: row.deployment === 'data-center' ? 'data-center' : 'cloud',
    auth: row.auth,
    scopes: row.scopes,
    statusOverrides: overrides(row.statusOverrides),
    resolutionOverrides: overrides(row.resolutionOverrides),
    estimateField: row.estimateField,
    webhookSecret: row.webhookSecret,
    quotaShare: row.quotaShare,
    derivedBy: row.derivedBy,
    createdAt: row.createdAt.getTime(),
    updatedAt: row.updatedAt.getTime(),
  }
}

function overrides(value: unknown): Record<string, ItemState> {
  return isObject(value) ? (value as Record<string, ItemState>) : {}
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
