import type { EpochMs } from '../item/work-item.ts'
import type { DeliverableWork, ObjectiveWork, PlanWork } from './plan-work.ts'
import { type DeliverableProgress, deliverableProgress } from './progress.ts'
import { weightedMean } from './weighted-mean.ts'

/** On how much a mean stands: how many deliverables there are, and how many of them have progress. */
export interface Measured {
  readonly of: number
  readonly with: number
}

/** A deliverable's work with its progress at one instant. */
export interface MeasuredDeliverable extends DeliverableProgress {
  readonly work: DeliverableWork
}

/** An objective's progress at one instant: the mean of its deliverables by weight. */
export interface MeasuredObjective {
  readonly work: ObjectiveWork
  /** 0..1, unrounded; null when no deliverable is left in it. */
  readonly progress: number | null
  readonly measured: Measured
  readonly deliverables: readonly MeasuredDeliverable[]
}

/** A plan's progress at one instant: the mean of its objectives by weight. */
export interface MeasuredPlan {
  readonly progress: number | null
  readonly measured: Measured
  readonly objectives: readonly MeasuredObjective[]
}

/**
 * Progress of a plan at an instant. A deliverable with nothing linked, or nothing created by then, counts as 0; one
 * that is cancelled, or whose items are all dropped, is left out of the mean; so is an objective with nothing left.
 * `measured` counts every deliverable there is, those left out too.
 */
export function measurePlan(work: PlanWork, at: EpochMs): MeasuredPlan {
  const objectives = work.objectives.map((objective) => measureObjective(objective, at, work.plan.timeZone))
  return {
    progress: weightedMean(
      objectives.flatMap(({ progress, work: { objective } }) =>
        progress === null ? [] : [{ value: progress, weight: objective.weight }],
      ),
    ),
    measured: {
      of: objectives.reduce((sum, { measured }) => sum + measured.of, 0),
      with: objectives.reduce((sum, { measured }) => sum + measured.with, 0),
    },
    objectives,
  }
}

/** Progress of one objective at an instant, as in {@link measurePlan}. */
export function measureObjective(work: ObjectiveWork, at: EpochMs, timeZone: string): MeasuredObjective {
  const deliverables = work.deliverables.map((part) => ({ work: part, ...deliverableProgress(part, at, timeZone) }))
  const taking = deliverables.filter(({ standing }) => standing !== 'left_out')
  return {
    work,
    progress: weightedMean(
      taking.map(({ progress, work: { deliverable } }) => ({ value: progress ?? 0, weight: deliverable.weight })),
    ),
    measured: { of: deliverables.length, with: deliverables.filter(({ progress }) => progress !== null).length },
    deliverables,
  }
}
