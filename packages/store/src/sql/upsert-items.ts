import { rowColumns } from './item-row.ts'

const names = Object.keys(rowColumns)

/** What hubs derive from the facts; kept over an edit that does not touch what they are derived from. */
const derived = ['state', 'started_at', 'done_at', 'dropped_at', 'timeline']

/** The facts that a timeline follows from. */
const timelineFacts = ['status', 'category', 'resolution', 'ended_at', 'category_changed_at', 'history', 'created_at']

/**
 * The items with one value in an indexed column, one look into the index for each row of `incoming`: on a table that was
 * filled minutes ago, the planner would rather compare all of them.
 */
const lookUp = (connection: string, column: 'key' | 'source_id', value: string) => `
  cross join lateral (
    select id, key, updated_at, observed_at, tombstone_kind from item
    where connection_id = ${connection} and ${column} = ${value} offset 0
  ) known`

const of = (table: string, list: readonly string[]) => list.map((name) => `${table}.${name}`).join(', ')

/**
 * An older copy never overwrites a newer one; at equal `updated_at` the later observation wins when its content differs,
 * because some edits do not move the tool's clock.
 */
const isNews = `
item.tombstone_kind is null and (item.updated_at < excluded.updated_at
  or (item.updated_at = excluded.updated_at and item.content_hash <> excluded.content_hash
    and item.observed_at <= excluded.observed_at))`

/**
 * Whose clock was turned back tells of newer edits with earlier stamps. A list may show an old copy; what the tool answers
 * about this very item, later, is how it stands.
 */
const isTurnedBack = `
item.tombstone_kind is null and item.updated_at > excluded.updated_at and item.observed_at < excluded.observed_at`

/** An item comes back when it was seen after it had gone. */
const isBack = 'item.tombstone_kind is not null and item.observed_at < excluded.observed_at'

/**
 * The expressions `moved` and `saved`, which store the rows of an expression `incoming` (the columns of a record, and
 * `observed_at`). `connection` and `now` are the statement's parameters.
 *
 * An item keeps its source id when it moves to another key: the row under the old key becomes a tombstone in the same
 * statement, so it is not counted twice. One that was out of sight meanwhile, and so taken for gone, turns out to have
 * moved when a later copy of it comes under another key. A parent that is stored already, or comes with its children, is
 * found here: most are, as tools list parents before their children. Relating finds the rest. A state that follows from
 * other items too is kept while its own facts stand, so readers never see it without them.
 *
 * `raises` says whether an item that is gone comes back, and whether an earlier stamp is believed: only where the tool was
 * asked for that very item. A list may still show what was deleted minutes ago, so the tool is asked for {@link goneKeys}
 * first.
 */
export function upsertItems(connection: string, now: string, raises: boolean): string {
  const replaced = names.filter((name) => name !== 'key' && !derived.includes(name))
  const stands = `(${of('item', timelineFacts)}) is not distinct from (${of('excluded', timelineFacts)})`
  return `
-- Rows know each other's ids before they are stored, so that a child finds the parent that comes with it. Should somebody
-- else store that parent at this moment, relating finds its id.
numbered as (
  select incoming.*, nextval('item_id_seq') as fresh_id from incoming
),
moved as (
  update item set tombstone_kind = 'moved', tombstone_at = ${now}, moved_to = elsewhere.key,
    observed_at = elsewhere.observed_at, changed_at = ${now}
  from (
    select known.id, known.tombstone_kind is null as is_new, incoming.key, incoming.observed_at from incoming
    ${lookUp(connection, 'source_id', 'incoming.source_id')}
    where known.key <> incoming.key
      and case when known.tombstone_kind is null then known.updated_at <= incoming.updated_at
        else known.tombstone_kind in ('deleted', 'hidden') and known.updated_at < incoming.updated_at end
      -- A page that shows it under both keys stores both, and the next count or census asks which of them is left.
      and not exists (select from incoming other where other.key = known.key)
  ) elsewhere
  where item.id = elsewhere.id
  returning item.id, elsewhere.is_new
),
saved as (
  insert into item (id, connection_id, changed_at, observed_at, parent_id, ${names.join(', ')})
  select numbered.fresh_id, ${connection}, ${now}, numbered.observed_at,
    coalesce(stored_parent.id, parent.fresh_id), ${of('numbered', names)}
  from numbered
  left join numbered parent on parent.key = numbered.parent_key
  left join lateral (
    select id from item where connection_id = ${connection} and key = numbered.parent_key offset 0
  ) stored_parent on true
  order by numbered.key
  on conflict (connection_id, key) do update set
    changed_at = excluded.changed_at, observed_at = excluded.observed_at, parent_id = excluded.parent_id,
    tombstone_kind = null, tombstone_at = null, moved_to = null,
    ${replaced.map((name) => `${name} = excluded.${name}`).join(', ')},
    ${derived.map((name) => `${name} = case when ${stands} then item.${name} else excluded.${name} end`).join(', ')}
  where ${raises ? `(${isNews}) or (${isTurnedBack}) or (${isBack})` : isNews}
  returning id, xmax = 0 as is_new
)`
}

