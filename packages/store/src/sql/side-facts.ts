import {
  type Delivery,
  type EpochMs,
  type FirstReviews,
  fold,
  type SeenTransition,
  type SideFacts,
  type SideNeeds,
  type SideReading,
  type StayInSprint,
  type Wait,
  waitsOf,
} from '@throughline/plan'
import type pg from 'pg'
import { inTransaction } from '../database.ts'
import { type Revisions, readRevisions } from './revision.ts'

/** Reads, in one snapshot, what metrics need beside items; what they do not need stays empty. */
export async function readSideFacts(pool: pg.Pool, needs: SideNeeds): Promise<SideFacts & Revisions> {
  return inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only')
    const revisions = await readRevisions(client)
    const deliveries = needs.deliveries ? (await client.query<Delivery>(deliveriesSql)).rows : []
    const readings = needs.deliveries ? (await client.query<SideReading>(readingsSql)).rows : []
    const reviews = toFirstReviews(needs.reviews ? (await client.query<ReviewRow>(reviewsSql)).rows : [])
    const sprintStays = toStays(needs.sprints ? (await client.query<StayRow>(sprintStaysSql)).rows : [])
    const waits = await readWaits(client, needs.waitStatuses)
    return { ...revisions, deliveries, readings, reviews, sprintStays, waits }
  })
}

interface ReviewRow {
  readonly id: number
  readonly at: EpochMs | null
  readonly unknownSince: EpochMs
}

function toFirstReviews(rows: readonly ReviewRow[]): FirstReviews {
  const firstAt = new Map<number, EpochMs>()
  const unknownSince = new Map<number, EpochMs>()
  for (const row of rows) {
    if (row.at === null) unknownSince.set(row.id, row.unknownSince)
    else firstAt.set(row.id, row.at)
  }
  return { firstAt, unknownSince }
}

interface StayRow extends StayInSprint {
  readonly id: number
}

function toStays(rows: readonly StayRow[]): ReadonlyMap<number, readonly StayInSprint[]> {
  return Map.groupBy(rows, ({ id }) => id)
}

interface HistoryRow {
  readonly id: number
  readonly history: Pick<SeenTransition, 'at' | 'status'>[]
}

/** Times in these statuses of items that ever came into progress; most items never wait, and are not read at all. */
async function readWaits(
  client: pg.PoolClient,
  waitStatuses: readonly string[],
): Promise<ReadonlyMap<number, readonly Wait[]>> {
  if (waitStatuses.length === 0) return new Map()
  const folded = new Set(waitStatuses.map(fold))
  const seen = await client.query<{ status: string }>(seenStatusesSql)
  // The plan model folds more than PostgreSQL does, so it picks the spellings that are looked for.
  const spellings = seen.rows.flatMap(({ status }) => (folded.has(fold(status)) ? [status] : []))
  if (spellings.length === 0) return new Map()
  const { rows } = await client.query<HistoryRow>(historiesSql, [spellings])
  return new Map(rows.map(({ id, history }) => [id, waitsOf(history, waitStatuses)]))
}

/** Milestones are kept as releases that never came out, so they stay away by themselves. */
const deliveriesSql = `
select connection_id as connection, scope, 'release' as kind, id, name, released_at as at
from release where released_at is not null and not is_prerelease
union all
select connection_id, scope, 'deployment', id, environment, succeeded_at
from deployment where is_production and succeeded_at is not null`

/** Every tool that is read has releases; Jira has no deployments. */
const readingsSql = `
select s.connection_id as connection, s.scope, kinds.kind, d.read_at is not null and d.error is null as "isKnown"
from scope_state s
join connection c on c.id = s.connection_id
join (values ('release', 'releases'), ('deployment', 'deployments')) kinds(kind, stream)
  on kinds.kind = 'release' or c.kind <> 'jira'
left join side_state d on d.connection_id = s.connection_id and d.scope = s.scope and d.stream = kinds.stream
where s.loaded_at is not null
order by 1, 2, 3`

/** Pull requests that were reviewed, and those that were never asked about or changed since; the rest has no review. */
const reviewsSql = `
select i.id, r.at, coalesce(r.asked_for, i.created_at) as "unknownSince"
from item i left join first_review r on r.connection_id = i.connection_id and r.key = i.key
where i.kind = 'pull_request' and i.tombstone_kind is null
  and (r.at is not null or r.key is null or r.asked_for < i.updated_at)`

const sprintStaysSql = `
select i.id, (stay->>'from')::int8 as "from", (stay->>'to')::int8 as "to", s.start_at as "startAt",
  coalesce(s.completed_at, s.end_at) as "endAt"
from item i
cross join lateral jsonb_array_elements(i.sprints) stay
join sprint s on s.connection_id = i.connection_id and s.id = stay->>'sprint' and s.state = 'closed'
where i.sprints is not null and i.tombstone_kind is null and coalesce(s.completed_at, s.end_at) is not null
order by i.id, 2`

const hasCycle = `i.kind = 'issue' and i.started_at is not null and i.tombstone_kind is null and i.history is not null`

const seenStatusesSql = `
select distinct entry->>'status' as status from item i cross join lateral jsonb_array_elements(i.history) entry
where ${hasCycle}`

const historiesSql = `
select i.id, moves.history from item i
cross join lateral (
  select jsonb_agg(jsonb_build_object('at', entry->'at', 'status', entry->'status') order by position) as history,
    bool_or(entry->>'status' = any($1)) as waits
  from jsonb_array_elements(i.history) with ordinality seen(entry, position)
) moves
where ${hasCycle} and moves.waits`
