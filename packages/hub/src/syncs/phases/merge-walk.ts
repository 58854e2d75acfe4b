import { mergeStaged } from '@throughline/store'
import type { Progress, ScopeRun } from '../scope-run.ts'

/** Lets readers see a full walk: its differences, all at once. */
export async function mergeWalk({ hub, of }: ScopeRun): Promise<Progress> {
  await mergeStaged(hub.database.pool, { ...of, now: hub.clock() })
  return 'next'
}
