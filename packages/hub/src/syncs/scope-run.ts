import type { Source } from '@throughline/source'
import type { CensusOf, ClaimedScope, ConnectionRecord } from '@throughline/store'
import type { Hub } from '../context.ts'

/** One job's work on a scope of a sync. */
export interface ScopeRun {
  readonly hub: Hub
  /** The sync, its connection and the scope, as the store's statements take them. */
  readonly of: CensusOf
  readonly connection: ConnectionRecord
  readonly source: Source
  readonly claimed: ClaimedScope
  readonly signal: AbortSignal
  /** When the job should let others go first, by the hub's clock. */
  readonly until: number
}

/** How a phase was left: `next` is done with it, `later` has more to do, `elsewhere` leaves it to other jobs. */
export type Progress = 'next' | 'later' | 'elsewhere'

/** Whether the job has had its time. */
export function isSliceOver({ hub, until }: ScopeRun): boolean {
  return hub.clock() >= until
}
