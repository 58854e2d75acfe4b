import type { Budget } from './budget.ts'
import type { PartContext } from './part-context.ts'

/** The budget of an objective or deliverable beside how far it is. */
export interface BudgetStanding extends Budget {
  readonly kind: 'objective' | 'deliverable'
  readonly id: string
  readonly title: string
  /** Spent part of the planned; null when either is not known. */
  readonly spent: number | null
  /** 0..1; null when nothing is measured. */
  readonly progress: number | null
}

/** Every budget of an objective or deliverable, in document order. */
export function budgetStandings({ plan, objectives, deliverables }: PartContext): BudgetStanding[] {
  return plan.objectives.flatMap((objective) => [
    ...standing('objective', objective, objectives.get(objective.id)?.progress ?? null),
    ...objective.deliverables.flatMap((each) =>
      standing('deliverable', each, deliverables.get(each.id)?.progress ?? null),
    ),
  ])
}

function standing(
  kind: BudgetStanding['kind'],
  { id, title, budget }: { readonly id: string; readonly title: string; readonly budget: Budget | null },
  progress: number | null,
): BudgetStanding[] {
  if (budget === null) return []
  const { planned, actual } = budget
  const spent = planned === null || planned === 0 || actual === null ? null : actual / planned
  return [{ kind, id, title, planned, actual, spent, progress }]
}
