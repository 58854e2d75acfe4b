import type { EpochMs } from '@throughline/plan'
import { type Portfolio, readPortfolioKnownAt } from '@throughline/store'
import { LRUCache } from 'lru-cache'
import type { Hub } from '../context.ts'
import { currentPortfolio } from './portfolio.ts'

/** Past portfolios of plans by the newest one: they share most of their items, and the past changes when a connection goes. */
const kept = new WeakMap<Portfolio, LRUCache<EpochMs, Promise<Portfolio>>>()

/** How many are kept of one: as many weeks as a person compares. */
const KEPT_MAX = 4

/** A plan's items and links as they were known at a past moment. */
export async function portfolioKnownAt(hub: Hub, plan: string, knownAt: EpochMs): Promise<Portfolio> {
  const newest = await currentPortfolio(hub, plan)
  const portfolios = kept.get(newest) ?? new LRUCache({ max: KEPT_MAX })
  kept.set(newest, portfolios)
  const known = portfolios.get(knownAt)
  if (known !== undefined) return known
  const portfolio = readPortfolioKnownAt(hub.database.pool, plan, newest, knownAt)
  portfolios.set(knownAt, portfolio)
  portfolio.catch(() => portfolios.delete(knownAt))
  return portfolio
}
