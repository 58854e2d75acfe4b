import {
  boundariesOf,
  type EpochMs,
  type ItemRecord,
  stateMapping,
  type ToolKind,
  timelineOf,
  type WorkItem,
} from '@throughline/plan'
import type { Database } from '../database.ts'
import { putConnection } from '../records/connections.ts'
import { createSync } from '../records/syncs.ts'
import { completeScope, enterPhase } from './census.ts'
import { type ItemSelectRow, itemColumns, toWorkItem } from './item-columns.ts'
import type { ItemRow } from './item-row.ts'
import { type DerivableItem, type DerivedState, relateBatch } from './relate.ts'
import { type PageOfItems, savePage } from './save-page.ts'
import { claimScope, relatingScopes, succeedScopes } from './sync-steps.ts'
import { beginWalk, endWalk } from './walk-ranges.ts'

/** The hub's clock in these tests. */
export const hubNow = Date.parse('2026-11-23T08:00:00Z')

let made = 0

/** Stores a connection without overrides. */
export async function storeConnection(
  database: Database,
  id: string,
  kind: ToolKind,
  scopes: readonly string[] = [],
): Promise<void> {
  const connection = {
    id,
    kind,
    scopes,
    baseUrl: 'https://tools.example',
    deployment: 'cloud',
    auth: 'sealed',
  } as const
  const rest = {
    statusOverrides: {},
    resolutionOverrides: {},
    estimateField: null,
    webhookSecret: null,
    quotaShare: 0.5,
  }
  await putConnection(database, { ...connection, ...rest }, hubNow)
}

/** A record as a connector and the hub's mapping without overrides make it ready for storage. */
export function rowOf(record: ItemRecord): ItemRow {
  const tool = record.key.includes('#') ? 'github' : 'jira'
  const timeline = timelineOf(record, stateMapping(tool, { statuses: {}, resolutions: {} }))
  const { updatedAt: _, ...facts } = record
  return { record, timeline, ...boundariesOf(timeline), contentHash: JSON.stringify(facts) }
}

/** A running walk over one scope. */
export interface OpenWalk {
  readonly sync: string
  readonly connection: string
  readonly scope: string
}

/** Starts a sync of one scope and takes it up in one range, as a worker does. */
export async function openWalk(
  database: Database,
  connection: string,
  scope = 'EHR',
  { isStaged = false } = {},
): Promise<OpenWalk> {
  made += 1
  const sync = `sync-${String(made).padStart(5, '0')}`
  await createSync(database, { id: sync, connection, mode: 'full', scopes: [{ scope, since: null }] }, hubNow)
  await claimScope(database.pool, sync, scope, hubNow)
  await beginWalk(database.pool, sync, scope, { ranges: [null], isStaged, expected: null, requests: 0 })
  return { sync, connection, scope }
}

/** A page of a walk with these records; by default not the last one. */
export function pageOf(
  walk: OpenWalk,
  pagesBefore: number,
  records: readonly ItemRecord[],
  overrides: Partial<PageOfItems> = {},
): PageOfItems {
  return {
    syncId: walk.sync,
    connection: walk.connection,
    scope: walk.scope,
    range: 1,
    pagesBefore,
    isStaged: false,
    rows: records.map(rowOf),
    moves: [],
    sprints: [],
    unseen: [],
    cursor: { page: pagesBefore + 1 },
    mark: null,
    requests: 1,
    quarantined: [],
    observedAt: hubNow,
    now: hubNow,
    ...overrides,
  }
}

/** Stores records in a walk of each scope, up to what waits to be related; answers how many it changed. */
export async function storeRecords(
  database: Database,
  connection: string,
  records: readonly ItemRecord[],
  overrides: Partial<PageOfItems> = {},
): Promise<number> {
  let changed = 0
  for (const [scope, own] of Map.groupBy(records, (record) => record.scope)) {
    const walk = await openWalk(database, connection, scope)
    const page = pageOf(walk, 0, own, { cursor: null, mark: {}, ...overrides })
    changed += (await savePage(database.pool, page)) ?? 0
    await endScope(database, walk)
  }
  return changed
}

/** Ends the walk of a scope whose pages are all stored, as succeeded, without asking how complete it is. */
export async function endScope({ pool }: Database, walk: OpenWalk): Promise<void> {
  const { sync: syncId, connection, scope } = walk
  await endWalk(pool, syncId, scope, (parts) => parts[0] ?? {})
  await enterPhase(pool, { syncId, scope }, 'census', 'mend')
  await completeScope(pool, { syncId, connection, scope }, { kind: 'none' })
  await succeedScopes(pool, await relatingScopes(pool), hubNow)
}

/** The hub's derivation for connections without overrides. */
export function deriveState(item: DerivableItem): DerivedState {
  const mapping = stateMapping(item.tool, { statuses: {}, resolutions: {} })
  const timeline = timelineOf(item.facts, mapping, item.openPullRequests)
  return { timeline, ...boundariesOf(timeline) }
}

/** Relates until nothing waits, `limit` items at a time. */
export async function relateAll(database: Database, limit?: number, now: EpochMs = hubNow): Promise<void> {
  while ((await relateBatch(database.pool, () => deriveState, now, limit)).taken > 0);
}

/** All stored items, by id. */
export async function readItems({ pool }: Database): Promise<WorkItem[]> {
  const { rows } = await pool.query<ItemSelectRow>(`select ${itemColumns} from item i order by i.id`)
  return rows.map(toWorkItem)
}

/** The stored item of a key; throws when there is none, or more than one connection has it and none is named. */
export async function readOne(database: Database, key: string, connection?: string): Promise<WorkItem> {
  const found = (await readItems(database)).filter(
    (item) => item.key === key && (connection === undefined || item.connection === connection),
  )
  const [item] = found
  if (item === undefined || found.length > 1) throw new Error(`${found.length} items have the key ${key}.`)
  return item
}

/** What a pull request references, as `connection key`, in order. */
export async function referencesOf(database: Database, key: string, connection?: string): Promise<string[]> {
  const items = await readItems(database)
  const pull = await readOne(database, key, connection)
  return items
    .filter((item) => pull.references.includes(item.id))
    .map((item) => `${item.connection} ${item.key}`)
    .sort()
}
