import type { Deliverable } from '../document/deliverable.ts'
import type { MeasuredDeliverable, MeasuredObjective } from '../measure/plan-progress.ts'
import { plural } from '../measure/words.ts'
import { type FlowHistory, historyOf } from './flow-history.ts'
import type { Scene } from './scene.ts'
import { type FlowSpan, flowOf, joinFlows, type WorkFlow } from './work-flow.ts'

/** What the trials of a deliverable are played on. */
export interface Ground {
  /** More than 0. */
  readonly open: number
  readonly history: FlowHistory
}

/** Answers what a deliverable's forecast stands on, or why it has none, as a sentence. */
export type GroundOf = (part: MeasuredDeliverable) => Ground | string

/** The grounds of an objective's deliverables; the flow of all its work together is read once, where one borrows it. */
export function groundsIn(objective: MeasuredObjective, { span, workedTime }: Scene): GroundOf {
  const joined = new Map<Deliverable['weigh'], WorkFlow>()
  const flowOfAll = (weigh: Deliverable['weigh']) => {
    const flow = joined.get(weigh) ?? joinFlows(objective.deliverables.filter(isKept).map(lentBy(weigh, span)), span)
    joined.set(weigh, flow)
    return flow
  }
  return (part) => {
    const reason = whyNone(part)
    if (reason !== null) return reason
    const { weigh } = part.work.deliverable
    const own = flowIn(weigh, span)(part)
    if (own.open <= 0) return 'What is open in it weighs nothing.'
    const history = historyOf(own, () => flowOfAll(weigh), workedTime)
    return typeof history === 'string' ? history : { open: own.open, history }
  }
}

/** Whether nothing is left to be waited for: done, cancelled, or all that there was is dropped. */
export function isOver({ work, progress, standing }: MeasuredDeliverable): boolean {
  return standing === 'left_out' || work.deliverable.status === 'done' || progress === 1
}

function whyNone(part: MeasuredDeliverable): string | null {
  const { work, counts, progress } = part
  const { status, progress: kind } = work.deliverable
  if (status !== 'active') return `The plan says that it is ${status}.`
  if (kind === 'manual') return 'Its progress is entered by hand: there is no work to forecast from.'
  if (progress === 1) return 'It is done.'
  if (work.counted.length === 0) return 'No work is linked to it.'
  if (counts.todo + counts.inProgress + counts.done > 0) return null
  return counts.dropped > 0
    ? `All its items are dropped (${counts.dropped}).`
    : `None of its ${plural(work.counted.length, 'linked item')} existed yet.`
}

/** A cancelled deliverable is left out of its objective, as it is of the objective's progress. */
function isKept({ work }: MeasuredDeliverable): boolean {
  return work.deliverable.status !== 'cancelled'
}

/**
 * What a deliverable lends to the others of its objective: what flowed through it, and of what is open only what is
 * forecast. Leftovers that nobody will do, or nobody measures, would take a part of the pace that they do not need.
 */
function lentBy(weigh: Deliverable['weigh'], span: FlowSpan): (part: MeasuredDeliverable) => WorkFlow {
  return (part) => {
    const { status, progress } = part.work.deliverable
    const flow = flowIn(weigh, span)(part)
    return status === 'active' && progress !== 'manual' ? flow : { ...flow, open: 0 }
  }
}

function flowIn(weigh: Deliverable['weigh'], span: FlowSpan): (part: MeasuredDeliverable) => WorkFlow {
  return ({ work }) => flowOf(work.counted, weigh, span)
}
