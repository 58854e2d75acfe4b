import type { Deployment, EpochMs, Release } from '@throughline/plan'
import type pg from 'pg'
import { inTransaction } from '../database.ts'
import { iso } from './item-row.ts'
import { bumpSideRevision } from './revision.ts'

/** Where the reading of a side stream stands. */
export interface SideStateRecord {
  readonly mark: object | null
  readonly cursor: object | null
  readonly readAt: EpochMs | null
  readonly isDue: boolean
}

/** A side stream of one scope. */
export interface SideOf {
  readonly connection: string
  readonly scope: string
  readonly stream: string
}

/** Where a side stream stands; due when it was never read. */
export async function readSideState(pool: pg.Pool, of: SideOf): Promise<SideStateRecord> {
  const { rows } = await pool.query<SideStateRecord>(
    `select mark, cursor, read_at as "readAt", is_due as "isDue" from side_state
     where connection_id = $1 and scope = $2 and stream = $3`,
    [of.connection, of.scope, of.stream],
  )
  return rows[0] ?? { mark: null, cursor: null, readAt: null, isDue: true }
}

/** What a page of a side stream brought. */
export interface SidePageRecord {
  readonly releases: readonly Release[]
  readonly deployments: readonly Deployment[]
  readonly reviews: readonly { readonly key: string; readonly at: EpochMs | null; readonly askedFor: EpochMs }[]
  readonly cursor: object | null
  readonly mark: object | null
  readonly requests: number
}

/** Stores a page of a side stream and the cursor that follows it, in one transaction. */
export async function saveSidePage(pool: pg.Pool, of: SideOf, page: SidePageRecord): Promise<void> {
  await inTransaction(pool, async (client) => {
    await saveReleases(client, of, page.releases)
    await saveDeployments(client, of, page.deployments)
    await saveReviews(client, of, page.reviews)
    await client.query(
      `insert into side_state (connection_id, scope, stream, cursor, mark, requests)
       values ($1, $2, $3, $4::jsonb, $5::jsonb, $6)
       on conflict (connection_id, scope, stream) do update set cursor = excluded.cursor,
         mark = coalesce(excluded.mark, side_state.mark), requests = side_state.requests + excluded.requests`,
      [of.connection, of.scope, of.stream, json(page.cursor), json(page.mark), page.requests],
    )
    const told = page.releases.length + page.deployments.length + page.reviews.length
    if (told > 0) await bumpSideRevision(client)
  })
}

/** Notes that a side stream was read to its end, or why it could not be. */
export async function endSideReading(
  pool: pg.Pool,
  of: SideOf,
  error: { readonly code: string; readonly message: string } | null,
  now: EpochMs,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ wasKnown: boolean }>(
      `select read_at is not null and error is null as "wasKnown" from side_state
       where connection_id = $1 and scope = $2 and stream = $3 for update`,
      [of.connection, of.scope, of.stream],
    )
    await client.query(
      `insert into side_state (connection_id, scope, stream, read_at, is_due, error)
       values ($1, $2, $3, $4, false, $5::jsonb)
       on conflict (connection_id, scope, stream) do update set
         read_at = excluded.read_at, is_due = false, error = excluded.error`,
      [of.connection, of.scope, of.stream, iso(now), json(error)],
    )
    // From the first reading on, nothing told means that there is nothing; a refusal takes that back.
    if ((rows[0]?.wasKnown ?? false) !== (error === null)) await bumpSideRevision(client)
  })
}

/** Says that side streams of a scope have news. */
export async function markSidesDue(
  pool: pg.Pool,
  connection: string,
  scope: string,
  streams: readonly string[],
): Promise<void> {
  await pool.query(
    `insert into side_state (connection_id, scope, stream) select $1, $2, unnest($3::text[])
     on conflict (connection_id, scope, stream) do update set is_due = true`,
    [connection, scope, streams],
  )
}

/** Scopes that were whole once and have a side stream that is due, or was not read since an instant. */
export async function scopesWithDueSides(
  pool: pg.Pool,
  before: EpochMs,
): Promise<{ readonly connection: string; readonly scope: string }[]> {
  const { rows } = await pool.query<{ connection: string; scope: string }>(
    `select s.connection_id as connection, s.scope from scope_state s
     left join side_state d on d.connection_id = s.connection_id and d.scope = s.scope
     where s.loaded_at is not null
     group by 1, 2
     having count(d.stream) = 0 or bool_or(d.is_due or d.read_at is null or d.read_at < $1)
     order by 1, 2`,
    [iso(before)],
  )
  return rows
}

