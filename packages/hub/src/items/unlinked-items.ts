import { unlinkedItems as itemsLinkedToNothing, type WorkItem } from '@throughline/plan'
import { listUnlinked } from '@throughline/store'
import type { Hub } from '../context.ts'
import { basisOf } from '../numbers/basis.ts'
import { askedInstant, type Moments } from '../numbers/known-moment.ts'
import {
  isNumber,
  isTimePosition,
  type PageOf,
  type PageRequest,
  readCursor,
  type TimePosition,
  toPage,
} from '../page.ts'
import { getPlan } from '../plans/stored-plan.ts'

/** Which of the unlinked items are wanted, and of when. */
interface UnlinkedFilter extends Moments {
  readonly connection?: string | undefined
  readonly state?: string | undefined
}

/** Items of all connections, pull requests included, that a plan links to nothing; newest first. */
export async function unlinkedItems(
  hub: Hub,
  plan: string,
  filter: UnlinkedFilter,
  page: PageRequest,
): Promise<PageOf<WorkItem>> {
  await getPlan(hub, plan)
  const position = readCursor(page.cursor, isItemPosition)
  const isPresent = filter.asOf === undefined && filter.knownAt === undefined
  const rows = await (isPresent
    ? unlinkedNow(hub, plan, filter, position, page.limit + 1)
    : unlinkedThen(hub, plan, filter, position, page.limit + 1))
  return toPage(rows, page.limit, (last) => ({ at: last.createdAt, id: last.id }))
}

type ItemPosition = TimePosition & { readonly id: number }

/** The present needs one page only, which the database finds by itself. */
function unlinkedNow(
  hub: Hub,
  plan: string,
  filter: UnlinkedFilter,
  position: ItemPosition | null,
  limit: number,
): Promise<WorkItem[]> {
  const after = position === null ? null : { createdAt: new Date(position.at).toISOString(), id: position.id }
  return listUnlinked(hub.database.pool, plan, filter, after, limit)
}

async function unlinkedThen(
  hub: Hub,
  planId: string,
  filter: UnlinkedFilter,
  position: ItemPosition | null,
  limit: number,
): Promise<WorkItem[]> {
  const { plan, items, links, now } = await basisOf(hub, planId, filter)
  const asOf = askedInstant({ plan, now }, filter)
  return itemsLinkedToNothing({ items, links, asOf })
    .filter(
      ({ connection, state }) => connection === (filter.connection ?? connection) && state === (filter.state ?? state),
    )
    .filter(
      ({ createdAt, id }) =>
        position === null || createdAt < position.at || (createdAt === position.at && id < position.id),
    )
    .slice(0, limit)
}

function isItemPosition(value: unknown): value is ItemPosition {
  return isTimePosition(value) && isNumber(value.id)
}
