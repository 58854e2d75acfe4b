import type { MeasuredDeliverable } from '../../measure/plan-progress.ts'

/** In which deliverables somebody has which part, by their ids. */
export interface RoleChart {
  readonly responsible: readonly string[]
  readonly accountable: readonly string[]
  readonly consulted: readonly string[]
  readonly informed: readonly string[]
}

/** Reads one person's parts off the deliverables' roles. */
export function chartOf(person: string, deliverables: readonly MeasuredDeliverable[]): RoleChart {
  const where = (has: (roles: MeasuredDeliverable['work']['deliverable']['roles']) => boolean) =>
    deliverables.flatMap(({ work }) => (has(work.deliverable.roles) ? [work.deliverable.id] : []))
  return {
    responsible: where(({ responsible }) => responsible.includes(person)),
    accountable: where(({ accountable }) => accountable === person),
    consulted: where(({ consulted }) => consulted.includes(person)),
    informed: where(({ informed }) => informed.includes(person)),
  }
}
