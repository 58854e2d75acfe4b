import { ConflictError } from '@throughline/errors'
import { addLink, removeLink, type SelectorInput } from '@throughline/plan'
import type { Hub } from '../context.ts'
import { type PlanOutcome, putPlan } from './put-plan.ts'
import { getPlan } from './stored-plan.ts'

/**
 * Adds a selector to, or takes it from, an objective or deliverable by editing the stored document; comments and order
 * are kept. Where another version is stored meanwhile, that one is read and edited instead: no edit takes another back.
 * Throws NotFoundError for a plan, node or link that is not there, and `ConflictError('plan.changed_meanwhile')` when the
 * plan changes all the time; a retry helps.
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
  const change = edit.action === 'add' ? addLink : removeLink
  const message = edit.action === 'add' ? `Link work to ${edit.node}` : `Unlink work from ${edit.node}`
  for (let attempt = 1; ; attempt += 1) {
    const { record } = await getPlan(hub, id)
    const text = change(record.text, edit.node, edit.selector)
    const input = { text, format: record.format, author: edit.author, message }
    try {
      return await putPlan(hub, id, input, { ...options, base: record.version })
    } catch (error) {
      if (attempt === attemptsMax || !isChangedMeanwhile(error)) throw error
    }
  }
}

/** Each attempt in vain means that another edit was stored, so this many at once all come through. */
const attemptsMax = 20

function isChangedMeanwhile(error: unknown): boolean {
  return error instanceof ConflictError && error.code === 'plan.changed_meanwhile'
}
