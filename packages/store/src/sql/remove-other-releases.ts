import type { AllReleases } from '@throughline/plan'
import type pg from 'pg'
import type { SideOf } from './side-streams.ts'

/**
 * Removes what a tool no longer has: releases of a scope of the kind that was read as a whole, and that are not among it.
 * To be called before the last page of the reading is stored, so that a crash in between repeats both.
 */
export async function removeOtherReleases(
  pool: pg.Pool,
  { connection, scope }: SideOf,
  { idPrefix, ids }: AllReleases,
): Promise<void> {
  await pool.query(
    `with gone as (
       delete from release where connection_id = $1 and scope = $2 and starts_with(id, $3) and id <> all($4::text[])
       returning id
     )
     update hub_state set side_revision = side_revision + 1 where exists (select from gone)`,
    [connection, scope, idPrefix, ids],
  )
}
