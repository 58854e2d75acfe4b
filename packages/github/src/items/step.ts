import type { EpochMs, ItemRecord } from '@throughline/plan'
import type { CallOptions, QuarantinedRecord, SeenMove } from '@throughline/source'
import type { GithubClient } from '../client.ts'
import type { WalkState } from './cursor.ts'
import type { KnownAnswers } from './known-answers.ts'

/** What every step of a walk is taken with. */
export interface StepContext {
  readonly scope: string
  readonly client: GithubClient
  readonly options: CallOptions
  /** The answers that the walk before got, as far as this one asks the same. */
  readonly known: KnownAnswers
}

/** One request of a walk, and where it goes on. */
export interface Step {
  readonly records: readonly ItemRecord[]
  readonly moves: readonly SeenMove[]
  readonly quarantined: readonly QuarantinedRecord[]
  /** GitHub's clock; null when the list was refused because issues are switched off. */
  readonly serverTime: EpochMs | null
  /** Whether GitHub said that the answer is the one of the walk before. */
  readonly isUnchanged: boolean
  /** What changes about the walk's state; null when this was its last step. */
  readonly next: Partial<WalkState> | null
  /** What the answer was, when the next walk may ask for it. */
  readonly answers?: Partial<KnownAnswers>
  /** See `WalkState.eventsReach`. */
  readonly eventsReach?: EpochMs
}

/** A step that found nothing. */
export const EMPTY_STEP = { records: [], moves: [], quarantined: [], isUnchanged: false } as const
