/** An instant as milliseconds since 1970-01-01T00:00:00Z. Text (ISO 8601, UTC) appears only at the edges. */
export type EpochMs = number

/** Which kind of tool a connection reaches. A new connector adds its word here and in hub/src/sources.ts. */
export type ToolKind = 'jira' | 'github'

/** Where a work item stands, in the plan's words. See "State" in docs/glossary.md. */
export type ItemState = 'todo' | 'in_progress' | 'done' | 'dropped'

/** An issue (of Jira or GitHub, epics and sub-tasks included) or a pull request. */
export type ItemKind = 'issue' | 'pull_request'

/** One move of an item between states; the first has `from: null` and stands at the item's creation. */
export interface Transition {
  readonly at: EpochMs
  readonly from: ItemState | null
  readonly to: ItemState
  /** The tool's own name of the status moved into. */
  readonly status: string
}

/** Why an item is no longer in its scope. */
export type TombstoneKind = 'deleted' | 'moved' | 'transferred' | 'hidden'

/** The mark on an item that its tool no longer shows: it still answers, and counts nowhere. */
export interface Tombstone {
  readonly kind: TombstoneKind
  readonly at: EpochMs
  /** The key it goes by now, when it moved or was transferred. */
  readonly movedTo: string | null
}

/**
 * A work item as the plan model sees it: the one shape of a Jira issue, an epic, a GitHub issue and a pull request.
 *
 * `id` is the hub's own number for the item: stable for one connection and key, meaningless outside. Relations
 * (`parentId`, `references`) are ids of items the hub knows; what it does not know is absent here.
 */
export interface WorkItem {
  readonly id: number
  readonly connection: string
  /** Jira project key or GitHub `owner/repo`. */
  readonly scope: string
  /** `PROJ-1` or `owner/repo#1`, in the tool's spelling. */
  readonly key: string
  readonly kind: ItemKind
  /** The tool's own name of the type: `Epic`, `Story`, `Sub-task`; `issue` or the issue type; `pull_request`. */
  readonly type: string
  /** True for a Jira issue whose type is a sub-task type and that has a parent. */
  readonly isSubtask: boolean
  readonly title: string
  readonly url: string
  readonly state: ItemState
  /** The tool's own status name, as seen last. */
  readonly status: string
  readonly parentId: number | null
  readonly parent: string | null
  readonly labels: readonly string[]
  readonly components: readonly string[]
  /** Jira fix versions, or the GitHub milestone. */
  readonly milestones: readonly string[]
  readonly assignee: string | null
  readonly author: string | null
  /** Points; null when unestimated. */
  readonly estimate: number | null
  readonly createdAt: EpochMs
  readonly startedAt: EpochMs | null
  readonly doneAt: EpochMs | null
  readonly droppedAt: EpochMs | null
  /** The tool's clock. */
  readonly updatedAt: EpochMs
  /** The hub's clock: moves when anything stored about the item does. */
  readonly changedAt: EpochMs
  /** Oldest first, never empty; `stateAt` reads it. */
  readonly timeline: readonly Transition[]
  /** Ids of the issues that a pull request references; empty for issues. */
  readonly references: readonly number[]
  readonly tombstone: Tombstone | null
}
