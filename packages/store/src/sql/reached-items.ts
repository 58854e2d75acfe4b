import type { LinkReach } from '@throughline/plan'
import type pg from 'pg'
import { isSearchedFor, type Place, plainForms, searchDefinition, searchesFor } from './selector-search.ts'

/**
 * How often all items may be gone through to find those that selectors choose by fields. Going through them in the
 * database is cheap beside reading and linking them, but not without end.
 */
const passesMax = 5

/**
 * Ids of the items that a change of a plan can reach, by index, and perhaps some more. Null when the change is too wide
 * for that: its selectors without keys or epics would go through as many projects and repositories, or as many items, as
 * there are, five times over. Items that wait to be linked, and pull requests that reference what is reached, are the caller’s.
 */
export async function reachedItems(client: pg.PoolClient, plan: string, reach: LinkReach): Promise<number[] | null> {
  const byKey = reach.selectors.filter(({ keys }) => keys.length > 0)
  const byEpic = reach.selectors.filter(({ keys, epic }) => keys.length === 0 && epic.length > 0)
  const byFields = reach.selectors.filter(({ keys, epic }) => keys.length === 0 && epic.length === 0)
  const places = byFields.length === 0 ? [] : await readPlaces(client)
  const searches = searchesFor(byFields, places, passesMax * places.length)
  if (searches === null) return null
  // So few go through no item more often than that.
  if (byFields.length > passesMax && (await isLong(client, searches))) return null
  const { rows } = await client.query<{ id: number }>(reachedSql, [
    plan,
    plainForms(byKey.flatMap(({ keys }) => keys)) ?? [],
    plainForms(byEpic.flatMap(({ epic }) => epic)) ?? [],
    JSON.stringify(searches),
    reach.moved,
  ])
  return rows.map((row) => row.id)
}

async function readPlaces(client: pg.PoolClient): Promise<Place[]> {
  const { rows } = await client.query<Place>(placesSql)
  return rows
}

/** Whether searches go through more items than there are, {@link passesMax} times over: one place can hold most of them. */
async function isLong(client: pg.PoolClient, searches: readonly Place[]): Promise<boolean> {
  const { rows } = await client.query<{ long: boolean | null }>(longSql, [
    searches.map(({ connection }) => connection),
    searches.map(({ scope }) => scope),
    passesMax,
  ])
  return rows[0]?.long ?? false
}

const longSql = `
select sum(place.items * coalesce(s.passes, 0)) > $3 * sum(place.items) as long
from (select connection_id, scope, count(*) as items from item group by connection_id, scope) place
left join (
  select connection_id, scope, count(*) as passes from unnest($1::text[], $2::text[]) as t(connection_id, scope)
  group by connection_id, scope
) s using (connection_id, scope)`

/** Every place that items are in, one look into the index for each: there are few. */
const placesSql = `
with recursive place as (
  (select connection_id, scope from item order by connection_id, scope limit 1)
  union all
  select next.* from place cross join lateral (
    select i.connection_id, i.scope from item i
    where (i.connection_id, i.scope) > (place.connection_id, place.scope)
    order by i.connection_id, i.scope limit 1
  ) next
)
select connection_id as connection, scope from place`

const reachedSql = `
with recursive below as (
  (select i.id from item i where plain_form(i.key) = any($3)
   union
   -- Parents that nobody reads are known by their key alone.
   select i.id from item i
   where i.parent_key is not null and i.parent_id is null and plain_form(i.parent_key) = any($3))
  union
  select c.id from below b cross join lateral (select id from item where parent_id = b.id offset 0) c
)
select id from below
union
select i.id from item i where plain_form(i.key) = any($2)
union
select found.id from json_to_recordset($4::json) as s(${searchDefinition})
cross join lateral (select i.id from item i where ${isSearchedFor} offset 0) found
union
select l.item_id from link l
where $5::text[] <> '{}' and l.plan_id = $1 and l.conflicts <> '[]' and (l.deliverable = any($5)
  or exists (select from jsonb_to_recordset(l.conflicts) as lost(deliverable text) where lost.deliverable = any($5)))`
