import type { EpochMs, NamedRelease } from '@throughline/plan'
import type { Database } from '../database.ts'
import { asKnown } from './as-known.ts'

/**
 * The stored versions, releases and milestones with any of some names, in any case, of all connections, as they stand or as they
 * were known. A milestone came out when it was closed, unless a release of its name says when that was: closing is often done
 * before, or much later.
 */
export async function releasesNamed(
  { pool }: Database,
  names: readonly string[],
  knownAt?: EpochMs,
): Promise<NamedRelease[]> {
  if (names.length === 0) return []
  const { rows } = await pool.query<ReleaseRow>(`${asKnown(['release'], knownAt)} ${namedSql}`, [names])
  const published = new Set(rows.filter((row) => !isMilestone(row) && row.releasedAt !== null).map(placeOf))
  return rows.map((row) => {
    const { connection, scope, name, plannedAt } = row
    const releasedAt = isMilestone(row) && published.has(placeOf(row)) ? null : row.releasedAt
    return { connection, scope, name, releasedAt, plannedAt }
  })
}

interface ReleaseRow extends NamedRelease {
  readonly id: string
}

const namedSql = `
select connection_id as connection, scope, id, name, released_at as "releasedAt", planned_at as "plannedAt"
from release where lower(name) in (select lower(wanted) from unnest($1::text[]) wanted)
order by connection_id, scope, id`

/** The connector to GitHub gives milestones such ids; the releases of GitHub and versions of Jira have numbers. */
function isMilestone({ id }: ReleaseRow): boolean {
  return id.startsWith('milestone-')
}

function placeOf({ connection, scope, name }: ReleaseRow): string {
  return JSON.stringify([connection, scope, name.toLowerCase()])
}
