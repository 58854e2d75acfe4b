import type { SprintStay } from './sprint.ts'
import type { EpochMs, ItemKind, ToolKind } from './work-item.ts'

/** The tool's own three-way sorting of a status, before resolutions and overrides are looked at. */
export type StatusCategory = 'todo' | 'in_progress' | 'done'

/**
 * A status exactly as the tool shows it. Kept as seen, so that an override, or a better mapping, changes states without
 * a new pull. GitHub: `status` is `open`, `closed` or `merged`, `resolution` the `state_reason` of an issue
 * (`completed`, `not_planned`, `duplicate`, `reopened`) and `unmerged` for a pull request closed without merge.
 */
export interface SeenStatus {
  readonly status: string
  readonly category: StatusCategory
  readonly resolution: string | null
}

/** One status change from the tool's history, oldest first in a record. */
export interface SeenTransition extends SeenStatus {
  readonly at: EpochMs
}

/**
 * A mention of an issue found in a pull request, before anybody knows whether such an issue exists.
 * `tool: 'jira'`: `key` is upper case (`EHR-12`). `tool: 'github'`: `key` is `owner/repo#12`.
 */
export interface Mention {
  readonly tool: ToolKind
  readonly key: string
  readonly via: 'title' | 'body' | 'branch'
}

/** A link between two issues as the tool shows it on one of them. */
export interface SeenLink {
  /** The tool's words, read from this issue to the other: `blocks`, `is blocked by`. */
  readonly relation: string
  readonly key: string
}

/**
 * What a connector makes of one record of its tool: facts only, nothing derived from other records and no state. The
 * hub stores these facts and derives states, parents and references from them.
 */
export interface ItemRecord {
  readonly scope: string
  readonly key: string
  /** The tool's own immutable id (a Jira issue keeps it when it moves to another project). */
  readonly sourceId: string
  readonly kind: ItemKind
  readonly type: string
  readonly isSubtask: boolean
  readonly title: string
  readonly url: string
  readonly seen: SeenStatus
  /** Jira `resolutiondate`; GitHub `closed_at`, `merged_at` for a merged pull request; null while open. */
  readonly endedAt: EpochMs | null
  /** Jira `statuscategorychangedate`; null where the tool has none. */
  readonly categoryChangedAt: EpochMs | null
  /** Status changes, oldest first; null when the history is not known or holds no status change. */
  readonly history: readonly SeenTransition[] | null
  /** Key of the parent, wherever the tool keeps it (parent field, epic link, sub-issue). */
  readonly parent: string | null
  readonly labels: readonly string[]
  readonly components: readonly string[]
  readonly milestones: readonly string[]
  readonly assignee: string | null
  readonly author: string | null
  readonly estimate: number | null
  readonly createdAt: EpochMs
  readonly updatedAt: EpochMs
  readonly mentions: readonly Mention[]
  /** Times in sprints, by their beginning; empty where the tool has none. */
  readonly sprints: readonly SprintStay[]
  /** Links to other issues that the tool keeps, such as `blocks`. */
  readonly links: readonly SeenLink[]
}
