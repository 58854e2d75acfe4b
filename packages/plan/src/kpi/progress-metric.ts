import type { EpochMs } from '../item/work-item.ts'
import {
  type MeasuredDeliverable,
  type MeasuredObjective,
  measureObjective,
  measurePlan,
} from '../measure/plan-progress.ts'
import { type DeliverableWork, type PlanWork, planWork } from '../measure/plan-work.ts'
import { aliveAt, deliverableProgress } from '../measure/progress.ts'
import { byContributor, type Contribution, type MeasuredValue, type MetricFactory } from './metric.ts'

/**
 * `progress`: of one deliverable, of one objective, or of the plan, at the end of the week. Each item that exists and
 * is not dropped contributes its part of the value, 0 while it is not done. Entries of manual progress are no items:
 * they are in the value and not in the evidence.
 */
export const progressMetric: MetricFactory = (measure, { plan, items, links }) => {
  const work = planWork(plan, items, links)
  const deliverable = measure.where?.deliverables[0]
  const objective = measure.where?.objectives[0]
  const target =
    deliverable !== undefined
      ? deliverableTarget(work, deliverable)
      : objective !== undefined
        ? objectiveTarget(work, objective)
        : planTarget(work)
  return {
    values: (spans) => spans.map(({ at }) => target.measureAt(at)),
    evidence: ({ at }) => target.contributionsAt(at).sort(byContributor),
  }
}

/** What progress is measured of. */
interface Target {
  measureAt(at: EpochMs): MeasuredValue
  contributionsAt(at: EpochMs): Contribution[]
}

const NOTHING: Target = { measureAt: () => ({ value: null, count: 0 }), contributionsAt: () => [] }

function deliverableTarget({ plan, objectives }: PlanWork, id: string): Target {
  const work = objectives.flatMap(({ deliverables }) => deliverables).find(({ deliverable }) => deliverable.id === id)
  if (work === undefined) return NOTHING
  return {
    measureAt: (at) => {
      const measured = deliverableProgress(work, at, plan.timeZone)
      return { value: measured.progress, count: itemCount({ work, ...measured }) }
    },
    contributionsAt: (at) => itemContributions(work, at, 1),
  }
}

function objectiveTarget({ plan, objectives }: PlanWork, id: string): Target {
  const work = objectives.find(({ objective }) => objective.id === id)
  if (work === undefined) return NOTHING
  return {
    measureAt: (at) => {
      const measured = measureObjective(work, at, plan.timeZone)
      return { value: measured.progress, count: itemCountOf([measured]) }
    },
    contributionsAt: (at) => objectiveContributions(measureObjective(work, at, plan.timeZone), at, 1),
  }
}

function planTarget(work: PlanWork): Target {
  return {
    measureAt: (at) => {
      const { progress, objectives } = measurePlan(work, at)
      return { value: progress, count: itemCountOf(objectives) }
    },
    contributionsAt: (at) => {
      const taking = measurePlan(work, at).objectives.filter(({ progress }) => progress !== null)
      const weights = taking.reduce((sum, part) => sum + part.work.objective.weight, 0)
      return taking.flatMap((part) => objectiveContributions(part, at, part.work.objective.weight / weights))
    },
  }
}

function objectiveContributions(measured: MeasuredObjective, at: EpochMs, part: number): Contribution[] {
  const taking = takingPart(measured)
  const weights = taking.reduce((sum, { work }) => sum + work.deliverable.weight, 0)
  return taking.flatMap(({ work }) => itemContributions(work, at, (part * work.deliverable.weight) / weights))
}

function itemContributions({ deliverable, counted }: DeliverableWork, at: EpochMs, part: number): Contribution[] {
  if (deliverable.progress === 'manual') return []
  const { alive, weightOf } = aliveAt(counted, at, deliverable.weigh)
  const total = alive.reduce((sum, { item }) => sum + weightOf(item), 0)
  if (total === 0) return []
  return alive.map(({ item, isDone }) => ({ item, value: isDone ? (part * weightOf(item)) / total : 0 }))
}

function itemCountOf(objectives: readonly MeasuredObjective[]): number {
  return objectives.flatMap(takingPart).reduce((sum, measured) => sum + itemCount(measured), 0)
}

/** How many items {@link itemContributions} lists. */
function itemCount({ work, progress, counts }: MeasuredDeliverable): number {
  const hasItems = work.deliverable.progress === 'measured' && progress !== null
  return hasItems ? counts.todo + counts.inProgress + counts.done : 0
}

function takingPart({ deliverables }: MeasuredObjective): MeasuredDeliverable[] {
  return deliverables.filter(({ standing }) => standing !== 'left_out')
}
