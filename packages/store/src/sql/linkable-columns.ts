import type { EpochMs, ItemKind, LinkableItem, TombstoneKind } from '@throughline/plan'

/** The select list that makes a {@link LinkableItem}; the table must be aliased `i`. Histories, which weigh most, stay. */
export const linkableColumns = `
  i.id, i.connection_id, i.scope, i.key, i.kind, i.type, i.title, i.status, i.parent_id, i.parent_key, i.labels,
  i.components, i.milestones, i.assignee, i.tombstone_kind, i.tombstone_at, i.moved_to,
  case when i.kind = 'pull_request'
    then array(select r.target_id::int4 from item_reference r where r.item_id = i.id order by r.target_id)
    end as reference_ids`

/** A row of {@link linkableColumns}. */
export interface LinkableRow {
  readonly id: number
  readonly connection_id: string
  readonly scope: string
  readonly key: string
  readonly kind: ItemKind
  readonly type: string
  readonly title: string
  readonly status: string
  readonly parent_id: number | null
  readonly parent_key: string | null
  readonly labels: string[]
  readonly components: string[]
  readonly milestones: string[]
  readonly assignee: string | null
  readonly tombstone_kind: TombstoneKind | null
  readonly tombstone_at: EpochMs | null
  readonly moved_to: string | null
  /** Null for what is no pull request. */
  readonly reference_ids: number[] | null
}

/** A stored row as the linker sees it. */
export function toLinkable(row: LinkableRow): LinkableItem {
  return {
    id: row.id,
    connection: row.connection_id,
    scope: row.scope,
    key: row.key,
    kind: row.kind,
    type: row.type,
    title: row.title,
    status: row.status,
    parentId: row.parent_id,
    parent: row.parent_key,
    labels: row.labels,
    components: row.components,
    milestones: row.milestones,
    assignee: row.assignee,
    references: row.reference_ids ?? [],
    tombstone:
      row.tombstone_kind === null || row.tombstone_at === null
        ? null
        : { kind: row.tombstone_kind, at: row.tombstone_at, movedTo: row.moved_to },
  }
}
