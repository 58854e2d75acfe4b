import type { Budget } from '../budget.ts'
import type { PartContext } from '../part-context.ts'
import { deliverablesOf, deliveredOn, isDelivered, isTold, meanProgress, workSpan } from '../part-work.ts'
import type { Investment } from './investment.ts'

/** An investment with what came of it so far. */
export interface InvestmentStanding {
  readonly id: string
  readonly title: string
  readonly owner: string | null
  readonly technology: string | null
  readonly requirements: readonly string[]
  readonly cost: Budget | null
  /** Spent part of the planned cost; null when either is not known. */
  readonly spent: number | null
  /** What is expected of it, in words. */
  readonly result: string | null
  readonly objective: string
  /** Progress of the objective it serves, 0..1: its result so far. */
  readonly resultProgress: number | null
  readonly deliverables: readonly string[]
  /** Progress of the deliverables that bring it about, 0..1. */
  readonly progress: number | null
  readonly start: string | null
  readonly due: string | null
  /** Real first and last day, from linked work before the document. */
  readonly started: string | null
  readonly finished: string | null
  readonly status: 'planned' | 'running' | 'late' | 'finished'
}

/** Judges an investment: dates and progress from its deliverables' work, its result from its objective. */
export function investmentStanding(investment: Investment, context: PartContext): InvestmentStanding {
  const { cost, objective, due } = investment
  const deliverables = deliverablesOf(investment.deliverables, context)
  const isDone = deliverables.length > 0 && deliverables.every(isDelivered)
  const said = saidDays(investment, context)
  const work = workSpan(
    deliverables.flatMap((each) => each.work.counted),
    context,
  )
  // What the document says of the end counts only where no work tells otherwise.
  const isOver = isDone || (said.finished !== null && !deliverables.some(isTold))
  const started = work.started ?? said.started
  const isLate = !isOver && due !== null && context.today > due
  return {
    ...investment,
    spent: cost?.planned == null || cost.planned === 0 || cost.actual === null ? null : cost.actual / cost.planned,
    resultProgress: context.objectives.get(objective)?.progress ?? null,
    progress: meanProgress(deliverables),
    started,
    finished: isOver ? (deliveredOn(deliverables, context) ?? said.finished) : null,
    status: isOver ? 'finished' : isLate ? 'late' : started === null ? 'planned' : 'running',
  }
}

/** The days that the document gives, as far as they have come. */
function saidDays({ started, finished }: Investment, { today }: PartContext) {
  const past = (day: string | null) => (day !== null && day <= today ? day : null)
  return { started: past(started), finished: past(finished) }
}
