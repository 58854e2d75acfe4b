import type { DataFreshness, EpochMs } from '@throughline/plan'
import { type ConfiguredScope, readScopes } from '@throughline/store'
import type { Hub } from '../context.ts'

/**
 * How complete and how old the data behind the numbers is, over all connections, as it stands or as it was known: the part of
 * the scopes that were read, times the part of the items their tools showed at the last look that the hub holds.
 */
export async function dataFreshness(hub: Hub, knownAt?: EpochMs): Promise<DataFreshness> {
  const scopes = await readScopes(hub.database.pool, knownAt)
  const walked = scopes.flatMap(({ syncedAt, ...scope }) => (syncedAt === null ? [] : [{ ...scope, syncedAt }]))
  const entries = walked.reduce((sum, scope) => sum + (scope.entries ?? 0), 0)
  const matched = walked.reduce((sum, scope) => sum + (scope.matched ?? 0), 0)
  const read = scopes.length === 0 ? 1 : walked.length / scopes.length
  return {
    coverage: entries === 0 ? read : read * (matched / entries),
    oldestSyncAt: walked.length === 0 ? null : Math.min(...walked.map((scope) => scope.syncedAt)),
    scopes: scopes.map((scope) => ({
      connection: scope.connection,
      scope: scope.scope,
      coverage: coverageOf(scope),
      readAt: scope.syncedAt,
    })),
  }
}

function coverageOf({ syncedAt, entries, matched }: ConfiguredScope): number | null {
  if (syncedAt === null || entries === null || matched === null) return null
  return entries === 0 ? 1 : matched / entries
}
