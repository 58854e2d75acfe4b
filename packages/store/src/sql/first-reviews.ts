import type { EpochMs, FirstReviews } from '@throughline/plan'
import type pg from 'pg'
import { asKnown } from './as-known.ts'

/** Reads the first reviews of all pull requests, and of which of them none is known; now, or as it was known at an instant. */
export async function readFirstReviews(client: pg.PoolClient, knownAt?: EpochMs): Promise<FirstReviews> {
  const { rows } = await client.query<ReviewRow>(`${asKnown(['item', 'first_review'], knownAt)} ${reviewsSql}`)
  const firstAt = new Map<number, EpochMs>()
  const unknownSince = new Map<number, EpochMs>()
  for (const row of rows) {
    if (row.at === null) unknownSince.set(row.id, row.unknownSince)
    else firstAt.set(row.id, row.at)
  }
  return { firstAt, unknownSince }
}

interface ReviewRow {
  readonly id: number
  readonly at: EpochMs | null
  readonly unknownSince: EpochMs
}

/** Pull requests that were reviewed, and those that were never asked about or changed since; the rest has no review. */
const reviewsSql = `
select i.id, r.at, coalesce(r.asked_for, i.created_at) as "unknownSince"
from item i left join first_review r on r.connection_id = i.connection_id and r.key = i.key
where i.kind = 'pull_request' and i.tombstone_kind is null
  and (r.at is not null or r.key is null or r.asked_for < i.updated_at)`
