import type { EpochMs, ItemRecord, ItemState, ToolKind, Transition } from '@throughline/plan'
import type pg from 'pg'
import { inTransaction } from '../database.ts'
import { type ConnectionOverrides, overridesText } from '../records/connections.ts'
import { bumpRevision } from './revision.ts'

/** The stored facts of an item whose state follows from other items too. */
export interface DerivableItem {
  readonly id: number
  readonly tool: ToolKind
  readonly connection: string
  readonly facts: Pick<
    ItemRecord,
    'kind' | 'seen' | 'endedAt' | 'categoryChangedAt' | 'history' | 'createdAt' | 'updatedAt'
  >
  /** Open times of the pull requests that reference it; `to: null` while open. */
  readonly openPullRequests: readonly { readonly from: EpochMs; readonly to: EpochMs | null }[]
}

/** What derivation makes of {@link DerivableItem}. */
export interface DerivedState {
  readonly state: ItemState
  readonly startedAt: EpochMs | null
  readonly doneAt: EpochMs | null
  readonly droppedAt: EpochMs | null
  readonly timeline: readonly Transition[]
}

/** Makes a derivation of what the connections say. */
export type DeriveBy = (connections: readonly ConnectionOverrides[]) => (item: DerivableItem) => DerivedState

/** How much one {@link relateBatch} did. */
export interface RelatedBatch {
  /** Items taken from the waiting set; 0 means the set is empty. */
  readonly taken: number
}

/** Held to the end of the transaction by whatever changes relations, so that batches see each other's references. */
export async function lockRelating(client: pg.PoolClient): Promise<void> {
  // Any number; every process asks for the same one.
  await client.query('select pg_advisory_xact_lock(7204812)')
}

/**
 * Takes up to `limit` items from the waiting set and brings what depends on their neighbours up to date: parents in
 * both directions, references of pull requests in both directions, and the states that follow from open pull requests.
 * What changed joins the waiting set of every plan. One transaction: a crash leaves the set as it was.
 *
 * Overrides are read with the lock held: whoever stores others after that derives states again after this batch, so
 * none of them is left by the old ones.
 */
export async function relateBatch(
  pool: pg.Pool,
  deriveBy: DeriveBy,
  now: EpochMs,
  limit = 2_000,
): Promise<RelatedBatch> {
  return inTransaction(pool, async (client) => {
    await lockRelating(client)
    const derive = deriveBy(await readOverrides(client))
    await client.query(byIndexSql)
    const batch = await ids(client, drainSql, [limit])
    if (batch.length === 0) return { taken: 0 }
    const at = new Date(now).toISOString()
    const reparented = await ids(client, parentsSql, [batch, at])
    await client.query(wantStraysSql, [batch, at])
    await client.query(forgetMentionsSql, [batch])
    await client.query(noteMentionsSql, [batch])
    const pulls = await ids(client, pullsSql, [batch])
    const unreferenced = await ids(client, dropReferencesSql, [pulls])
    const referenced = await ids(client, addReferencesSql, [pulls])
    const bereft = await ids(client, bereftSql, [batch])
    const moved = await ids(client, movedSql, [batch])
    const followers = [...unreferenced, ...referenced, ...bereft, ...moved]
    const outdated = await ids(client, outdatedSql, [batch])
    const derived = [
      ...(await rederive(client, followers, derive, at, `c.kind = 'github' and`)),
      ...(await rederive(client, outdated, derive, at, '')),
    ]
    await client.query(waitForPlansSql, [[...new Set([...batch, ...reparented, ...pulls, ...derived])]])
    await bumpRevision(client)
    return { taken: batch.length }
  })
}

/**
 * Derives the states of all items of a connection again, after its overrides changed, and notes by which. In one
 * transaction, so readers see the old mapping or the new one, and whoever dies in between leaves the note for the next.
 * Does nothing when somebody else was faster.
 */
export async function rederiveConnection(
  pool: pg.Pool,
  connection: string,
  deriveBy: DeriveBy,
  now: EpochMs,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await lockRelating(client)
    const present = (await readOverrides(client)).find(({ id }) => id === connection)
    if (present === undefined || present.derivedBy === overridesText(present)) return
    const derive = deriveBy([present])
    const all = await ids(client, 'select id from item where connection_id = $1 order by id', [connection])
    for (let start = 0; start < all.length; start += 5_000) {
      const slice = all.slice(start, start + 5_000)
      const changed = await rederive(client, slice, derive, new Date(now).toISOString(), '')
      await client.query(waitForPlansSql, [changed])
    }
    await client.query('update connection set derived_by = $2 where id = $1', [connection, overridesText(present)])
    await bumpRevision(client)
  })
}

