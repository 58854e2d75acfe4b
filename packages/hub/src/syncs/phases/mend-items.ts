import { type Completeness, completeScope, dropWanted, noteProgress } from '@throughline/store'
import { askForWanted } from '../ask-for-wanted.ts'
import { isSliceOver, type Progress, type ScopeRun } from '../scope-run.ts'
import { unlessRefused } from '../unless-refused.ts'

/**
 * Asks for every item of the scope that is wanted, and so repairs what the census found: what is missing is stored, what
 * is gone becomes a tombstone of its kind. Then the scope waits for its relations.
 */
export async function mendItems(run: ScopeRun): Promise<Progress> {
  const { hub, of, claimed } = run
  const { pool } = hub.database
  const isDone = await unlessRefused(run, () =>
    askForWanted(run, async ({ requests, quarantined, ...outcome }) => {
      await noteProgress(pool, of, { requests, quarantined, ...outcome })
      return !isSliceOver(run)
    }),
  )
  if (isDone === false) return 'later'
  // What the tool refuses to answer is not asked again; the scope's coverage says that it is missing.
  if (isDone === null) await dropWanted(pool, of.connection, of.scope)
  await completeScope(pool, of, (claimed.cursor as Completeness | null) ?? { kind: 'none' })
  await hub.jobs.enqueue('relate', {})
  return 'next'
}
