import { isoInstant } from '../calendar/instant.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import { doneWithin } from '../kpi/item-metric.ts'
import type { Span } from '../kpi/span.ts'
import { containersOf } from '../measure/containers.ts'
import type { DeliverableWork, PlanWork } from '../measure/plan-work.ts'
import type { FinishedItem } from './report.ts'

/** Work that was finished in a week. */
export interface FinishedWork {
  /** The notable first: see {@link finishedWork}. */
  readonly all: readonly FinishedItem[]
  /** How many of them are counted items. */
  readonly counted: number
}

/**
 * The counted items that were done in a span, and the epics above them that were, the notable first: the heaviest, of equal
 * weight epics before items, then the latest. An item weighs its estimate, and 1 without one; an epic as much as the counted
 * items below it, which it does not add to.
 */
export function finishedWork(work: PlanWork, span: Span): FinishedWork {
  const found = work.objectives.flatMap(({ deliverables }) => deliverables).flatMap((part) => finishedIn(part, span))
  const all = found
    .sort(
      (one, other) =>
        other.weight - one.weight ||
        Number(other.isEpic) - Number(one.isEpic) ||
        other.doneAt - one.doneAt ||
        one.item.id - other.item.id,
    )
    .map(({ item: { connection, key, title, url }, doneAt, deliverable, weight, isEpic }) => ({
      connection,
      key,
      title,
      url,
      deliverable,
      doneAt: isoInstant(doneAt),
      weight,
      isEpic,
    }))
  return { all, counted: found.filter(({ isEpic }) => !isEpic).length }
}

interface Finished {
  readonly item: WorkItem
  readonly doneAt: EpochMs
  readonly deliverable: string
  readonly weight: number
  readonly isEpic: boolean
}

function finishedIn({ deliverable: { id }, linked, counted }: DeliverableWork, span: Span): Finished[] {
  const containers = containersOf(linked)
  const doneAmong = (items: readonly WorkItem[]) =>
    items.flatMap((item) => {
      const doneAt = doneWithin(item, span)
      return doneAt === null ? [] : [{ item, doneAt, deliverable: id }]
    })
  const epics = doneAmong(linked.filter((item) => item.kind === 'issue' && containers.has(item.id) && !item.isSubtask))
  const below = epics.length === 0 ? new Map<number, number>() : weightsBelow(linked, counted)
  return [
    ...epics.map((each) => ({ ...each, weight: below.get(each.item.id) ?? 0, isEpic: true })),
    ...doneAmong(counted).map((each) => ({ ...each, weight: weightOf(each.item), isEpic: false })),
  ]
}

function weightOf({ estimate }: WorkItem): number {
  return estimate === null || estimate < 0 ? 1 : estimate
}

/** What counts below each item of a deliverable, however deep, in weight. */
function weightsBelow(linked: readonly WorkItem[], counted: readonly WorkItem[]): ReadonlyMap<number, number> {
  const parents = new Map(linked.map(({ id, parentId }) => [id, parentId]))
  const weights = new Map<number, number>()
  for (const item of counted) {
    const seen = new Set<number>()
    // A tool may answer with a circle of parents while somebody moves them.
    for (let above = item.parentId; above !== null && !seen.has(above); above = parents.get(above) ?? null) {
      seen.add(above)
      weights.set(above, (weights.get(above) ?? 0) + weightOf(item))
    }
  }
  return weights
}