async function readOverrides(client: pg.PoolClient): Promise<ConnectionOverrides[]> {
  const { rows } = await client.query<ConnectionOverrides>(
    `select id, kind, status_overrides as "statusOverrides", resolution_overrides as "resolutionOverrides",
       derived_by as "derivedBy" from connection order by id`,
  )
  return rows
}

async function ids(client: pg.PoolClient, sql: string, values: unknown[]): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(sql, values)
  return rows.map((row) => row.id)
}

interface DerivableRow {
  readonly id: number
  readonly tool: ToolKind
  readonly connection_id: string
  readonly kind: ItemRecord['kind']
  readonly status: string
  readonly category: ItemRecord['seen']['category']
  readonly resolution: string | null
  readonly ended_at: EpochMs | null
  readonly category_changed_at: EpochMs | null
  readonly history: ItemRecord['history']
  readonly created_at: EpochMs
  readonly updated_at: EpochMs
  readonly open_from: EpochMs[]
  readonly open_to: (EpochMs | null)[]
}

/** Derives and stores the states of these items; returns the ids of those that changed. */
async function rederive(
  client: pg.PoolClient,
  itemIds: readonly number[],
  derive: (item: DerivableItem) => DerivedState,
  at: string,
  condition: string,
): Promise<number[]> {
  if (itemIds.length === 0) return []
  const { rows } = await client.query<DerivableRow>(derivableSql(condition), [[...new Set(itemIds)]])
  const derived = rows.map(toDerivable).map(stateRow(derive))
  return ids(client, storeStatesSql, [JSON.stringify(derived), at])
}

function toDerivable(row: DerivableRow): DerivableItem {
  return {
    id: row.id,
    tool: row.tool,
    connection: row.connection_id,
    facts: {
      kind: row.kind,
      seen: { status: row.status, category: row.category, resolution: row.resolution },
      endedAt: row.ended_at,
      categoryChangedAt: row.category_changed_at,
      history: row.history,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    },
    openPullRequests: row.open_from.map((from, index) => ({ from, to: row.open_to[index] ?? null })),
  }
}

function stateRow(derive: (item: DerivableItem) => DerivedState) {
  return (item: DerivableItem) => {
    const derived = derive(item)
    return {
      id: item.id,
      state: derived.state,
      started_at: derived.startedAt,
      done_at: derived.doneAt,
      dropped_at: derived.droppedAt,
      timeline: derived.timeline,
    }
  }
}

/**
 * Of waiting items `d`, those that can be related. Items wait while their scope is half of a first load: nothing follows
 * from a half. They are related once it was walked to its end, while a census proves it, and from its first success on.
 */
export const relatable = `
cross join lateral (
  select from item i where i.id = d.item_id and (
    exists (select from scope_state s
      where s.connection_id = i.connection_id and s.scope = i.scope and s.loaded_at is not null)
    or exists (select from sync_scope w join sync y on y.id = w.sync_id
      where y.connection_id = i.connection_id and w.scope = i.scope
        and (w.status = 'relating' or (w.status = 'running' and w.phase in ('census', 'mend')))))
  offset 0
) relatable`

/**
 * A batch is a sliver of its tables, whatever the planner believes: of tables that were filled minutes ago it knows
 * nothing, and would rather read all of them for each batch than look its rows up.
 */
const byIndexSql = `select set_config('enable_seqscan', 'off', true), set_config('enable_mergejoin', 'off', true)`

const drainSql = `
delete from dirty_item where item_id = any(array(
  select d.item_id from dirty_item d ${relatable} order by d.item_id limit $1 for update of d))
returning item_id as id`

/** Items that name `parent`, by index. */
const childrenOf = (parent: string) => `(
    select id, connection_id, scope, key, tombstone_kind from item
    where connection_id = ${parent}.connection_id and parent_key = ${parent}.key offset 0
  )`

