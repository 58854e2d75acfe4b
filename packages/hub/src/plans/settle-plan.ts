import { ValidationError } from '@throughline/errors'
import { compileLinker, type LinkReach, linkItems, linkReach, type Plan } from '@throughline/plan'
import { type Settled, settleLinks } from '@throughline/store'
import type { Hub } from '../context.ts'
import { drain } from '../syncs/relate-items.ts'
import { readDocument } from './read-document.ts'
import { getPlan } from './stored-plan.ts'

/** Brings a plan's links up to date with everything stored before the call; answers what changed. */
export async function settlePlan(hub: Hub, id: string): Promise<Settled> {
  await drain(hub)
  for (;;) {
    const { record, plan } = await getPlan(hub, id)
    const settled = await settleLinks(
      hub.database.pool,
      {
        id,
        version: record.version,
        reachSince: (text, format) => reachSince(text, format, plan),
        link: ({ items }) => linkItems(compileLinker(plan), items),
      },
      hub.clock(),
    )
    // A newer document was stored between reading this one and settling it.
    if (settled !== null) return settled
  }
}

function reachSince(text: string, format: string, plan: Plan): LinkReach | null {
  try {
    return linkReach(readDocument({ text, format: format === 'json' ? 'json' : 'yaml' }), plan)
  } catch (error) {
    // The document was valid when it was stored; a later release may ask more of plans.
    if (error instanceof ValidationError) return null
    throw error
  }
}
