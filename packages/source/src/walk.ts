import type { EpochMs, ItemRecord, SeenStatus, Sprint } from '@throughline/plan'

/**
 * Where a walk stands, as plain JSON that only the connector reads. Stored with every page in one transaction, so a
 * walk goes on after the last stored page whoever continues it.
 */
export type Cursor = { readonly [field: string]: string | number | boolean | null | Cursor }

/** Asks how a full walk of a scope is best divided. */
export interface SplitRequest {
  readonly scope: string
  readonly signal: AbortSignal
}

/** A full walk, divided into ranges that any number of workers walk side by side. */
export interface Split {
  /** Where each range begins: at least one. Together they cover everything that existed when the split was made. */
  readonly ranges: readonly Cursor[]
  /** How many records the whole walk is expected to bring, when the tool says so. */
  readonly expected: number | null
  readonly requests: number
}

/** A walk over one scope: a range of everything (`since: null`), or what changed since an earlier walk's mark. */
export interface WalkRequest {
  readonly scope: string
  /** The mark an earlier walk of this scope ended with; null walks everything in the range that `from` is in. */
  readonly since: Cursor | null
  /** Where the range begins, or where an interrupted walk stood; null begins at the beginning, with all in one range. */
  readonly from: Cursor | null
  /** Aborts requests in flight; the walk then ends by throwing the signal's reason. */
  readonly signal: AbortSignal
}

/** One page of a walk. */
export interface Page {
  readonly records: readonly ItemRecord[]
  /** Moves that the tool tells apart from their items; each is merged into the history of its item by `id`. */
  readonly moves: readonly SeenMove[]
  /** Sprints that the page's records name, as they stand. */
  readonly sprints: readonly Sprint[]
  /** Where the walk stands after this page; null on the last page. */
  readonly next: Cursor | null
  /** On the last page of a range: its part of the mark, see {@link Source.joinMarks}. Null before. */
  readonly mark: Cursor | null
  /** Requests made for this page, retries included. */
  readonly requests: number
  /** Records that could not be read, with the reason; they are shown, never silently dropped. */
  readonly quarantined: readonly QuarantinedRecord[]
  /** Keys of records that could no longer be seen before they were read whole: what became of them has to be asked. */
  readonly unseen: readonly string[]
}

/** A status change that came apart from its item, as GitHub tells them. */
export interface SeenMove extends SeenStatus {
  /** Key of the item, which may not be known yet. */
  readonly key: string
  /** The tool's own id of the event: the same event seen twice is one. */
  readonly id: string
  readonly at: EpochMs
}

/** A record whose key, state or dates could not be read. */
export interface QuarantinedRecord {
  readonly key: string | null
  readonly reason: string
}
