import { beginWalk as storeWalk } from '@throughline/store'
import type { Progress, ScopeRun } from '../scope-run.ts'

/**
 * Divides the walk of a scope into ranges: one for what changed since the mark, as many as the connector makes of
 * everything. Everything is staged where readers see the scope already.
 */
export async function beginWalk({ hub, of, source, claimed, signal }: ScopeRun): Promise<Progress> {
  const { pool } = hub.database
  if (claimed.since !== null) {
    await storeWalk(pool, of.syncId, of.scope, { ranges: [null], isStaged: false, expected: null, requests: 0 })
    return 'next'
  }
  const split = await source.split({ scope: of.scope, signal })
  await storeWalk(pool, of.syncId, of.scope, { ...split, isStaged: claimed.isLoaded })
  return 'next'
}
