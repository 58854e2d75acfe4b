import { compileLinker, linkItems } from '@throughline/plan'
import { type Settled, settleLinks } from '@throughline/store'
import type { Hub } from '../context.ts'
import { drain } from '../syncs/relate-items.ts'
import { getPlan } from './stored-plan.ts'

/** Brings a plan's links up to date with everything stored before the call; answers what changed. */
export async function settlePlan(hub: Hub, id: string): Promise<Settled> {
  await drain(hub)
  for (;;) {
    const { record, plan } = await getPlan(hub, id)
    const linker = compileLinker(plan)
    const settled = await settleLinks(
      hub.database.pool,
      { id, version: record.version },
      ({ items }) => linkItems(linker, items),
      hub.clock(),
    )
    // A newer document was stored between reading this one and settling it.
    if (settled !== null) return settled
  }
}
