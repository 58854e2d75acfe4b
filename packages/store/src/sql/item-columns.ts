import type { EpochMs, ItemKind, ItemState, TombstoneKind, Transition, WorkItem } from '@throughline/plan'

/** The select list that makes a {@link WorkItem}; the table must be aliased `i`. */
export const itemColumns = `
  i.id, i.connection_id, i.scope, i.key, i.kind, i.type, i.is_subtask, i.title, i.url, i.state, i.status, i.parent_id,
  i.parent_key, i.labels, i.components, i.milestones, i.assignee, i.author, i.estimate, i.created_at, i.started_at,
  i.done_at, i.dropped_at, i.updated_at, i.changed_at, i.timeline, i.tombstone_kind, i.tombstone_at, i.moved_to,
  case when i.kind = 'pull_request'
    then array(select r.target_id::int4 from item_reference r where r.item_id = i.id order by r.target_id)
    else '{}' end as reference_ids`

/** Readers see the items of a scope once it was whole for the first time; the table must be aliased `i`. */
export const isShown = `exists (select from scope_state shown where shown.connection_id = i.connection_id
  and shown.scope = i.scope and shown.loaded_at is not null)`

/** A row of {@link itemColumns}. */
export interface ItemSelectRow {
  readonly id: number
  readonly connection_id: string
  readonly scope: string
  readonly key: string
  readonly kind: ItemKind
  readonly type: string
  readonly is_subtask: boolean
  readonly title: string
  readonly url: string
  readonly state: ItemState
  readonly status: string
  readonly parent_id: number | null
  readonly parent_key: string | null
  readonly labels: string[]
  readonly components: string[]
  readonly milestones: string[]
  readonly assignee: string | null
  readonly author: string | null
  readonly estimate: number | null
  readonly created_at: EpochMs
  readonly started_at: EpochMs | null
  readonly done_at: EpochMs | null
  readonly dropped_at: EpochMs | null
  readonly updated_at: EpochMs
  readonly changed_at: EpochMs
  readonly timeline: Transition[]
  readonly tombstone_kind: TombstoneKind | null
  readonly tombstone_at: EpochMs | null
  readonly moved_to: string | null
  readonly reference_ids: number[]
}

/** A stored row as the plan model's work item. */
export function toWorkItem(row: ItemSelectRow): WorkItem {
  return {
    id: row.id,
    connection: row.connection_id,
    scope: row.scope,
    key: row.key,
    kind: row.kind,
    type: row.type,
    isSubtask: row.is_subtask,
    title: row.title,
    url: row.url,
    state: row.state,
    status: row.status,
    parentId: row.parent_id,
    parent: row.parent_key,
    labels: row.labels,
    components: row.components,
    milestones: row.milestones,
    assignee: row.assignee,
    author: row.author,
    estimate: row.estimate,
    createdAt: row.created_at,
    startedAt: row.started_at,
    doneAt: row.done_at,
    droppedAt: row.dropped_at,
    updatedAt: row.updated_at,
    changedAt: row.changed_at,
    timeline: row.timeline,
    references: row.reference_ids,
    tombstone:
      row.tombstone_kind === null || row.tombstone_at === null
        ? null
        : { kind: row.tombstone_kind, at: row.tombstone_at, movedTo: row.moved_to },
  }
}
