import { noteSuccession } from '@throughline/plan'
import {
  type FollowedItems,
  type FollowedLinks,
  followPortfolio,
  type Portfolio,
  readRevision,
} from '@throughline/store'
import { LRUCache } from 'lru-cache'
import type { Hub } from '../context.ts'

/** A plan's links beside the items, kept while nothing changes. */
interface KeptPlan {
  /** The newest one that is known to have changed nothing. */
  readonly revision: number
  readonly links: FollowedLinks
  readonly portfolio: Portfolio
}

/** What a hub holds of its database: the items once, whatever the number of plans, and the links of some plans. */
interface Kept {
  items: FollowedItems | null
  readonly plans: LRUCache<string, KeptPlan>
  /** Reads that wait for their turn, by plan: whoever asks meanwhile shares them, for they will see at least as much. */
  readonly waiting: Map<string, Promise<Portfolio>>
  /** Ends with the last read; they follow each other, so that each goes on from the one before. */
  turn: Promise<unknown>
}

const kept = new WeakMap<Hub, Kept>()

/** How many plans' links are kept, some megabytes each for a large plan. */
const PLANS_MAX = 20

/**
 * A plan's items and links as of the newest revision. After a change only the rows that changed are read; where nothing
 * did, this is the same portfolio again, so that what was computed from it stands.
 */
export async function currentPortfolio(hub: Hub, plan: string): Promise<Portfolio> {
  return portfolioAt(hub, plan, await readRevision(hub.database.pool))
}

/** A plan's items and links as of a revision that was just read, or a later one. */
async function portfolioAt(hub: Hub, plan: string, revision: number): Promise<Portfolio> {
  const own = keptOf(hub)
  const last = own.plans.get(plan)
  if (last?.revision === revision) return last.portfolio
  const waiting = own.waiting.get(plan)
  if (waiting !== undefined) return waiting
  const read = own.turn.then(() => {
    own.waiting.delete(plan)
    return follow(hub, plan, own)
  })
  own.waiting.set(plan, read)
  own.turn = read.catch(() => undefined)
  return read
}

async function follow(hub: Hub, plan: string, own: Kept): Promise<Portfolio> {
  const before = own.plans.get(plan)
  const { items, links } = await followPortfolio(hub.database.pool, plan, {
    items: own.items,
    links: before?.links ?? null,
  })
  const isSame = before?.portfolio.items === items.items && before.portfolio.links === links.links
  const portfolio = isSame ? before.portfolio : { items: items.items, links: links.links, horizon: items.seen.horizon }
  if (before !== undefined && !isSame) noteSuccession(before.portfolio, portfolio)
  own.items = items
  own.plans.set(plan, { revision: items.seen.revision, links, portfolio })
  return portfolio
}

function keptOf(hub: Hub): Kept {
  const known = kept.get(hub)
  if (known !== undefined) return known
  const made: Kept = {
    items: null,
    plans: new LRUCache({ max: PLANS_MAX }),
    waiting: new Map(),
    turn: Promise.resolve(),
  }
  kept.set(hub, made)
  return made
}
