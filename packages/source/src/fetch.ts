import type { EpochMs, ItemRecord, Sprint, TombstoneKind } from '@throughline/plan'
import type { QuarantinedRecord, SeenMove } from './walk.ts'

/** Asks for some items by key, past any search index. */
export interface FetchRequest {
  readonly scope: string
  readonly keys: readonly string[]
  readonly signal: AbortSignal
}

/** Some of the items asked for. Over all pages every key is answered once: as record, as quarantined or as gone. */
export interface FetchPage {
  readonly records: readonly ItemRecord[]
  readonly moves: readonly SeenMove[]
  readonly sprints: readonly Sprint[]
  readonly gone: readonly Gone[]
  readonly quarantined: readonly QuarantinedRecord[]
  readonly requests: number
}

/** An item that its scope no longer shows, and what became of it. */
export interface Gone {
  /** The key it was asked by. */
  readonly key: string
  readonly kind: TombstoneKind
  /** When it went, where the tool says so. */
  readonly at: EpochMs | null
  /** The key it goes by now, when it moved or was transferred to a place that may be seen. */
  readonly movedTo: string | null
}
