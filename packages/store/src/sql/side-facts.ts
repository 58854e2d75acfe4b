import type { Delivery, EpochMs, SideFacts, SideNeeds, SideReading } from '@throughline/plan'
import type pg from 'pg'
import { inTransaction } from '../database.ts'
import { asKnown } from './as-known.ts'
import { readFirstReviews } from './first-reviews.ts'
import { type Revisions, readRevisions } from './revision.ts'
import { readSprintStays } from './sprint-stays.ts'
import { readWaits } from './waits.ts'

/**
 * Reads, in one snapshot, what metrics need beside items, as it stands or as it was known; what they do not need stays empty.
 */
export async function readSideFacts(
  pool: pg.Pool,
  needs: SideNeeds,
  knownAt?: EpochMs,
): Promise<SideFacts & Revisions> {
  const deliveries = `${asKnown(['release', 'deployment'], knownAt)} ${deliveriesSql}`
  const readings = `${asKnown(['scope_state', 'side_state'], knownAt)} ${readingsSql}`
  return inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only')
    return {
      ...(await readRevisions(client)),
      deliveries: needs.deliveries ? (await client.query<Delivery>(deliveries)).rows : [],
      readings: needs.deliveries ? (await client.query<SideReading>(readings)).rows : [],
      reviews: needs.reviews
        ? await readFirstReviews(client, knownAt)
        : { firstAt: new Map(), unknownSince: new Map() },
      sprintStays: needs.sprints ? await readSprintStays(client, knownAt) : new Map(),
      waits: await readWaits(client, needs.waitStatuses, knownAt),
    }
  })
}

/**
 * A milestone that was closed is kept as a release that came out, for timelines; nothing was published by it. Jira knows
 * of a version only the day on which it was released.
 */
const deliveriesSql = `
select connection_id as connection, scope, 'release' as kind, id, name, released_at as at,
  exists (select from connection c where c.id = connection_id and c.kind = 'jira') as "isDay"
from release where released_at is not null and not is_prerelease and id not like 'milestone-%'
union all
select connection_id, scope, 'deployment', id, environment, succeeded_at, false
from deployment where is_production and succeeded_at is not null
order by 1, 2, 3 desc, 4`

/** Every tool that is read has releases; Jira has no deployments. */
const readingsSql = `
select s.connection_id as connection, s.scope, kinds.kind, coalesce(d.is_known, false) as "isKnown"
from scope_state s
join connection c on c.id = s.connection_id
join (values ('release', 'releases'), ('deployment', 'deployments')) kinds(kind, stream)
  on kinds.kind = 'release' or c.kind <> 'jira'
left join side_state d on d.connection_id = s.connection_id and d.scope = s.scope and d.stream = kinds.stream
where s.loaded_at is not null
order by 1, 2, 3`