/** Parents of the batch, and children that named one of the batch. */
const parentsSql = `
with want as (
  select c.id, p.id as parent_id
  from item c left join item p on p.connection_id = c.connection_id and p.key = c.parent_key
  where c.id = any($1) and (c.parent_key is not null or c.parent_id is not null)
  union
  select c.id, p.id from item p cross join lateral ${childrenOf('p')} c where p.id = any($1)
)
update item set parent_id = want.parent_id, changed_at = $2::timestamptz
from want where item.id = want.id and item.parent_id is distinct from want.parent_id
returning item.id`

/**
 * Children of what has gone are asked for: a tool that gives their parent another key, or takes it from them, need not
 * move their clocks, so no walk would bring them. Those of the batch as well: a list that lags may have brought an old
 * copy, with the former key, over a newer one.
 */
const wantStraysSql = `
insert into wanted_item (connection_id, scope, key, wanted_at)
select c.connection_id, c.scope, c.key, $2::timestamptz
from item p cross join lateral ${childrenOf('p')} c
where p.id = any($1) and p.tombstone_kind is not null and c.tombstone_kind is null
union
select c.connection_id, c.scope, c.key, $2::timestamptz
from item c join item p on p.connection_id = c.connection_id and p.key = c.parent_key
where c.id = any($1) and p.tombstone_kind is not null and c.tombstone_kind is null
order by 1, 2, 3
on conflict (connection_id, scope, key) do update set wanted_at = excluded.wanted_at`

/**
 * GitHub reads `Owner/Repo#1` and `owner/repo#1` alike, so its mentions are kept folded. A stored key has the spelling
 * of its connection's scope.
 */
const folded = (tool: string, key: string) => `case when ${tool} = 'github' then lower(${key}) else ${key} end`

/** What the pull requests of the batch mention, as their newest copies say. */
const made = `
made as materialized (
  select distinct on (item_id, tool, key) item_id, tool, key, via from (
    select i.id as item_id, m.value->>'tool' as tool, ${folded("m.value->>'tool'", "m.value->>'key'")} as key,
      m.value->>'via' as via
    from item i cross join jsonb_array_elements(i.mentions) m
    where i.id = any($1) and i.mentions is not null
  ) each_mention order by item_id, tool, key, via
)`

/** Mentions that the pull requests of the batch no longer make. */
const forgetMentionsSql = `
with ${made}
delete from mention m where m.item_id = any($1) and not exists (
  select from made where made.item_id = m.item_id and made.tool = m.tool and made.key = m.key)`

const noteMentionsSql = `
with ${made}
insert into mention (item_id, tool, key, via) select item_id, tool, key, via from made
on conflict (item_id, tool, key) do update set via = excluded.via where mention.via <> excluded.via`

/** Pull requests whose references may change: those of the batch, and those that mention an issue of the batch. */
const pullsSql = `
select id from item where kind = 'pull_request' and id = any($1)
union
select m.item_id
from (
  select c.kind as tool, ${folded('c.kind', 'i.key')} as key
  from item i join connection c on c.id = i.connection_id where i.kind = 'issue' and i.id = any($1)
) issue
-- One look into the index for each issue: on fresh tables the planner would rather join them all.
cross join lateral (select item_id from mention where tool = issue.tool and key = issue.key offset 0) m`

/**
 * What the mentions of the pull requests $1 mean now. A mention means the issue of that key in the pull request's own
 * connection, and where that has none, those in other connections of the tool.
 */
const resolved = `
repository as materialized (
  select c.id as connection_id, s.scope, lower(s.scope) as folded
  from connection c cross join unnest(c.scopes) s(scope) where c.kind = 'github'
),
place as (
  select m.item_id, m.key, m.via, c.id as connection_id, m.key as stored_key
  from mention m join connection c on c.kind = m.tool
  where m.item_id = any($1) and m.tool <> 'github'
  union all
  select m.item_id, m.key, m.via, r.connection_id, r.scope || '#' || split_part(m.key, '#', 2)
  from mention m join repository r on r.folded = split_part(m.key, '#', 1)
  where m.item_id = any($1) and m.tool = 'github'
),
target as (
  select place.item_id, place.key, place.via, place.connection_id, t.id
  from place
  -- One look into the index for each place: on fresh tables the planner would rather join them all.
  cross join lateral (
    select id from item
    where connection_id = place.connection_id and key = place.stored_key and kind = 'issue' offset 0
  ) t
),
resolved as (
  select item_id, target_id, min(via) as via from (
    select target.item_id, target.id as target_id, target.via, target.connection_id = pr.connection_id as own,
      bool_or(target.connection_id = pr.connection_id) over (partition by target.item_id, target.key) as has_own
    from target
    join item pr on pr.id = target.item_id and pr.tombstone_kind is null
  ) candidate where own or not has_own
  group by item_id, target_id
)`