/**
 * The query for items that a list shows although they are gone, which have to be asked for. A scope that was never whole
 * has none that are gone.
 */
export function goneKeys(connection: string, scope: string): string {
  return `
  select incoming.key from incoming ${lookUp(connection, 'key', 'incoming.key')}
  where known.tombstone_kind is not null and known.observed_at < incoming.observed_at
    and exists (select from scope_state s
      where s.connection_id = ${connection} and s.scope = ${scope} and s.loaded_at is not null)`
}

/** The expression `keys_wanted`: what these queries find has to be asked for. */
export function wantKeys(connection: string, scope: string, now: string, queries: readonly string[]): string {
  return `
keys_wanted as (
  insert into wanted_item (connection_id, scope, key, wanted_at)
  select ${connection}, ${scope}, key, ${now} from (${queries.join(' union ')}) wanting order by key
  on conflict (connection_id, scope, key) do update set wanted_at = excluded.wanted_at
)`
}

/** The expressions `move_in` and `moved_keys`, which note moves, given as JSON, that came apart from their items. */
export function noteMoves(connection: string, moves: string, condition: string): string {
  return `
move_in as (
  select * from json_to_recordset(${moves})
    as move(key text, id text, at timestamptz, status text, category text, resolution text)
  where ${condition}
),
moved_keys as (
  insert into item_move (connection_id, key, id, at, status, category, resolution)
  select ${connection}, key, id, at, status, category, resolution from move_in order by key, id
  on conflict do nothing returning connection_id, key
)`
}

/**
 * The expressions `sprint_saved`, which keeps sprints as they were seen last, and `sprint_news`, which tells readers: to
 * start or close a sprint changes none of its items.
 */
export function noteSprints(connection: string, sprints: string, condition: string): string {
  const columns = ['name', 'state', 'start_at', 'end_at', 'completed_at']
  return `
sprint_saved as (
  insert into sprint (connection_id, id, ${columns.join(', ')})
  select ${connection}, id, ${columns.join(', ')} from json_to_recordset(${sprints})
    as seen(id text, name text, state text, start_at timestamptz, end_at timestamptz, completed_at timestamptz)
  where ${condition} order by id
  on conflict (connection_id, id) do update set ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}
  where (${of('sprint', columns)}) is distinct from (${of('excluded', columns)})
  returning id
),
sprint_news as (
  update hub_state set side_revision = side_revision + 1 where exists (select from sprint_saved)
)`
}

/** Expressions that name what they changed. */
export type Changes = 'saved' | 'moved' | 'moved_keys'

/** The expression `dirty`: what was stored, what moved away, and what has new moves waits to be related. */
export function noteDirty(changes: readonly Changes[]): string {
  const ids: Record<Changes, string> = {
    saved: 'select id from saved',
    moved: 'select id from moved',
    moved_keys: `select known.id from moved_keys ${lookUp('moved_keys.connection_id', 'key', 'moved_keys.key')}`,
  }
  return `
dirty as (
  insert into dirty_item (item_id)
  select distinct id from (${changes.map((change) => ids[change]).join(' union all ')}) changed order by id
  ${markAgain}
)`
}

/**
 * An item that waits already is marked again: the row is locked, so whoever drains it at this moment reads what this
 * statement stores, or leaves the mark for the next time.
 */
export const markAgain = 'on conflict (item_id) do update set item_id = excluded.item_id'
