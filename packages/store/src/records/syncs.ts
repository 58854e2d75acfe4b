import type { EpochMs } from '@throughline/plan'
import type { Database } from '../database.ts'

export type SyncMode = 'incremental' | 'full'
export type SyncStatus = 'queued' | 'running' | 'succeeded' | 'partial' | 'failed'
export type ScopeStatus = 'queued' | 'running' | 'relating' | 'succeeded' | 'failed'

/** What a scope of a sync goes through, in this order; `merge` only where pages were staged. */
export type ScopePhase = 'begin' | 'items' | 'merge' | 'census' | 'mend' | 'relate'

/** Why a scope failed: a stable code and a sentence that says what to do. */
export interface SyncFailure {
  readonly code: string
  readonly message: string
}

/** What a scope is struggling with: it is tried again, and fails when that goes on for too long. */
export interface SyncTrouble extends SyncFailure {
  readonly failures: number
  readonly retryAt: EpochMs
}

/** One scope of a sync, with its tally and where it stands. */
export interface SyncScopeRecord {
  readonly scope: string
  readonly status: ScopeStatus
  readonly phase: ScopePhase
  /** The mark the walk starts from; null walks everything. */
  readonly since: object | null
  readonly mark: object | null
  /** Records that the walk brought. */
  readonly fetched: number
  /** Items that were new or changed; `added` are the new ones. */
  readonly saved: number
  readonly added: number
  /** New tombstones. */
  readonly removed: number
  readonly requests: number
  readonly expected: number | null
  /** Items that the tool shows, and those of them that the hub holds; null when completeness was not looked at. */
  readonly entries: number | null
  readonly matched: number | null
  /** Whether that was proven, by census or an exact count of everything walked. */
  readonly isProven: boolean
  readonly quarantined: readonly { readonly key: string | null; readonly reason: string }[]
  readonly error: SyncFailure | null
  readonly trouble: SyncTrouble | null
  readonly startedAt: EpochMs | null
  readonly finishedAt: EpochMs | null
}

/** A run over some scopes of a connection. */
export interface SyncRecord {
  readonly id: string
  readonly connection: string
  readonly mode: SyncMode
  readonly status: SyncStatus
  readonly createdAt: EpochMs
  readonly startedAt: EpochMs | null
  readonly finishedAt: EpochMs | null
  readonly scopes: readonly SyncScopeRecord[]
}

const withScopes = { scopes: { orderBy: { scope: 'asc' } } } as const

type Row = Awaited<ReturnType<typeof findRow>>

/** Stores a new sync with its scopes, all queued. */
export async function createSync(
  { prisma }: Database,
  sync: {
    readonly id: string
    readonly connection: string
    readonly mode: SyncMode
    readonly scopes: readonly { readonly scope: string; readonly since: object | null }[]
  },
  now: EpochMs,
): Promise<void> {
  await prisma.sync.create({
    data: {
      id: sync.id,
      connectionId: sync.connection,
      mode: sync.mode,
      status: 'queued',
      createdAt: new Date(now),
      scopes: {
        create: sync.scopes.map(({ scope, since }) => ({
          scope,
          status: 'queued',
          ...(since === null ? {} : { since }),
        })),
      },
    },
  })
}

/** One sync, or null. */
export async function findSync(database: Database, id: string): Promise<SyncRecord | null> {
  const row = await findRow(database, id)
  return row === null ? null : toRecord(row)
}

/** Syncs, newest first, of one connection or all, that follow the one `after` names in that order. */
export async function listSyncs(
  { prisma }: Database,
  filter: { readonly connection?: string | undefined },
  after: { readonly createdAt: EpochMs; readonly id: string } | null,
  limit: number,
): Promise<SyncRecord[]> {
  const rows = await prisma.sync.findMany({
    where: {
      ...(filter.connection === undefined ? {} : { connectionId: filter.connection }),
      ...(after === null
        ? {}
        : {
            OR: [
              { createdAt: { lt: new Date(after.createdAt) } },
              { createdAt: new Date(after.createdAt), id: { lt: after.id } },
            ],
          }),
    },
    include: withScopes,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  return rows.map(toRecord)
}

/** When the newest sync of each connection was asked for. */
export async function latestSyncs({ prisma }: Database): Promise<ReadonlyMap<string, EpochMs>> {
  const rows = await prisma.sync.groupBy({ by: ['connectionId'], _max: { createdAt: true } })
  return new Map(
    rows.flatMap((row) => (row._max.createdAt === null ? [] : [[row.connectionId, row._max.createdAt.getTime()]])),
  )
}

/** Syncs that have not ended. */
export async function unfinishedSyncs({ prisma }: Database, connection?: string): Promise<SyncRecord[]> {
  const rows = await prisma.sync.findMany({
    where: { status: { in: ['queued', 'running'] }, ...(connection === undefined ? {} : { connectionId: connection }) },
    include: withScopes,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toRecord)
}

function findRow({ prisma }: Database, id: string) {
  return prisma.sync.findUnique({ where: { id }, include: withScopes })
}

function toRecord(row: NonNullable<Row>): SyncRecord {
  return {
    id: row.id,
    connection: row.connectionId,
    mode: row.mode as SyncMode,
    status: row.status as SyncStatus,
    createdAt: row.createdAt.getTime(),
    startedAt: row.startedAt?.getTime() ?? null,
    finishedAt: row.finishedAt?.getTime() ?? null,
    scopes: row.scopes.map((scope) => ({
      scope: scope.scope,
      status: scope.status as ScopeStatus,
      phase: scope.phase as ScopePhase,
      since: scope.since as object | null,
      mark: scope.mark as object | null,
      fetched: scope.fetched,
      saved: scope.saved,
      added: scope.added,
      removed: scope.removed,
      requests: scope.requests,
      expected: scope.expected,
      entries: scope.entries,
      matched: scope.matched,
      isProven: scope.isProven,
      quarantined: written(scope.quarantined),
      error: written(scope.error),
      trouble: written(scope.trouble),
      startedAt: scope.startedAt?.getTime() ?? null,
      finishedAt: scope.finishedAt?.getTime() ?? null,
    })),
  }
}

/** JSON that this package wrote itself, in the shape it wrote. */
function written<T>(json: unknown): T {
  return json as T
}
