import type { EpochMs } from './work-item.ts'

/** A sprint as its tool shows it; instants are null while they are not set. */
export interface Sprint {
  /** The tool's own id. */
  readonly id: string
  readonly name: string
  readonly state: 'future' | 'active' | 'closed'
  readonly startAt: EpochMs | null
  /** When it is planned to end. */
  readonly endAt: EpochMs | null
  /** When it was closed. */
  readonly completedAt: EpochMs | null
}

/** A time that an item spent in a sprint; `to: null` while it still is in it. */
export interface SprintStay {
  /** Id of the sprint. */
  readonly sprint: string
  readonly from: EpochMs
  readonly to: EpochMs | null
}
