import type { EpochMs, ItemState, ToolKind } from '../item/work-item.ts'
import type { StateCounts } from '../measure/progress.ts'

/**
 * What a first plan is drafted from: sums over the work of some connections, never the work itself. What is gone from
 * its tool (tombstones) and sub-tasks are no part of any sum.
 */
export interface DraftFacts {
  /** When the newest change of any item was made, by the tools' clocks; null without items. */
  readonly newestAt: EpochMs | null
  /** Every scope of the connections. */
  readonly scopes: readonly DraftScope[]
  /** Everything that issues name as their parent, held or not. */
  readonly parents: readonly DraftParent[]
  /** Issues and pull requests that have milestones or fix versions, one entry for each combination of a scope. */
  readonly milestoneWork: readonly MilestoneWork[]
  /** Items of a type that others have issues below, and that have none. */
  readonly emptyEpics: readonly EmptyEpic[]
  /** The days of versions, releases and milestones. */
  readonly releaseDays: readonly ReleaseDay[]
}

/** A project or repository of a connection. */
export interface DraftScope {
  readonly connection: string
  readonly tool: ToolKind
  readonly scope: string
  /** False until it was read as a whole for the first time: nothing of it is in the facts. */
  readonly isRead: boolean
  /** Whether the days of its versions or milestones were read; `unread` is tried within a minute of a sync. */
  readonly releaseDays: 'read' | 'unread' | 'refused'
  readonly issues: number
}

/** Sums over some issues; containers stand for their children and are not summed. */
export interface WorkSums {
  /** How many issues are in each state. */
  readonly counts: StateCounts
  /** When the first of them was created; null without any. */
  readonly createdAt: EpochMs | null
  /** When the first of them was started, or was done without ever being seen in progress; null while none was. */
  readonly workedAt: EpochMs | null
  /**
   * When something last happened to them: the end of those that have ended, because comments on finished work are no
   * activity, and the last update of the others.
   */
  readonly activeAt: EpochMs | null
  /** Those that are done, of the last thirteen weeks before the newest change at least. */
  readonly finished: readonly FinishedIssue[]
}

/** An issue that is done. */
export interface FinishedIssue {
  readonly createdAt: EpochMs
  readonly doneAt: EpochMs
}

/** An item that issues name as their parent, with the work directly below it. */
export interface DraftParent {
  readonly connection: string
  readonly tool: ToolKind
  readonly key: string
  /** The item itself; null where the hub does not hold it, as when an epic lies in a project that nobody reads. */
  readonly item: ParentItem | null
  /** Scopes of what is directly below it, containers included; the most frequent one first. */
  readonly scopes: readonly string[]
  /** The component that most issues directly below it name first; null where none has one. */
  readonly component: string | null
  readonly work: WorkSums
}

/** What a parent says of itself. */
interface ParentItem {
  readonly scope: string
  readonly title: string
  readonly state: ItemState
  /** Key of its own parent. */
  readonly parent: string | null
  readonly components: readonly string[]
  /** Fix versions, or the milestone. */
  readonly milestones: readonly string[]
  readonly assignee: string | null
  readonly createdAt: EpochMs
  /** As in {@link WorkSums}. */
  readonly activeAt: EpochMs
}

/** Work of a scope that has exactly these milestones or fix versions. Instants are those of pull requests too. */
export interface MilestoneWork {
  readonly connection: string
  readonly tool: ToolKind
  readonly scope: string
  readonly milestones: readonly string[]
  readonly work: WorkSums
  readonly pulls: number
}

/** An epic that nobody put an issue into. */
export interface EmptyEpic {
  readonly connection: string
  readonly scope: string
  readonly key: string
  readonly activeAt: EpochMs
}

/** The day that a version, release or milestone is planned for; of one without a plan the day it came out. */
export interface ReleaseDay {
  readonly connection: string
  readonly scope: string
  readonly name: string
  readonly at: EpochMs
  /** False where nobody planned it, so that this is the day it came out. */
  readonly isPlanned: boolean
}
