import { addLink, removeLink, type SelectorInput } from '@throughline/plan'
import type { Hub } from '../context.ts'
import { type PlanOutcome, putPlan } from './put-plan.ts'
import { getPlan } from './stored-plan.ts'

/**
 * Adds a selector to, or takes it from, an objective or deliverable by editing the stored document; comments and order
 * are kept. Throws NotFoundError for a plan, node or link that is not there.
 */
export async function editLinks(
  hub: Hub,
  id: string,
  edit: {
    readonly action: 'add' | 'remove'
    readonly node: string
    readonly selector: SelectorInput
    readonly author: string | null
  },
  options: { readonly dryRun: boolean },
): Promise<PlanOutcome> {
  const { record } = await getPlan(hub, id)
  const change = edit.action === 'add' ? addLink : removeLink
  const text = change(record.text, edit.node, edit.selector)
  const message = edit.action === 'add' ? `Link work to ${edit.node}` : `Unlink work from ${edit.node}`
  return putPlan(hub, id, { text, format: record.format, author: edit.author, message }, options)
}
