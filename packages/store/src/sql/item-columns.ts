import type { EpochMs, ItemState, Transition, WorkItem } from '@throughline/plan'
import { type LinkableRow, linkableColumns, toLinkable } from './linkable-columns.ts'

/** The select list that makes a {@link WorkItem}; the table must be aliased `i`. */
export const itemColumns = `${linkableColumns},
  i.is_subtask, i.url, i.state, i.author, i.estimate, i.created_at, i.started_at, i.done_at, i.dropped_at, i.updated_at,
  i.changed_at, i.timeline`

/** Readers see the items of a scope once it was whole for the first time; the table must be aliased `i`. */
export const isShown = `exists (select from scope_state shown where shown.connection_id = i.connection_id
  and shown.scope = i.scope and shown.loaded_at is not null)`

/** A row of {@link itemColumns}. */
export interface ItemSelectRow extends LinkableRow {
  readonly is_subtask: boolean
  readonly url: string
  readonly state: ItemState
  readonly author: string | null
  readonly estimate: number | null
  readonly created_at: EpochMs
  readonly started_at: EpochMs | null
  readonly done_at: EpochMs | null
  readonly dropped_at: EpochMs | null
  readonly updated_at: EpochMs
  readonly changed_at: EpochMs
  readonly timeline: Transition[]
}

/** A stored row as the plan model's work item. */
export function toWorkItem(row: ItemSelectRow): WorkItem {
  return {
    ...toLinkable(row),
    isSubtask: row.is_subtask,
    url: row.url,
    state: row.state,
    author: row.author,
    estimate: row.estimate,
    createdAt: row.created_at,
    startedAt: row.started_at,
    doneAt: row.done_at,
    droppedAt: row.dropped_at,
    updatedAt: row.updated_at,
    changedAt: row.changed_at,
    timeline: row.timeline,
  }
}
