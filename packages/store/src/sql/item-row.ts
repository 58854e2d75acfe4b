import type { EpochMs, ItemRecord, ItemState, Transition } from '@throughline/plan'

/** A record with the states derived from it, ready to be stored. */
export interface ItemRow {
  readonly record: ItemRecord
  readonly state: ItemState
  readonly startedAt: EpochMs | null
  readonly doneAt: EpochMs | null
  readonly droppedAt: EpochMs | null
  readonly timeline: readonly Transition[]
  /** Hash of the facts without `updatedAt`: tells an edit that did not move the tool's clock. */
  readonly contentHash: string
}

/** Columns that a record fills, with their types: the shape of `incoming` in the statements that store records. */
export const rowColumns = {
  scope: 'text',
  key: 'text',
  source_id: 'text',
  kind: 'text',
  type: 'text',
  is_subtask: 'boolean',
  title: 'text',
  url: 'text',
  status: 'text',
  category: 'text',
  resolution: 'text',
  ended_at: 'timestamptz',
  category_changed_at: 'timestamptz',
  history: 'jsonb',
  parent_key: 'text',
  labels: 'text[]',
  components: 'text[]',
  milestones: 'text[]',
  assignee: 'text',
  author: 'text',
  estimate: 'float8',
  mentions: 'jsonb',
  sprints: 'jsonb',
  links: 'jsonb',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
  content_hash: 'text',
  state: 'text',
  started_at: 'timestamptz',
  done_at: 'timestamptz',
  dropped_at: 'timestamptz',
  timeline: 'jsonb',
} as const

/** The columns as a record definition of `json_to_recordset`. */
export const rowDefinition = Object.entries(rowColumns)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ')

/** The rows as JSON for {@link rowDefinition}, one a key. */
export function toJsonRows(rows: readonly ItemRow[]): JsonRow[] {
  return onePerKey(rows).map(toJsonRow)
}

/** A row as the statements read it. */
export type JsonRow = { readonly [Column in keyof typeof rowColumns]: unknown }

/** Walks may show an item twice in a page; of two copies the newer stands, of equals the later. */
function onePerKey(rows: readonly ItemRow[]): ItemRow[] {
  const byKey = new Map<string, ItemRow>()
  for (const row of rows) {
    const other = byKey.get(row.record.key)
    if (other === undefined || other.record.updatedAt <= row.record.updatedAt) byKey.set(row.record.key, row)
  }
  // One order for all writers, so that two of them never wait for each other.
  return [...byKey.values()].sort((a, b) => (a.record.key < b.record.key ? -1 : 1))
}

function toJsonRow({ record, ...row }: ItemRow): JsonRow {
  return {
    scope: record.scope,
    key: record.key,
    source_id: record.sourceId,
    kind: record.kind,
    type: record.type,
    is_subtask: record.isSubtask,
    title: record.title,
    url: record.url,
    status: record.seen.status,
    category: record.seen.category,
    resolution: record.seen.resolution,
    ended_at: iso(record.endedAt),
    category_changed_at: iso(record.categoryChangedAt),
    history: record.history,
    parent_key: record.parent,
    labels: record.labels,
    components: record.components,
    milestones: record.milestones,
    assignee: record.assignee,
    author: record.author,
    estimate: record.estimate,
    mentions: unlessEmpty(record.mentions),
    sprints: unlessEmpty(record.sprints),
    links: unlessEmpty(record.links),
    created_at: iso(record.createdAt),
    updated_at: iso(record.updatedAt),
    content_hash: row.contentHash,
    state: row.state,
    started_at: iso(row.startedAt),
    done_at: iso(row.doneAt),
    dropped_at: iso(row.droppedAt),
    timeline: row.timeline,
  }
}

/** An instant as the statements read it. */
export function iso(instant: EpochMs): string
export function iso(instant: EpochMs | null): string | null
export function iso(instant: EpochMs | null): string | null {
  return instant === null ? null : new Date(instant).toISOString()
}

function unlessEmpty<T>(list: readonly T[]): readonly T[] | null {
  return list.length === 0 ? null : list
}
