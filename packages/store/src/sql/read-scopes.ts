import type { EpochMs } from '@throughline/plan'
import type pg from 'pg'
import { asKnown } from './as-known.ts'

/** A scope that a connection reads, with how fresh and complete it is. */
export interface ConfiguredScope {
  readonly connection: string
  readonly scope: string
  /** Null until it was walked to its end. */
  readonly syncedAt: EpochMs | null
  /** Items that its tool showed at the last look, and those of them that the hub holds. */
  readonly entries: number | null
  readonly matched: number | null
}

/** The scopes of all connections, as they stand or as they were known. */
export async function readScopes(pool: pg.Pool, knownAt?: EpochMs): Promise<ConfiguredScope[]> {
  const { rows } = await pool.query<ConfiguredScope>(
    `${asKnown(['connection', 'scope_state'], knownAt)}
     select c.id as connection, named.scope, s.synced_at as "syncedAt", s.entries, s.matched
     from connection c cross join unnest(c.scopes) named(scope)
     left join scope_state s on s.connection_id = c.id and s.scope = named.scope
     order by 1, 2`,
  )
  return rows
}
