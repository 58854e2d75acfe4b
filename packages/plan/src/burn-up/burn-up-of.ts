import { isoInstant } from '../calendar/instant.ts'
import type { PlanForecasts } from '../forecast/forecast.ts'
import type { EpochMs, ItemState } from '../item/work-item.ts'
import type { DeliverableWork, PlanWork } from '../measure/plan-work.ts'
import { entryAt, standingOf } from '../measure/progress.ts'
import { weightedMean } from '../measure/weighted-mean.ts'
import type { BurnUp, BurnUpBy, BurnUpPoint, WorkAmount } from './burn-up.ts'
import { findNode } from './find-node.ts'
import { type Period, periodsBetween } from './periods.ts'
import { type ByState, type Standing, sweep } from './sweep.ts'

/** What a burn-up is made of. */
export interface BurnUpInput {
  readonly work: PlanWork
  /** Id of a deliverable or an objective, or of the plan. */
  readonly node: string
  readonly by: BurnUpBy
  readonly from: EpochMs
  /** The instant the series ends at, which nothing that it knows lies after. */
  readonly to: EpochMs
  /** As of `to`; left out, there is no forecast. */
  readonly forecasts?: PlanForecasts
}

/**
 * Scope and what was done of it at the end of every day or week, for a deliverable, an objective or a plan. It is read off
 * histories, so it reaches as far back as they do, whenever the hub was installed. Every point says the same as the
 * progress that is measured as of its instant, but for the last bit where estimates are fractions.
 *
 * Throws NotFoundError `plan.node_not_found` for a node that the plan does not have, and ValidationError
 * `burn_up.range_invalid` as `periodsBetween` does.
 */
export function burnUpOf({ work, node, by, from, to, forecasts }: BurnUpInput): BurnUp {
  const { plan } = work
  const found = findNode(work, node)
  const periods = periodsBetween(from, to, by, plan.timeZone)
  const objectives = found.objectives.map(({ objective, deliverables }) => ({
    objective,
    deliverables: deliverables.map((part) => sweptDeliverable(part, periods, found.unit, plan.timeZone)),
  }))
  const points = periods.map((period, index): BurnUpPoint => {
    const swept = objectives.flatMap(({ deliverables }) => deliverables)
    const parts = swept.flatMap(({ standings }) => standings[index] ?? [])
    const progresses = objectives.map(({ objective, deliverables }) => {
      const progress = weightedMean(deliverables.flatMap(({ weighted }) => weighted[index] ?? []))
      return { progress, value: progress ?? 0, weight: progress === null ? 0 : objective.weight }
    })
    return {
      period: period.name,
      at: isoInstant(period.at),
      isPartial: period.isPartial,
      ...amountsOf(parts),
      progress:
        found.kind === 'deliverable'
          ? (swept[0]?.progress[index] ?? null)
          : found.kind === 'objective'
            ? (progresses[0]?.progress ?? null)
            : weightedMean(progresses),
    }
  })
  return {
    plan: plan.id,
    node,
    kind: found.kind,
    title: found.title,
    timeZone: plan.timeZone,
    by,
    unit: found.unit,
    due: dueOf(found.objectives.flatMap(({ deliverables }) => deliverables)),
    forecast: found.kind === 'deliverable' ? (forecasts?.get(node)?.forecast ?? null) : null,
    points,
  }
}

/** A deliverable over the periods: how its items stood, its progress, and its part in the mean of its objective. */
function sweptDeliverable(
  { deliverable, counted }: DeliverableWork,
  periods: readonly Period[],
  unit: BurnUp['unit'],
  timeZone: string,
) {
  const own = sweep(counted, deliverable.weigh, periods)
  const progress = own.map(({ weight }, index) => {
    if (deliverable.progress === 'manual') {
      return entryAt(deliverable.entries, periods[index]?.at ?? 0, timeZone)?.progress ?? null
    }
    const total = aliveOf(weight)
    return total > 0 ? weight.done / total : null
  })
  const weighted = own.map(({ items }, index) => {
    const value = progress[index] ?? null
    const counts = { alive: aliveOf(items), dropped: items.dropped }
    const isLeftOut = standingOf(deliverable, value, counts) === 'left_out'
    return { value: value ?? 0, weight: isLeftOut ? 0 : deliverable.weight }
  })
  const standings = unit === deliverable.weigh ? own : own.map(({ items }): Standing => ({ items, weight: items }))
  return { standings, progress, weighted }
}

function aliveOf({ todo, in_progress, done }: ByState): number {
  return todo + in_progress + done
}

function amountsOf(parts: readonly Standing[]): Omit<BurnUpPoint, 'period' | 'at' | 'isPartial' | 'progress'> {
  const amount = (...states: readonly ItemState[]): WorkAmount => {
    const of = (pick: (part: Standing) => ByState) =>
      parts.reduce((sum, part) => sum + states.reduce((own, state) => own + pick(part)[state], 0), 0)
    return { items: of(({ items }) => items), weight: of(({ weight }) => weight) }
  }
  return {
    scope: amount('todo', 'in_progress', 'done'),
    done: amount('done'),
    inProgress: amount('in_progress'),
    todo: amount('todo'),
    dropped: amount('dropped'),
  }
}

function dueOf(deliverables: readonly DeliverableWork[]): string | null {
  const dates = deliverables.flatMap(({ deliverable: { due, status } }) =>
    due === null || status === 'cancelled' ? [] : [due],
  )
  return dates.sort().at(-1) ?? null
}
