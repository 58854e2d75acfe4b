import type { EpochMs } from '../item/work-item.ts'
import { measureObjective, measurePlan } from '../measure/plan-progress.ts'
import { type DeliverableWork, type ObjectiveWork, type PlanWork, planWork } from '../measure/plan-work.ts'
import { aliveAt, deliverableProgress } from '../measure/progress.ts'
import type { Contribution, MetricFactory } from './metric.ts'

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
    values: (spans) =>
      spans.map(({ at }) => ({ value: target.progressAt(at), count: target.contributionsAt(at).length })),
    evidence: ({ at }) => target.contributionsAt(at).sort((one, other) => one.item.id - other.item.id),
  }
}

/** What progress is measured of. */
interface Target {
  progressAt(at: EpochMs): number | null
  contributionsAt(at: EpochMs): Contribution[]
}

const NOTHING: Target = { progressAt: () => null, contributionsAt: () => [] }

function deliverableTarget({ plan, objectives }: PlanWork, id: string): Target {
  const work = objectives.flatMap(({ deliverables }) => deliverables).find(({ deliverable }) => deliverable.id === id)
  if (work === undefined) return NOTHING
  return {
    progressAt: (at) => deliverableProgress(work, at, plan.timeZone).progress,
    contributionsAt: (at) => itemContributions(work, at, 1),
  }
}

function objectiveTarget({ plan, objectives }: PlanWork, id: string): Target {
  const work = objectives.find(({ objective }) => objective.id === id)
  if (work === undefined) return NOTHING
  return {
    progressAt: (at) => measureObjective(work, at, plan.timeZone).progress,
    contributionsAt: (at) => objectiveContributions(work, at, plan.timeZone, 1),
  }
}

function planTarget(work: PlanWork): Target {
  return {
    progressAt: (at) => measurePlan(work, at).progress,
    contributionsAt: (at) => {
      const taking = measurePlan(work, at).objectives.filter(({ progress }) => progress !== null)
      const weights = taking.reduce((sum, part) => sum + part.work.objective.weight, 0)
      return taking.flatMap((part) =>
        objectiveContributions(part.work, at, work.plan.timeZone, part.work.objective.weight / weights),
      )
    },
  }
}

function objectiveContributions(work: ObjectiveWork, at: EpochMs, timeZone: string, part: number): Contribution[] {
  const taking = measureObjective(work, at, timeZone).deliverables.filter(({ standing }) => standing !== 'left_out')
  const weights = taking.reduce((sum, each) => sum + each.work.deliverable.weight, 0)
  return taking.flatMap((each) => itemContributions(each.work, at, (part * each.work.deliverable.weight) / weights))
}

function itemContributions({ deliverable, counted }: DeliverableWork, at: EpochMs, part: number): Contribution[] {
  if (deliverable.progress === 'manual') return []
  const { alive, weightOf } = aliveAt(counted, at, deliverable.weigh)
  const total = alive.reduce((sum, { item }) => sum + weightOf(item), 0)
  if (total === 0) return []
  return alive.map(({ item, isDone }) => ({ item, value: isDone ? (part * weightOf(item)) / total : 0 }))
}
