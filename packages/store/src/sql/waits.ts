import { type EpochMs, fold, type SeenTransition, type Wait, waitsOf } from '@throughline/plan'
import type pg from 'pg'
import { asKnown } from './as-known.ts'

/** Reads the times in these statuses of issues that ever came into progress, by id; those that never waited are absent. */
export async function readWaits(
  client: pg.PoolClient,
  waitStatuses: readonly string[],
  knownAt?: EpochMs,
): Promise<ReadonlyMap<number, readonly Wait[]>> {
  if (waitStatuses.length === 0) return new Map()
  const folded = new Set(waitStatuses.map(fold))
  const items = asKnown(['item'], knownAt)
  const seen = await client.query<{ status: string }>(`${items} ${seenStatusesSql}`)
  // The plan model folds more than PostgreSQL does, so it picks the spellings that are looked for.
  const spellings = seen.rows.flatMap(({ status }) => (folded.has(fold(status)) ? [status] : []))
  if (spellings.length === 0) return new Map()
  const { rows } = await client.query<HistoryRow>(`${items} ${historiesSql}`, [spellings])
  return new Map(rows.map(({ id, history }) => [id, waitsOf(history, waitStatuses)]))
}

interface HistoryRow {
  readonly id: number
  readonly history: Pick<SeenTransition, 'at' | 'status'>[]
}

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
