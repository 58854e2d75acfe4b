import { NotFoundError } from '@throughline/errors'
import type { EpochMs } from '../item/work-item.ts'
import type { ObjectiveWork, PlanWork } from '../measure/plan-work.ts'
import type { BurnUp } from './burn-up.ts'

/** A deliverable, an objective or a plan, and what it is made of. */
export interface FoundNode {
  readonly kind: BurnUp['kind']
  readonly title: string
  readonly unit: BurnUp['unit']
  /** What it is made of; of a deliverable, its objective with it alone. */
  readonly objectives: readonly ObjectiveWork[]
}

/**
 * Finds a node by its id; a deliverable or an objective wins over the plan where ids are the same. Throws NotFoundError
 * `plan.node_not_found` for one that the plan does not have.
 */
export function findNode({ plan, objectives }: PlanWork, node: string): FoundNode {
  for (const { objective, deliverables } of objectives) {
    if (objective.id === node) return foundNode('objective', objective.title, [{ objective, deliverables }])
    const part = deliverables.find(({ deliverable }) => deliverable.id === node)
    if (part !== undefined) {
      return foundNode('deliverable', part.deliverable.title, [{ objective, deliverables: [part] }])
    }
  }
  if (plan.id === node) return foundNode('plan', plan.title, objectives)
  throw new NotFoundError(
    'plan.node_not_found',
    `Plan ${plan.id} has no objective or deliverable “${node}”. GET /plans/${plan.id}/roadmap lists them; ${plan.id} is the plan itself.`,
  )
}

/** The first instant at which anything of a node existed; null where nothing did. */
export function firstWorkOf(work: PlanWork, node: string): EpochMs | null {
  const items = findNode(work, node).objectives.flatMap(({ deliverables }) =>
    deliverables.flatMap(({ counted }) => counted),
  )
  return items.reduce<EpochMs | null>(
    (first, { createdAt }) => (first === null ? createdAt : Math.min(first, createdAt)),
    null,
  )
}

function foundNode(kind: BurnUp['kind'], title: string, objectives: readonly ObjectiveWork[]): FoundNode {
  const counting = objectives.flatMap(({ deliverables }) => deliverables.filter(({ counted }) => counted.length > 0))
  const isByPoints = counting.length > 0 && counting.every(({ deliverable }) => deliverable.weigh === 'points')
  return { kind, title, unit: isByPoints ? 'points' : 'items', objectives }
}
