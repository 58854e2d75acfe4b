import { NotFoundError, ValidationError } from '@throughline/errors'
import {
  ancestorsOf,
  type Counting,
  compileLinker,
  explainCounting,
  explainLink,
  type LinkExplanation,
  linkItems,
  type Plan,
  type WorkItem,
} from '@throughline/plan'
import { findItems, isSettledFor, readItemLinks, readLinkedBeside, readSurroundings } from '@throughline/store'
import type { Hub } from '../context.ts'
import { getPlan } from '../plans/stored-plan.ts'

/** Why an item stands where it stands in a plan, and whether it counts there. */
export interface ItemExplanation extends LinkExplanation {
  readonly plan: string
  /** Of the plan; the newest. */
  readonly version: number
  /** False while the plan, or something about the item, waits to be settled: the stored link or its conflicts may still be others. */
  readonly isSettled: boolean
  readonly item: WorkItem
  /** Null when it is linked to nothing. */
  readonly counting: Counting | null
}

/**
 * Explains the link of an item by the newest version of a plan and the newest state of the item. Throws NotFoundError for
 * a plan or an item that is not there, and ValidationError when several connections have the key and none is named.
 */
export async function explainItem(
  hub: Hub,
  planId: string,
  { key, connection }: { readonly key: string; readonly connection?: string | undefined },
): Promise<ItemExplanation> {
  const { plan, record } = await getPlan(hub, planId)
  const item = await onlyItem(hub, key, connection ?? null)
  const items = await readSurroundings(hub.database.pool, item.id)
  const explanation = explainAmong(plan, item, items)
  const stored = (await readItemLinks(hub.database.pool, item.id)).find((link) => link.plan === planId)
  const ids = items.map(({ id }) => id)
  const { link } = explanation
  const isSame = stored?.deliverable === link?.deliverable && stored?.detail === link?.detail
  const beside = link === null ? [] : await readLinkedBeside(hub.database.pool, planId, link.deliverable, item.id)
  return {
    plan: planId,
    version: record.version,
    isSettled: isSame && (await isSettledFor(hub.database.pool, planId, record.version, ids)),
    item,
    ...explanation,
    counting: link === null ? null : explainCounting(item, beside),
  }
}

async function onlyItem(hub: Hub, key: string, connection: string | null): Promise<WorkItem> {
  const found = await findItems(hub.database.pool, key, connection)
  const [item] = found
  if (item === undefined) {
    const where = connection === null ? 'No connection has an item' : `Connection ${connection} has no item`
    throw new NotFoundError(
      'item.not_found',
      `${where} ${key}. Keys keep the tool’s spelling, such as PROJ-1 or owner/repo#1.`,
    )
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
