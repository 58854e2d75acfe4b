import type { WorkKind } from '../words/patterns.ts'

/** A stream of work in Jira: what it is about, how much of it there is and how it goes. */
export interface Workstream {
  readonly project: 'EHR' | 'OPS'
  /** Key of the epic above the work; null for work without one. */
  readonly epic: string | null
  readonly kind: WorkKind
  readonly topics: readonly string[]
  /** Issues of their own, without the epic and the sub-tasks. */
  readonly issues: number
  readonly subtasks: number
  /** How often work is a story, a bug, a task. */
  readonly mix: readonly [story: number, bug: number, task: number]
  readonly components: readonly string[]
  readonly labels: readonly string[]
  /** Repository in which it is programmed, if any. */
  readonly repo: string | null
  /** When work appears, in parts of the span. */
  readonly from: number
  readonly to: number
  /**
   * When the last of it is done, in parts of the span, above 1 for work that goes on after today; null for work that is
   * done as it comes, within days.
   */
  readonly finish: number | null
  /** Part of the work that is given up. */
  readonly dropped: number
}

/** A stream of work in the issues of a GitHub repository. */
export interface RepositoryStream {
  readonly repo: string
  /** Title of the milestone; null for work without one. */
  readonly milestone: string | null
  readonly kind: WorkKind
  readonly topics: readonly string[]
  readonly issues: number
  readonly from: number
  readonly to: number
  readonly finish: number | null
}
