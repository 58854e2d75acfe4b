import type { EpochMs } from '../item/work-item.ts'
import {
  type Measured,
  type MeasuredDeliverable,
  type MeasuredObjective,
  measureObjective,
  measurePlan,
} from '../measure/plan-progress.ts'
import { type DeliverableWork, type PlanWork, planWork } from '../measure/plan-work.ts'
import { aliveAt, deliverableProgress, entryAt } from '../measure/progress.ts'
import { plural } from '../measure/words.ts'
import {
  byContributor,
  type Contribution,
  type EntryContribution,
  type MeasuredValue,
  type MetricFactory,
} from './metric.ts'

/**
 * `progress`: of one deliverable, of one objective, or of the plan, at the end of the week. Each item that exists and
 * is not dropped contributes its part of the value, 0 while it is not done. Entries of manual progress are no items: they
 * stand beside the evidence, each with its part.
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
    evidence: ({ at }) => itemContributions(target.partsAt(at), at).sort(byContributor),
    entries: ({ at }) => entryContributions(target.partsAt(at), at, plan.timeZone),
  }
}

/** What progress is measured of. */
interface Target {
  measureAt(at: EpochMs): MeasuredValue
  /** The deliverables that take part at an instant, each with its part of the whole. */
  partsAt(at: EpochMs): Part[]
}

interface Part {
  readonly work: DeliverableWork
  readonly part: number
}

const NOTHING: Target = { measureAt: () => ({ value: null, count: 0 }), partsAt: () => [] }

function deliverableTarget({ plan, objectives }: PlanWork, id: string): Target {
  const work = objectives.flatMap(({ deliverables }) => deliverables).find(({ deliverable }) => deliverable.id === id)
  if (work === undefined) return NOTHING
  return {
    measureAt: (at) => {
      const measured = deliverableProgress(work, at, plan.timeZone)
      return { value: measured.progress, count: itemCount({ work, ...measured }) }
    },
    partsAt: () => [{ work, part: 1 }],
  }
}

function objectiveTarget({ plan, objectives }: PlanWork, id: string): Target {
  const work = objectives.find(({ objective }) => objective.id === id)
  if (work === undefined) return NOTHING
  return {
    measureAt: (at) => {
      const measured = measureObjective(work, at, plan.timeZone)
      return { value: measured.progress, count: itemCountOf([measured]), ...lack([measured], measured.measured) }
    },
    partsAt: (at) => partsOf(measureObjective(work, at, plan.timeZone), 1),
  }
}

function planTarget(work: PlanWork): Target {
  return {
    measureAt: (at) => {
      const { progress, measured, objectives } = measurePlan(work, at)
      return { value: progress, count: itemCountOf(objectives), ...lack(objectives, measured) }
    },
    partsAt: (at) => {
      const taking = measurePlan(work, at).objectives.filter(({ progress }) => progress !== null)
      const weights = taking.reduce((sum, part) => sum + part.work.objective.weight, 0)
      return taking.flatMap((part) => partsOf(part, part.work.objective.weight / weights))
    },
  }
}

/**
 * On how many deliverables a mean stands, where it lacks one. That a cancelled one has no progress is no lack; the numbers are
 * those that stand beside the progress of the objective and the plan.
 */
function lack(objectives: readonly MeasuredObjective[], measured: Measured): Pick<MeasuredValue, 'note'> {
  const isLacking = objectives
    .flatMap(({ deliverables }) => deliverables)
    .some(({ progress, work }) => progress === null && work.deliverable.status !== 'cancelled')
  return isLacking ? { note: `Measured over ${measured.with} of ${plural(measured.of, 'deliverable')}.` } : {}
}

function partsOf(measured: MeasuredObjective, part: number): Part[] {
  const taking = takingPart(measured)
  const weights = taking.reduce((sum, { work }) => sum + work.deliverable.weight, 0)
  return taking.map(({ work }) => ({ work, part: (part * work.deliverable.weight) / weights }))
}

function itemContributions(parts: readonly Part[], at: EpochMs): Contribution[] {
  return parts.flatMap(({ work: { deliverable, counted }, part }) => {
    if (deliverable.progress === 'manual') return []
    const { alive, weightOf } = aliveAt(counted, at, deliverable.weigh)
    const total = alive.reduce((sum, { item }) => sum + weightOf(item), 0)
    if (total === 0) return []
    return alive.map(({ item, isDone }) => ({ item, value: isDone ? (part * weightOf(item)) / total : 0 }))
  })
}

function entryContributions(parts: readonly Part[], at: EpochMs, timeZone: string): EntryContribution[] {
  return parts.flatMap(({ work: { deliverable }, part }) => {
    const entry = deliverable.progress === 'manual' ? entryAt(deliverable.entries, at, timeZone) : null
    return entry === null ? [] : [{ deliverable: deliverable.id, entry, value: part * entry.progress }]
  })
}

function itemCountOf(objectives: readonly MeasuredObjective[]): number {
  return objectives.flatMap(takingPart).reduce((sum, measured) => sum + itemCount(measured), 0)
}

/** How many items {@link itemContributions} lists of it. */
function itemCount({ work, progress, counts }: MeasuredDeliverable): number {
  const hasItems = work.deliverable.progress === 'measured' && progress !== null
  return hasItems ? counts.todo + counts.inProgress + counts.done : 0
}

function takingPart({ deliverables }: MeasuredObjective): MeasuredDeliverable[] {
  return deliverables.filter(({ standing }) => standing !== 'left_out')
}
