import { ValidationError } from '@throughline/errors'
import {
  ancestorsOf,
  type Counting,
  compileLinker,
  explainCounting,
  explainLink,
  itemAt,
  type Link,
  type LinkExplanation,
  linkItems,
  type Plan,
  type WorkItem,
} from '@throughline/plan'
import { findItems, isSettledFor, readItemLinks, readLinkedBeside, readSurroundings } from '@throughline/store'
import type { Hub } from '../context.ts'
import { basisOf } from '../numbers/basis.ts'
import { askedInstant, type Moments } from '../numbers/known-moment.ts'
import { getPlan } from '../plans/stored-plan.ts'
import { noItem } from './list-items.ts'

/** Why an item stands where it stands in a plan, and whether it counts there. */
export interface ItemExplanation extends LinkExplanation {
  readonly plan: string
  /** Of the plan; the newest, or the one that was known then. */
  readonly version: number
  /** False while the plan, or something about the item, waits to be settled: the stored link or its conflicts may still be others. */
  readonly isSettled: boolean
  readonly item: WorkItem
  /** Null when it is linked to nothing. */
  readonly counting: Counting | null
}

/** Which item is to be explained, and of when. */
interface AskedItem extends Moments {
  readonly key: string
  readonly connection?: string | undefined
}

/**
 * Explains the link of an item by a plan and its items as they are now, or as they stood and were known. Throws NotFoundError for
 * a plan or an item that is not there, and ValidationError when several connections have the key and none is named.
 */
export async function explainItem(hub: Hub, planId: string, asked: AskedItem): Promise<ItemExplanation> {
  const isPresent = asked.asOf === undefined && asked.knownAt === undefined
  return isPresent ? explainNow(hub, planId, asked) : explainThen(hub, planId, asked)
}

/** The present needs the item and its surroundings only, which the database finds by itself. */
async function explainNow(hub: Hub, planId: string, asked: AskedItem): Promise<ItemExplanation> {
  const { pool } = hub.database
  const { plan, record } = await getPlan(hub, planId)
  const item = onlyItem(await findItems(pool, asked.key, asked.connection ?? null), asked)
  const items = await readSurroundings(pool, item.id)
  const explanation = explainAmong(plan, item, items)
  const stored = (await readItemLinks(pool, item.id)).find((link) => link.plan === planId)
  const ids = items.map(({ id }) => id)
  const { link } = explanation
  const beside = link === null ? [] : await readLinkedBeside(pool, planId, link.deliverable, item.id)
  return {
    plan: planId,
    version: record.version,
    isSettled: isSame(stored, link) && (await isSettledFor(pool, planId, record.version, ids)),
    item,
    ...explanation,
    counting: link === null ? null : explainCounting(item, beside),
  }
}

async function explainThen(hub: Hub, planId: string, asked: AskedItem): Promise<ItemExplanation> {
  const { plan, record, items, links, now } = await basisOf(hub, planId, asked)
  const asOf = askedInstant({ plan, now }, asked)
  const found = items.flatMap((each) => {
    const isMeant = each.key === asked.key && each.connection === (asked.connection ?? each.connection)
    const then = isMeant ? itemAt(each, asOf) : null
    return then ?? []
  })
  const item = onlyItem(found, asked)
  const byId = new Map(items.map((each) => [each.id, each]))
  const named = [item, ...item.references.flatMap((id) => byId.get(id) ?? [])]
  const surroundings = new Set(named.flatMap((each) => [each, ...ancestorsOf(each, byId)]))
  const explanation = explainAmong(plan, item, [...surroundings])
  const { link } = explanation
  const beside = links.flatMap(({ itemId, deliverable }) =>
    itemId === item.id || deliverable !== link?.deliverable ? [] : (byId.get(itemId) ?? []),
  )
  return {
    plan: planId,
    version: record.version,
    isSettled: isSame(
      links.find(({ itemId }) => itemId === item.id),
      link,
    ),
    item,
    ...explanation,
    counting: link === null ? null : explainCounting(item, beside),
  }
}

type Placed = Pick<Link, 'deliverable' | 'detail'>

function isSame(stored: Placed | undefined, link: Placed | null): boolean {
  return stored?.deliverable === link?.deliverable && stored?.detail === link?.detail
}

function onlyItem(found: readonly WorkItem[], asked: AskedItem): WorkItem {
  const { key, connection } = asked
  const [item] = found
  if (item === undefined) {
    const nobody = connection === undefined ? 'No connection has an item' : `Connection ${connection} has no item`
    throw noItem(nobody, key, asked)
  }
  if (found.length > 1) {
    const ids = found.map((each) => each.connection).join(', ')
    throw new ValidationError('item.several', `Several connections have an item ${key}. Name one of them: ${ids}.`, [
      { pointer: '/connection', detail: `One of ${ids} is needed.` },
    ])
  }
  return item
}

function explainAmong(plan: Plan, item: WorkItem, items: readonly WorkItem[]): LinkExplanation {
  const byId = new Map(items.map((each) => [each.id, each]))
  const links = new Map(linkItems(compileLinker(plan), items).map((link) => [link.itemId, link]))
  return explainLink(plan, item, {
    ancestors: item.kind === 'issue' ? ancestorsOf(item, byId) : [],
    referenced: item.references.flatMap((id) => {
      const issue = byId.get(id)
      return issue?.kind === 'issue' ? [{ item: issue, link: links.get(id) ?? null }] : []
    }),
  })
}
