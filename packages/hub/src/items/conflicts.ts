import { itemAt } from '@throughline/plan'
import { type ConflictedItem, listConflicts } from '@throughline/store'
import type { Hub } from '../context.ts'
import { basisOf } from '../numbers/basis.ts'
import { askedInstant, type Moments } from '../numbers/known-moment.ts'
import { isNumber, type PageOf, type PageRequest, readCursor, toPage } from '../page.ts'
import { getPlan } from '../plans/stored-plan.ts'

/**
 * Items that more than one deliverable of a plan named, in the order the hub first saw them, now or as they stood and were
 * known; throws NotFoundError.
 */
export async function conflictedItems(
  hub: Hub,
  plan: string,
  moments: Moments,
  page: PageRequest,
): Promise<PageOf<ConflictedItem>> {
  await getPlan(hub, plan)
  const after = readCursor(page.cursor, isNumber) ?? 0
  const isPresent = moments.asOf === undefined && moments.knownAt === undefined
  // The present needs one page only, which the database finds by itself.
  const rows = await (isPresent
    ? listConflicts(hub.database.pool, plan, after, page.limit + 1)
    : conflictsThen(hub, plan, moments, after, page.limit + 1))
  return toPage(rows, page.limit, (last) => last.item.id)
}

async function conflictsThen(
  hub: Hub,
  planId: string,
  moments: Moments,
  after: number,
  limit: number,
): Promise<ConflictedItem[]> {
  const { plan, items, links, now } = await basisOf(hub, planId, moments)
  const asOf = askedInstant({ plan, now }, moments)
  const conflicted = new Map(links.flatMap((link) => (link.conflicts.length > 0 ? [[link.itemId, link]] : [])))
  return items
    .flatMap((item): ConflictedItem[] => {
      const link = item.id > after && item.tombstone === null ? conflicted.get(item.id) : undefined
      const then = link === undefined ? null : itemAt(item, asOf)
      return link === undefined || then === null ? [] : [{ item: then, link }]
    })
    .slice(0, limit)
}
