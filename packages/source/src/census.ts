import type { EpochMs, ItemRecord } from '@throughline/plan'
import type { Cursor, QuarantinedRecord } from './walk.ts'

/** How many items a scope has, asked with one cheap request. */
export interface Count {
  /** Null where the tool does not count that many. */
  readonly count: number | null
  readonly requests: number
}

/** A census of one scope: which items the tool shows now, told by another way than the walk where there is one. */
export interface CensusRequest {
  readonly scope: string
  /** Where an interrupted census stood; null starts at the beginning. */
  readonly from: Cursor | null
  readonly signal: AbortSignal
}

/** One item that the tool shows. */
export interface CensusEntry {
  readonly key: string
  readonly sourceId: string
  /** The tool's time of last update, where the list tells it for nothing. */
  readonly updatedAt: EpochMs | null
}

/** One page of a census. */
export interface CensusPage {
  readonly entries: readonly CensusEntry[]
  /** Whole records, where the tool's lists have nothing shorter: edits that moved no clock are found by them. */
  readonly records: readonly ItemRecord[]
  readonly quarantined: readonly QuarantinedRecord[]
  /** On the last page: the names in use now, where renaming one changes items without moving their clocks. */
  readonly vocabularies: readonly Vocabulary[]
  readonly next: Cursor | null
  readonly requests: number
}

/** The names that a scope knows for one field. An item that carries another one was not told of a renaming. */
export interface Vocabulary {
  readonly field: 'status' | 'components' | 'milestones' | 'type'
  readonly names: readonly string[]
}
