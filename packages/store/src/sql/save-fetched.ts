import type { EpochMs, Sprint, TombstoneKind } from '@throughline/plan'
import type pg from 'pg'
import { pastDeadlocks } from '../database.ts'
import { type ItemRow, iso, rowDefinition, toJsonRows } from './item-row.ts'
import { type MoveRow, movesJson, sprintsJson } from './seen.ts'
import { markAgain, noteDirty, noteMoves, noteSprints, upsertItems } from './upsert-items.ts'

/** What a tool answered about items beside a walk: asked for by key, or shown to a census. */
export interface FetchedItems {
  readonly connection: string
  readonly rows: readonly ItemRow[]
  readonly moves: readonly MoveRow[]
  readonly sprints: readonly Sprint[]
  readonly gone: readonly GoneItem[]
  /** Whether items that are gone come back: only when the tool was asked for those very items. */
  readonly raises: boolean
  readonly observedAt: EpochMs
  readonly now: EpochMs
}

/** An item that its scope no longer shows. */
interface GoneItem {
  readonly key: string
  readonly kind: TombstoneKind
  readonly at: EpochMs | null
  readonly movedTo: string | null
}

/** What it changed. */
export interface FetchedOutcome {
  readonly saved: number
  readonly added: number
  /** New tombstones. */
  readonly removed: number
}

/**
 * Stores items, and makes tombstones of those that are gone, as one statement. Whether an item is deleted or hidden is as
 * the tool answered last; where it went to is known for good, and replaces both. An item observed since stands against all.
 */
export async function saveFetched(pool: pg.Pool, fetched: FetchedItems): Promise<FetchedOutcome> {
  const values = [
    fetched.connection,
    JSON.stringify(toJsonRows(fetched.rows)),
    iso(fetched.now),
    iso(fetched.observedAt),
    movesJson(fetched.moves),
    sprintsJson(fetched.sprints),
    JSON.stringify(fetched.gone.map(({ at, movedTo, ...gone }) => ({ ...gone, at: iso(at), moved_to: movedTo }))),
  ]
  const { rows } = await pastDeadlocks(() =>
    pool.query<FetchedOutcome>(fetched.raises ? raisingSql : keepingSql, values),
  )
  return rows[0] ?? { saved: 0, added: 0, removed: 0 }
}

const saveSql = (raises: boolean) => `
with incoming as (
  select row.*, $4::timestamptz as observed_at from json_to_recordset($2::json) as row(${rowDefinition})
),
${upsertItems('$1', '$3::timestamptz', raises)},
gone as (
  update item i set tombstone_kind = g.kind, tombstone_at = coalesce(g.at, i.tombstone_at, $3::timestamptz), moved_to = g.moved_to,
    observed_at = $4::timestamptz, changed_at = $3::timestamptz
  from (
    select told.kind, told.at, told.moved_to, before.id, before.tombstone_kind as kind_before
    from json_to_recordset($7::json) as told(key text, kind text, at timestamptz, moved_to text)
    cross join lateral (
      select id, tombstone_kind from item where connection_id = $1 and key = told.key offset 0
    ) before
  ) g
  where i.id = g.id and i.observed_at <= $4::timestamptz
    and (i.tombstone_kind is null or (i.tombstone_kind in ('deleted', 'hidden') and g.kind <> i.tombstone_kind))
  returning i.id, g.kind_before is null as is_new
),
${noteMoves('$1', '$5::json', 'true')},
${noteSprints('$1', '$6::json', 'true')},
${noteDirty(['saved', 'moved', 'moved_keys'])},
dirty_gone as (
  insert into dirty_item (item_id) select id from gone where id not in (select id from moved) order by id
  ${markAgain}
)
select (select count(*)::int from saved) as saved, (select count(*)::int from saved where is_new) as added,
  (select count(*)::int from gone where is_new) + (select count(*)::int from moved where is_new) as removed`

const raisingSql = saveSql(true)
const keepingSql = saveSql(false)
