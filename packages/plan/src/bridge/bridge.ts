import type { Plan } from '../document/plan.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import type { Link } from '../link/link.ts'
import type { BridgeCause } from './stages.ts'

/** What was known of a plan and its work at some time, and the instant at which its progress is measured. */
export interface Moment {
  readonly plan: Plan
  readonly items: readonly WorkItem[]
  readonly links: readonly Link[]
  readonly asOf: EpochMs
}

/** Why progress of one thing moved between two moments: parts that sum to the change. */
export interface Bridge {
  /** Progress at the earlier moment, 0..1, unrounded; null when there was none. */
  readonly before: number | null
  /** Progress at the later moment. */
  readonly after: number | null
  /**
   * `after` less `before`, null counting as 0, rounded to a multiple of {@link RESOLUTION}: the values of the parts add
   * up to it to the last bit, in any order.
   */
  readonly change: number
  /** What a null before or after means here, as a sentence; null when both have progress. */
  readonly note: string | null
  /** In the order of the causes; a cause behind which there is nothing has no part. */
  readonly parts: readonly BridgePart[]
}

/** The part of a change that one cause explains. */
export interface BridgePart {
  readonly cause: BridgeCause
  /** The contributions of `items` and `changes` add up to it to the last bit, in any order. */
  readonly value: number
  /** How many items stand behind it; one that went from one deliverable to another is listed with both and counts once. */
  readonly count: number
  /** The items that changed by this cause, the largest contribution first; 0 where one changed nothing here. */
  readonly items: readonly BridgeItem[]
  /** What people wrote, in the plan or as progress entered by hand, that no item stands for. */
  readonly changes: readonly BridgeChange[]
}

/** An item behind a part. */
export interface BridgeItem {
  readonly connection: string
  readonly key: string
  readonly title: string
  readonly url: string
  /** The deliverable that it contributes through. */
  readonly deliverable: string
  /** What happened to it, as a sentence. */
  readonly note: string
  readonly contribution: number
}

/** A change of a deliverable or an objective behind a part. */
export interface BridgeChange {
  /** Id of the deliverable or objective. */
  readonly node: string
  readonly title: string
  /** What changed, as a sentence. */
  readonly note: string
  readonly contribution: number
}

/** A deliverable with the bridge of its progress; one that only one of the two plans has is there too. */
export interface DeliverableBridge extends Bridge {
  readonly id: string
  readonly title: string
}

/** An objective with the bridge of its progress. */
export interface ObjectiveBridge extends Bridge {
  readonly id: string
  readonly title: string
  /** As the later plan orders them, then those it no longer has. */
  readonly deliverables: readonly DeliverableBridge[]
}

/** The bridge of a plan’s progress from one moment to a later one, ready to be sent as JSON. */
export interface PlanBridge extends Bridge {
  readonly plan: string
  readonly title: string
  readonly timeZone: string
  /** ISO 8601, UTC. */
  readonly from: string
  /** ISO 8601, UTC. */
  readonly to: string
  /** As the later plan orders them, then those it no longer has. */
  readonly objectives: readonly ObjectiveBridge[]
}
