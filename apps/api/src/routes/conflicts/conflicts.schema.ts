import { pageOf } from '../../fields.ts'
import { claim, workItem, workItemExample } from '../items/items.schema.ts'

/** An item that several deliverables named: the one that has it, and those that lost. */
const conflict = workItem
  .extend({
    winner: claim.openapi({ description: 'The deliverable that the item is linked to.' }),
    losers: claim.array().openapi({ description: 'Those that named it too, strongest first.' }),
  })
  .openapi('Conflict')

export const conflictExample = {
  ...workItemExample,
  winner: { deliverable: 'ehr-core', rule: 'epic' as const, detail: 'below epic EHR-12 “Core rollout”' },
  losers: [{ deliverable: 'medication', rule: 'field' as const, detail: 'project EHR, component Medication' }],
}

export const conflictPage = pageOf(conflict)
