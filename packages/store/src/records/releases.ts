import type { NamedRelease } from '@throughline/plan'
import type { Database } from '../database.ts'

/**
 * The stored versions, releases and milestones with any of some names, in any case, of all connections. A milestone came
 * out when it was closed, unless a release of its name says when that was: closing is often done before, or much later.
 */
export async function releasesNamed({ prisma }: Database, names: readonly string[]): Promise<NamedRelease[]> {
  if (names.length === 0) return []
  const rows = await prisma.release.findMany({
    where: { OR: names.map((name) => ({ name: { equals: name, mode: 'insensitive' } })) },
    orderBy: [{ connectionId: 'asc' }, { scope: 'asc' }, { id: 'asc' }],
  })
  const published = new Set(rows.filter((row) => !isMilestone(row) && row.releasedAt !== null).map(placeOf))
  return rows.map((row) => ({
    connection: row.connectionId,
    scope: row.scope,
    name: row.name,
    releasedAt: isMilestone(row) && published.has(placeOf(row)) ? null : (row.releasedAt?.getTime() ?? null),
    plannedAt: row.plannedAt?.getTime() ?? null,
  }))
}

interface StoredName {
  readonly connectionId: string
  readonly scope: string
  readonly id: string
  readonly name: string
}

/** The connector to GitHub gives milestones such ids; the releases of GitHub and versions of Jira have numbers. */
function isMilestone({ id }: StoredName): boolean {
  return id.startsWith('milestone-')
}

function placeOf({ connectionId, scope, name }: StoredName): string {
  return JSON.stringify([connectionId, scope, name.toLowerCase()])
}
