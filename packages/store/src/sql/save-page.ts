import type { EpochMs, Sprint } from '@throughline/plan'
import type pg from 'pg'
import { pastDeadlocks } from '../database.ts'
import { type ItemRow, iso, rowDefinition, toJsonRows } from './item-row.ts'
import { type MoveRow, movesJson, sprintsJson } from './seen.ts'
import { noteDirty, noteMoves, noteSprints, upsertItems, wantGone } from './upsert-items.ts'

/** One page of a walk, and the cursor that follows it. */
export interface PageOfItems {
  readonly syncId: string
  readonly connection: string
  readonly scope: string
  /** The range of the walk that it belongs to. */
  readonly range: number
  /** How many pages of this range were stored before: the page is stored only as the next one. */
  readonly pagesBefore: number
  /** Whether the rows wait until the whole walk can be merged. */
  readonly isStaged: boolean
  readonly rows: readonly ItemRow[]
  readonly moves: readonly MoveRow[]
  readonly sprints: readonly Sprint[]
  /** Null after the range's last page. */
  readonly cursor: object | null
  /** Set on the last page: the range's part of the mark. */
  readonly mark: object | null
  readonly requests: number
  readonly quarantined: readonly object[]
  /** When the page was asked for; what was observed later stands against it. */
  readonly observedAt: EpochMs
  readonly now: EpochMs
}

/**
 * Stores a page and the cursor that follows it, as one statement, so both or neither. It is also a success: whatever the
 * walk was struggling with is over.
 *
 * Items that changed join the set that waits to be related. Returns the number of items inserted or changed (0 for a
 * staged page), or null when this page is not the next one of a running walk: another worker was faster, or the sync was
 * cancelled. Nothing is stored then, and the caller stops.
 */
export async function savePage(pool: pg.Pool, page: PageOfItems): Promise<number | null> {
  const values = [
    page.syncId,
    page.scope,
    page.range,
    page.pagesBefore,
    page.connection,
    JSON.stringify(toJsonRows(page.rows)),
    iso(page.now),
    iso(page.observedAt),
    page.cursor === null ? null : JSON.stringify(page.cursor),
    page.mark === null ? null : JSON.stringify(page.mark),
    page.rows.length,
    page.requests,
    JSON.stringify(page.quarantined),
    movesJson(page.moves),
    sprintsJson(page.sprints),
  ]
  const sql = page.isStaged ? stagePageSql : savePageSql
  const { rows } = await pastDeadlocks(() => pool.query<{ saved: number }>(sql, values))
  return rows[0]?.saved ?? null
}

const isClaimed = 'exists (select from claim)'

const claim = `
claim as (
  select 1 from sync_range r join sync_scope s on s.sync_id = r.sync_id and s.scope = r.scope
  where r.sync_id = $1 and r.scope = $2 and r.number = $3 and r.pages = $4 and not r.is_done
    and s.status = 'running' and s.phase = 'items'
  for update of r for key share of s
)`

/** Moves the range on, and adds the page to the scope's tally. */
const tally = (saved: string, added: string, removed: string) => `
stepped as (
  update sync_range set cursor = $9::jsonb, mark = $10::jsonb, is_done = $9::jsonb is null, pages = pages + 1
  where sync_id = $1 and scope = $2 and number = $3 and ${isClaimed}
)
update sync_scope set
  fetched = fetched + $11,
  saved = saved + ${saved},
  added = added + ${added},
  removed = removed + ${removed},
  requests = requests + $12,
  quarantined = quarantined || $13::jsonb,
  trouble = null,
  failing_since = null
where sync_id = $1 and scope = $2 and ${isClaimed}
returning ${saved} as saved`

const savePageSql = `
with ${claim},
incoming as (
  select row.*, $8::timestamptz as observed_at from json_to_recordset($6::json) as row(${rowDefinition})
  where ${isClaimed}
),
${upsertItems('$5', '$7', false)},
${wantGone('$5', '$2', '$7')},
${noteMoves('$5', '$14', isClaimed)},
${noteSprints('$5', '$15', isClaimed)},
${noteDirty('$5')},
${tally(
  '(select count(*)::int from saved)',
  '(select count(*)::int from saved where is_new)',
  '(select count(*)::int from moved)',
)}`

/** Moves and sprints are facts that stand by themselves, so they need no staging. Takes the same values as the other. */
const stagePageSql = `
with ${claim},
staged as (
  insert into staged_item (sync_id, scope, key, row, updated_at, observed_at)
  select $1, $2, row->>'key', row, (row->>'updated_at')::timestamptz, $8::timestamptz
  from json_array_elements($6::json) as row
  where ${isClaimed}
  on conflict (sync_id, scope, key) do update set
    row = excluded.row, updated_at = excluded.updated_at, observed_at = excluded.observed_at
  where staged_item.updated_at < excluded.updated_at
    or (staged_item.updated_at = excluded.updated_at and staged_item.observed_at <= excluded.observed_at)
),
moved as (select id from item where false),
saved as (select id from item where false),
${noteMoves('$5', '$14', isClaimed)},
${noteSprints('$5', '$15', isClaimed)},
${noteDirty('$5')},
due as (select $7::timestamptz),
${tally('0', '0', '0')}`
