import type { Kind } from '../words/kind.ts'

/** A stream of work in Jira: what it is about, how much of it there is and how it goes. */
export interface Workstream {
  /** Key of the project. */
  readonly project: string
  /** Key of the epic above the work; null for work without one. */
  readonly epic: string | null
  readonly team: string
  readonly kind: Kind
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
  /** Part of the work that waits for somebody outside the team. */
  readonly waiting: number
  /** When everything came to a standstill, in parts of the span, not before `to`; null while it goes on. */
  readonly stalled: number | null
}

/** How most streams go. */
export const USUAL = { dropped: 0.05, waiting: 0.08, stalled: null } as const

/** A stream of work in the issues of a GitHub repository. */
export interface RepositoryStream {
  /** Title of the milestone; null for work without one. */
  readonly milestone: string | null
  readonly kind: Kind
  readonly topics: readonly string[]
  readonly labels: readonly string[]
  readonly issues: number
  readonly from: number
  readonly to: number
  readonly finish: number | null
}
