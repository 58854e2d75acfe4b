import { dateOf } from '../calendar/instant.ts'
import type { Plan } from '../document/plan.ts'
import type { Selector } from '../document/selector.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import type { MeasuredDeliverable, MeasuredObjective, MeasuredPlan } from '../measure/plan-progress.ts'
import { chooseItems } from './choose-items.ts'
import { evidenceLists } from './evidence-lists.ts'

/** A version of a Jira project, or a release or milestone of a repository, that a milestone of a plan may stand for. */
export interface NamedRelease {
  readonly connection: string
  readonly scope: string
  readonly name: string
  /** Null while it is not released. */
  readonly releasedAt: EpochMs | null
  /** When its tool plans it for; null when it does not say. */
  readonly plannedAt: EpochMs | null
}

/** What the parts of a plan are judged by, apart from the plan and its work. */
export interface PartFacts {
  readonly releases: readonly NamedRelease[]
  /** When the newest weekly report was published; null when none was. */
  readonly lastReportAt: EpochMs | null
  /** What changed in the plan since each day on which a review was held, a sentence each. */
  readonly changesSince: ReadonlyMap<string, readonly string[]>
}

/** A plan and its work at an instant, ready to judge its parts by. */
export interface PartContext extends PartFacts {
  readonly plan: Plan
  readonly at: EpochMs
  /** The day of `at` in the plan's time zone. */
  readonly today: string
  readonly objectives: ReadonlyMap<string, MeasuredObjective>
  readonly deliverables: ReadonlyMap<string, MeasuredDeliverable>
  /** The items that the selectors of a part choose, tombstones left out; the list must be one of the plan's own. */
  readonly chosenBy: (selectors: readonly Selector[]) => readonly WorkItem[]
}

/** Lays a measured plan and all items out for its parts. */
export function partContext(
  measured: MeasuredPlan,
  {
    plan,
    items,
    at,
    ...facts
  }: PartFacts & { readonly plan: Plan; readonly items: readonly WorkItem[]; readonly at: EpochMs },
): PartContext {
  const chosen = chooseItems(evidenceLists(plan), items)
  return {
    ...facts,
    plan,
    at,
    today: dateOf(at, plan.timeZone),
    objectives: new Map(measured.objectives.map((each) => [each.work.objective.id, each])),
    deliverables: new Map(
      measured.objectives.flatMap(({ deliverables }) => deliverables.map((each) => [each.work.deliverable.id, each])),
    ),
    chosenBy: (selectors) => chosen.get(selectors) ?? [],
  }
}