const dropReferencesSql = `
with ${resolved}
delete from item_reference r
where r.item_id = any($1)
  and not exists (select from resolved where resolved.item_id = r.item_id and resolved.target_id = r.target_id)
returning r.target_id as id`

/** Also answers the targets that stay: their pull request changed, so their state may. */
const addReferencesSql = `
with ${resolved},
added as (
  insert into item_reference (item_id, target_id, via) select item_id, target_id, via from resolved
  on conflict (item_id, target_id) do update set via = excluded.via where item_reference.via <> excluded.via
)
select distinct target_id as id from resolved`

/** Issues of the batch that some pull request had opened: it may be gone with its connection or scope. */
const bereftSql = `select id from item where kind = 'issue' and id = any($1) and started_at is not null`

/** Items of the batch with moves that tell more than the item itself: not only how it came to its present state. */
const movedSql = `
select i.id from item i where i.id = any($1) and exists (
  select from item_move m where m.connection_id = i.connection_id and m.key = i.key
    and (m.at is distinct from i.ended_at or m.category <> i.category))`

/** Items of the batch whose states a page may have brought from before its connection's overrides were stored. */
const outdatedSql = `
select i.id from item i join connection c on c.id = i.connection_id
where i.id = any($1) and c.updated_at > c.created_at and c.updated_at > i.observed_at - interval '10 minutes'`

/** Whose state follows from the pull requests that reference it. */
const follows = `i.kind = 'issue' and c.kind = 'github'`

const derivableSql = (condition: string) => `
select i.id, c.kind as tool, i.connection_id, i.kind, i.status, i.category, i.resolution, i.ended_at,
  i.category_changed_at, coalesce(i.history, moves.history) as history, i.created_at, i.updated_at,
  coalesce(pr.open_from, '{}') as open_from, coalesce(pr.open_to, '{}') as open_to
from item i
join connection c on c.id = i.connection_id
left join lateral (
  select array_agg((extract(epoch from p.created_at) * 1000)::float8 order by p.id) as open_from,
    array_agg((extract(epoch from p.ended_at) * 1000)::float8 order by p.id) as open_to
  from item_reference r join item p on p.id = r.item_id
  where r.target_id = i.id and p.tombstone_kind is null
) pr on ${follows}
left join lateral (
  select jsonb_agg(jsonb_build_object('at', (extract(epoch from m.at) * 1000)::int8, 'status', m.status,
    'category', m.category, 'resolution', m.resolution) order by m.at, length(m.id), m.id) as history
  from item_move m where m.connection_id = i.connection_id and m.key = i.key
) moves on c.kind = 'github'
where ${condition} i.id = any($1)`

const storeStatesSql = `
with derived as (
  select id, state, to_timestamp(started_at / 1000.0) as started_at, to_timestamp(done_at / 1000.0) as done_at,
    to_timestamp(dropped_at / 1000.0) as dropped_at, timeline
  from json_to_recordset($1::json)
    as row(id bigint, state text, started_at numeric, done_at numeric, dropped_at numeric, timeline jsonb)
)
update item set state = derived.state, started_at = derived.started_at, done_at = derived.done_at,
  dropped_at = derived.dropped_at, timeline = derived.timeline, changed_at = $2::timestamptz
from derived
where item.id = derived.id and (item.timeline <> derived.timeline or item.state <> derived.state
  or item.started_at is distinct from derived.started_at::timestamptz(3)
  or item.done_at is distinct from derived.done_at::timestamptz(3)
  or item.dropped_at is distinct from derived.dropped_at::timestamptz(3))
returning item.id`

const waitForPlansSql = `
insert into dirty_link (plan_id, item_id) select distinct p.id, i.id from plan p cross join unnest($1::bigint[]) as i(id)
order by 1, 2
-- Marked again with the row locked, so that whoever settles at this moment leaves it, or reads what is stored here.
on conflict (plan_id, item_id) do update set item_id = excluded.item_id`
