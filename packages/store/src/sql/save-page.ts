import type { EpochMs, Sprint } from '@throughline/plan'
import type pg from 'pg'
import { pastDeadlocks } from '../database.ts'
import { type ItemRow, iso, rowDefinition, toJsonRows } from './item-row.ts'
import { type MoveRow, movesJson, sprintsJson } from './seen.ts'
import { type Changes, goneKeys, noteDirty, noteMoves, noteSprints, upsertItems, wantKeys } from './upsert-items.ts'

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
  /** Keys that have to be asked for: what became of their records is not known. */
  readonly unseen: readonly string[]
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
  const statement = statementFor(page)
  const { rows } = await pastDeadlocks(() => pool.query<{ saved: number }>(statement))
  return rows[0]?.saved ?? null
}

const isClaimed = 'exists (select from claim)'

/**
 * The statement that stores a page. It is planned for each page, so what the page does not bring is left out: many hold
 * events only, most no sprint. Moves and sprints are facts that stand by themselves, so they need no staging.
 */
function statementFor(page: PageOfItems): { readonly text: string; readonly values: unknown[] } {
  const values: unknown[] = []
  const bind = (value: unknown, type: string) => `$${values.push(value)}::${type}`
  const [sync, scope, range] = [bind(page.syncId, 'text'), bind(page.scope, 'text'), bind(page.range, 'int')]
  // Bound where they are used: what no part of the statement names has no type.
  const connection = () => bind(page.connection, 'text')
  const now = () => bind(iso(page.now), 'timestamptz')
  const incoming = () => `
incoming as (
  select row.*, ${bind(iso(page.observedAt), 'timestamptz')} as observed_at
  from json_to_recordset(${bind(JSON.stringify(toJsonRows(page.rows)), 'json')}) as row(${rowDefinition})
  where ${isClaimed}
)`
  const hasRows = page.rows.length > 0
  const changes: Changes[] = [
    ...(hasRows && !page.isStaged ? (['saved', 'moved'] as const) : []),
    ...(page.moves.length > 0 ? (['moved_keys'] as const) : []),
  ]
  const isSaving = changes.includes('saved')
  const wanted = [
    ...(isSaving ? [goneKeys(connection(), scope)] : []),
    ...(page.unseen.length > 0 ? [`select unnest(${bind(page.unseen, 'text[]')}) as key where ${isClaimed}`] : []),
  ]
  const parts = [
    `
claim as (
  select 1 from sync_range r join sync_scope s on s.sync_id = r.sync_id and s.scope = r.scope
  where r.sync_id = ${sync} and r.scope = ${scope} and r.number = ${range} and r.pages = ${bind(page.pagesBefore, 'int')}
    and not r.is_done and s.status = 'running' and s.phase = 'items'
  for update of r for key share of s
)`,
    ...(hasRows ? [incoming()] : []),
    ...(hasRows && page.isStaged ? [stageItems(sync, scope)] : []),
    ...(isSaving ? [upsertItems(connection(), now(), false)] : []),
    ...(wanted.length > 0 ? [wantKeys(connection(), scope, now(), wanted)] : []),
    ...(page.moves.length > 0 ? [noteMoves(connection(), bind(movesJson(page.moves), 'json'), isClaimed)] : []),
    ...(page.sprints.length > 0 ? [noteSprints(connection(), bind(sprintsJson(page.sprints), 'json'), isClaimed)] : []),
    ...(changes.length > 0 ? [noteDirty(changes)] : []),
    `
stepped as (
  update sync_range set cursor = ${bind(json(page.cursor), 'jsonb')}, mark = ${bind(json(page.mark), 'jsonb')},
    is_done = ${bind(page.cursor === null, 'boolean')}, pages = pages + 1
  where sync_id = ${sync} and scope = ${scope} and number = ${range} and ${isClaimed}
)`,
  ]
  const saved = isSaving ? '(select count(*)::int from saved)' : '0'
  const text = `with ${parts.join(',')}
update sync_scope set
  fetched = fetched + ${bind(page.rows.length, 'int')},
  saved = saved + ${saved},
  added = added + ${isSaving ? '(select count(*)::int from saved where is_new)' : '0'},
  removed = removed + ${isSaving ? '(select count(*)::int from moved where is_new)' : '0'},
  requests = requests + ${bind(page.requests, 'int')},
  quarantined = quarantined || ${bind(JSON.stringify(page.quarantined), 'jsonb')},
  trouble = null,
  failing_since = null
where sync_id = ${sync} and scope = ${scope} and ${isClaimed}
returning ${saved} as saved`
  return { text, values }
}

const stageItems = (sync: string, scope: string) => `
staged as (
  insert into staged_item (sync_id, scope, key, row, updated_at, observed_at)
  select ${sync}, ${scope}, key, to_jsonb(incoming) - 'observed_at', updated_at, observed_at from incoming
  on conflict (sync_id, scope, key) do update set
    row = excluded.row, updated_at = excluded.updated_at, observed_at = excluded.observed_at
  where staged_item.updated_at < excluded.updated_at
    or (staged_item.updated_at = excluded.updated_at and staged_item.observed_at <= excluded.observed_at)
)`

function json(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value)
}
