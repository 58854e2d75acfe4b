import type { Deliverable } from './deliverable.ts'
import type { Objective } from './objective.ts'
import type { Plan } from './plan.ts'

/** An objective with everything that work can be linked to under it. */
export interface PlanNode {
  readonly objective: Objective
  /** In document order; `{objective}.direct`, where there is one, stands last. */
  readonly deliverables: readonly Deliverable[]
}

/**
 * The objectives of a plan in document order, each with its deliverables, plus `{objective}.direct` for an objective
 * with `links` of its own. This order decides ties between links. The direct one stands last wherever the document
 * writes the objective's `links`, so that a deliverable's own claim beats the wider net of its objective.
 */
export function planNodes(plan: Plan): readonly PlanNode[] {
  return plan.objectives.map((objective) => ({
    objective,
    deliverables:
      objective.selectors.length === 0
        ? objective.deliverables
        : [...objective.deliverables, directDeliverable(objective)],
  }))
}

/** The id under which an objective's own links are shown. */
export function directId(objective: string): string {
  return `${objective}.direct`
}

function directDeliverable(objective: Objective): Deliverable {
  return {
    id: directId(objective.id),
    title: `${objective.title} (linked directly)`,
    objective: objective.id,
    owner: objective.owner,
    start: null,
    due: null,
    release: null,
    budget: null,
    roles: { responsible: [], accountable: null, consulted: [], informed: [] },
    dependsOn: [],
    weight: 1,
    weigh: 'items',
    progress: 'measured',
    entries: [],
    status: 'active',
    selectors: objective.selectors,
    isDirect: true,
  }
}
