import type { EpochMs, ItemRecord, ItemState, Transition } from '@throughline/plan'
import type pg from 'pg'
import { pastDeadlocks } from '../database.ts'

/** A record with the states derived from it, ready to be stored. */
export interface ItemRow {
  readonly record: ItemRecord
  readonly state: ItemState
  readonly startedAt: EpochMs | null
  readonly doneAt: EpochMs | null
  readonly droppedAt: EpochMs | null
  readonly timeline: readonly Transition[]
  /** Hash of the facts without `updatedAt`: tells an edit that did not move the tool's clock. */
  readonly contentHash: string
}

/** One page of a walk, and the cursor that follows it. */
export interface PageOfItems {
  readonly syncId: string
  readonly connection: string
  readonly scope: string
  /** How many pages of this walk were stored before: the page is stored only as the next one. */
  readonly pagesBefore: number
  readonly rows: readonly ItemRow[]
  readonly cursor: object | null
  /** Set on the last page: where the scope's next incremental walk starts. */
  readonly mark: object | null
  readonly requests: number
  readonly quarantined: readonly object[]
  readonly expected: number | null
  readonly now: EpochMs
}

/**
 * Stores a page and the cursor that follows it, as one statement, so both or neither.
 *
 * An older copy never overwrites a newer one; at equal `updatedAt` the later observation wins when its content differs.
 * Items that changed join the set that waits to be related; after the last page the scope as a whole does (`relating`).
 * Returns the number of items inserted or changed, or null when this page is not the next one of a running walk: another
 * worker was faster, or the sync was cancelled. Nothing is stored then, and the caller stops.
 */
export async function savePage(pool: pg.Pool, page: PageOfItems): Promise<number | null> {
  const values = [
    page.syncId,
    page.scope,
    page.pagesBefore,
    page.connection,
    JSON.stringify(onePerKey(page.rows).map(toJsonRow)),
    new Date(page.now).toISOString(),
    page.cursor === null ? null : JSON.stringify(page.cursor),
    page.mark === null ? null : JSON.stringify(page.mark),
    page.rows.length,
    page.requests,
    JSON.stringify(page.quarantined),
    page.expected,
  ]
  const { rows } = await pastDeadlocks(() => pool.query<{ saved: number }>(savePageSql, values))
  return rows[0]?.saved ?? null
}

/** Walks may show an item twice in a page; of two copies the newer stands, of equals the later. */
function onePerKey(rows: readonly ItemRow[]): ItemRow[] {
  const byKey = new Map<string, ItemRow>()
  for (const row of rows) {
    const other = byKey.get(row.record.key)
    if (other === undefined || other.record.updatedAt <= row.record.updatedAt) byKey.set(row.record.key, row)
  }
  // One order for all writers, so that two of them never wait for each other.
  return [...byKey.values()].sort((a, b) => (a.record.key < b.record.key ? -1 : 1))
}

function toJsonRow({ record, ...row }: ItemRow) {
  return {
    scope: record.scope,
    key: record.key,
    source_id: record.sourceId,
    kind: record.kind,
    type: record.type,
    is_subtask: record.isSubtask,
    title: record.title,
    url: record.url,
    status: record.seen.status,
    category: record.seen.category,
    resolution: record.seen.resolution,
    ended_at: iso(record.endedAt),
    category_changed_at: iso(record.categoryChangedAt),
    history: record.history,
    parent_key: record.parent,
    labels: record.labels,
    components: record.components,
    milestones: record.milestones,
    assignee: record.assignee,
    author: record.author,
    estimate: record.estimate,
    mentions: record.mentions.length === 0 ? null : record.mentions,
    created_at: iso(record.createdAt),
    updated_at: iso(record.updatedAt),
    content_hash: row.contentHash,
    state: row.state,
    started_at: iso(row.startedAt),
    done_at: iso(row.doneAt),
    dropped_at: iso(row.droppedAt),
    timeline: row.timeline,
  }
}

function iso(instant: EpochMs | null): string | null {
  return instant === null ? null : new Date(instant).toISOString()
}

/** Columns in the order of the table, with their types: the shape of `incoming`, and what an update replaces. */
const columns = {
  scope: 'text',
  key: 'text',
  source_id: 'text',
  kind: 'text',
  type: 'text',
  is_subtask: 'boolean',
  title: 'text',
  url: 'text',
  status: 'text',
  category: 'text',
  resolution: 'text',
  ended_at: 'timestamptz',
  category_changed_at: 'timestamptz',
  history: 'jsonb',
  parent_key: 'text',
  labels: 'text[]',
  components: 'text[]',
  milestones: 'text[]',
  assignee: 'text',
  author: 'text',
  estimate: 'float8',
  mentions: 'jsonb',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
  content_hash: 'text',
  state: 'text',
  started_at: 'timestamptz',
  done_at: 'timestamptz',
  dropped_at: 'timestamptz',
  timeline: 'jsonb',
} as const

const names = Object.keys(columns)

/*
 * A parent that is stored already is found here, most are, as tools list parents before their children; relating finds
 * the rest. That saves nearly every item a second write.
 */
const savePageSql = `
with claim as (
  select 1 from sync_scope where sync_id = $1 and scope = $2 and status = 'running' and pages = $3 for update
),
incoming as (
  select * from json_to_recordset($5::json) as row(${Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ')})
  where exists (select from claim)
),
saved as (
  insert into item (connection_id, changed_at, parent_id, ${names.join(', ')})
  select $4, $6::timestamptz,
    (select parent.id from item parent where parent.connection_id = $4 and parent.key = incoming.parent_key),
    ${names.join(', ')} from incoming
  on conflict (connection_id, key) do update set
    changed_at = excluded.changed_at, parent_id = excluded.parent_id,
    tombstone_kind = null, tombstone_at = null, moved_to = null,
    ${names
      .filter((name) => name !== 'key')
      .map((name) => `${name} = excluded.${name}`)
      .join(', ')}
  where item.updated_at < excluded.updated_at
    or (item.updated_at = excluded.updated_at
        and (item.content_hash <> excluded.content_hash or item.tombstone_kind is not null))
  returning id
),
dirty as (
  insert into dirty_item (item_id) select id from saved order by id on conflict do nothing
)
update sync_scope set
  status = case when $7::jsonb is null then 'relating' else status end,
  cursor = $7::jsonb,
  mark = $8::jsonb,
  pages = pages + 1,
  fetched = fetched + $9,
  saved = saved + (select count(*) from saved),
  requests = requests + $10,
  quarantined = quarantined || $11::jsonb,
  expected = coalesce($12, expected)
where sync_id = $1 and scope = $2 and exists (select from claim)
returning (select count(*) from saved) as saved`