/** A pull request whose first review is not known. */
export interface UnreviewedPull {
  readonly key: string
  readonly author: string | null
  readonly updatedAt: EpochMs
}

/** Pull requests of a scope that were never asked about, or changed since they had no review; the newest first. */
export async function pullsToReview(
  pool: pg.Pool,
  connection: string,
  scope: string,
  limit: number,
): Promise<UnreviewedPull[]> {
  const { rows } = await pool.query<UnreviewedPull>(
    `select i.key, i.author, i.updated_at as "updatedAt" from item i
     left join first_review r on r.connection_id = i.connection_id and r.key = i.key
     where i.connection_id = $1 and i.scope = $2 and i.kind = 'pull_request' and i.tombstone_kind is null
       and (r.key is null or (r.at is null and r.asked_for < i.updated_at))
     order by i.updated_at desc, i.id limit $3`,
    [connection, scope, limit],
  )
  return rows
}

/** Of how many pull requests of each scope of a connection the first review is known, or known to be missing. */
export async function reviewCoverage(
  pool: pg.Pool,
  connection: string,
): Promise<{ readonly scope: string; readonly of: number; readonly known: number }[]> {
  const { rows } = await pool.query<{ scope: string; of: number; known: number }>(
    `select i.scope, count(*)::int as of, count(*) filter (where r.at is not null or r.asked_for >= i.updated_at)::int as known
     from item i left join first_review r on r.connection_id = i.connection_id and r.key = i.key
     where i.connection_id = $1 and i.kind = 'pull_request' and i.tombstone_kind is null
     group by 1 order by 1`,
    [connection],
  )
  return rows
}

async function saveReleases(client: pg.PoolClient, of: SideOf, releases: readonly Release[]): Promise<void> {
  if (releases.length === 0) return
  await client.query(
    `insert into release (connection_id, scope, id, name, released_at, planned_at, is_prerelease, url)
     select distinct on (id) $1, $2, id, name, released_at, planned_at, is_prerelease, url from json_to_recordset($3::json)
       as seen(id text, name text, released_at timestamptz, planned_at timestamptz, is_prerelease boolean, url text)
     order by id
     on conflict (connection_id, scope, id) do update set name = excluded.name, released_at = excluded.released_at,
       planned_at = excluded.planned_at, is_prerelease = excluded.is_prerelease, url = excluded.url`,
    [
      of.connection,
      of.scope,
      JSON.stringify(
        releases.map(({ releasedAt, plannedAt, isPrerelease, ...release }) => ({
          ...release,
          released_at: iso(releasedAt),
          planned_at: iso(plannedAt),
          is_prerelease: isPrerelease,
        })),
      ),
    ],
  )
}

async function saveDeployments(client: pg.PoolClient, of: SideOf, deployments: readonly Deployment[]): Promise<void> {
  if (deployments.length === 0) return
  await client.query(
    `insert into deployment (connection_id, scope, id, environment, is_production, created_at, succeeded_at, failed_at)
     select distinct on (id) $1, $2, id, environment, is_production, created_at, succeeded_at, failed_at
     from json_to_recordset($3::json) as seen(id text, environment text, is_production boolean, created_at timestamptz,
       succeeded_at timestamptz, failed_at timestamptz) order by id
     on conflict (connection_id, scope, id) do update set environment = excluded.environment,
       is_production = excluded.is_production, created_at = excluded.created_at, succeeded_at = excluded.succeeded_at,
       failed_at = excluded.failed_at`,
    [
      of.connection,
      of.scope,
      JSON.stringify(
        deployments.map((deployment) => ({
          id: deployment.id,
          environment: deployment.environment,
          is_production: deployment.isProduction,
          created_at: iso(deployment.createdAt),
          succeeded_at: iso(deployment.succeededAt),
          failed_at: iso(deployment.failedAt),
        })),
      ),
    ],
  )
}

async function saveReviews(client: pg.PoolClient, of: SideOf, reviews: SidePageRecord['reviews']): Promise<void> {
  if (reviews.length === 0) return
  await client.query(
    `insert into first_review (connection_id, key, at, asked_for)
     select distinct on (key) $1, key, at, asked_for from json_to_recordset($2::json)
       as seen(key text, at timestamptz, asked_for timestamptz) order by key
     on conflict (connection_id, key) do update set at = excluded.at, asked_for = excluded.asked_for`,
    [
      of.connection,
      JSON.stringify(reviews.map(({ key, at, askedFor }) => ({ key, at: iso(at), asked_for: iso(askedFor) }))),
    ],
  )
}

function json(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value)
}
