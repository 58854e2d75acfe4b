import type { Delivery, SideFacts, SideNeeds, SideReading } from '@throughline/plan'
import type pg from 'pg'
import { inTransaction } from '../database.ts'
import { readFirstReviews } from './first-reviews.ts'
import { type Revisions, readRevisions } from './revision.ts'
import { readSprintStays } from './sprint-stays.ts'
import { readWaits } from './waits.ts'

/** Reads, in one snapshot, what metrics need beside items; what they do not need stays empty. */
export async function readSideFacts(pool: pg.Pool, needs: SideNeeds): Promise<SideFacts & Revisions> {
  return inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only')
    return {
      ...(await readRevisions(client)),
      deliveries: needs.deliveries ? (await client.query<Delivery>(deliveriesSql)).rows : [],
      readings: needs.deliveries ? (await client.query<SideReading>(readingsSql)).rows : [],
      reviews: needs.reviews ? await readFirstReviews(client) : { firstAt: new Map(), unknownSince: new Map() },
      sprintStays: needs.sprints ? await readSprintStays(client) : new Map(),
      waits: await readWaits(client, needs.waitStatuses),
    }
  })
}

/** A milestone that was closed is kept as a release that came out, for timelines; nothing was published by it. */
const deliveriesSql = `
select connection_id as connection, scope, 'release' as kind, id, name, released_at as at
from release where released_at is not null and not is_prerelease and id not like 'milestone-%'
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
