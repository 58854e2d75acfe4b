import type { NamedRelease } from '@throughline/plan'
import type { Database } from '../database.ts'

/** The stored versions, releases and milestones with any of some names, in any case, of all connections. */
export async function releasesNamed({ prisma }: Database, names: readonly string[]): Promise<NamedRelease[]> {
  if (names.length === 0) return []
  const rows = await prisma.release.findMany({
    where: { OR: names.map((name) => ({ name: { equals: name, mode: 'insensitive' } })) },
    orderBy: [{ connectionId: 'asc' }, { scope: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ connectionId, scope, name, releasedAt, plannedAt }) => ({
    connection: connectionId,
    scope,
    name,
    releasedAt: releasedAt?.getTime() ?? null,
    plannedAt: plannedAt?.getTime() ?? null,
  }))
}
