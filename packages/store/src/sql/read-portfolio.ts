import type { EpochMs, Link, WorkItem } from '@throughline/plan'
import type pg from 'pg'
import { followPortfolio } from './follow-portfolio.ts'

/** Everything that a plan's numbers are computed from, as of one snapshot. */
export interface Portfolio {
  /** All items of all connections, tombstones included, by id. */
  readonly items: readonly WorkItem[]
  /** By id of the item; links of items that readers do not see yet are left out. */
  readonly links: readonly Link[]
  /** What it lacks was stored by a transaction that began after this. */
  readonly horizon: EpochMs
}

/** Reads all of a plan's portfolio in one snapshot. */
export async function readPortfolio(pool: pg.Pool, plan: string): Promise<Portfolio> {
  const { items, links } = await followPortfolio(pool, plan, { items: null, links: null })
  return { items: items.items, links: links.links, horizon: items.seen.horizon }
}
