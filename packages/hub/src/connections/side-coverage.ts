import { reviewCoverage } from '@throughline/store'
import type { Hub } from '../context.ts'

/** How many things a scope has, and of how many of them a side stream has told what it has to tell. */
export interface SideCoverage {
  readonly of: number
  readonly known: number
}

/**
 * Of how many pull requests of each scope of a connection the first review is known, or known to be missing. Scopes
 * without pull requests are left out.
 */
export async function reviewsByScope(hub: Hub, connection: string): Promise<ReadonlyMap<string, SideCoverage>> {
  const rows = await reviewCoverage(hub.database.pool, connection)
  return new Map(rows.map(({ scope, ...coverage }) => [scope, coverage]))
}
