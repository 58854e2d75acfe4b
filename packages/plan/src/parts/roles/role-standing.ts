import type { PartContext } from '../part-context.ts'
import { isDelivered } from '../part-work.ts'
import type { Roles } from './roles.ts'

/** Who has which part in a deliverable, and whether there is still work for them. */
export interface RoleStanding extends Roles {
  readonly deliverable: string
  readonly title: string
  readonly owner: string | null
  readonly status: 'open' | 'delivered' | 'cancelled'
}

/** The roles of every deliverable that names any, in document order. */
export function roleStandings({ plan, deliverables }: PartContext): RoleStanding[] {
  return plan.objectives
    .flatMap((objective) => objective.deliverables)
    .filter(({ roles }) => namesSomebody(roles))
    .map(({ id, title, owner, roles }) => {
      const found = deliverables.get(id)
      const isLeftOut = found === undefined || found.standing === 'left_out'
      const status = isLeftOut ? 'cancelled' : isDelivered(found) ? 'delivered' : 'open'
      return { deliverable: id, title, owner, ...roles, status }
    })
}

function namesSomebody({ responsible, accountable, consulted, informed }: Roles): boolean {
  return responsible.length + consulted.length + informed.length > 0 || accountable !== null
}
