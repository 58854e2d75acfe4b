import { type Portfolio, readPortfolio, readRevision } from '@throughline/store'
import type { Hub } from '../context.ts'

interface Kept {
  readonly plan: string
  readonly revision: number
  readonly portfolio: Promise<Portfolio>
}

/** The newest portfolio of each hub, kept while no derived state changes: reads of one revision share one load. */
const kept = new WeakMap<Hub, Kept>()

/** A plan's items and links as of the newest revision. */
export async function currentPortfolio(hub: Hub, plan: string): Promise<Portfolio> {
  const revision = await readRevision(hub.database.pool)
  const last = kept.get(hub)
  if (last !== undefined && last.plan === plan && last.revision === revision) return last.portfolio
  const portfolio = readPortfolio(hub.database.pool, plan)
  kept.set(hub, { plan, revision, portfolio })
  portfolio.catch(() => kept.delete(hub))
  return portfolio
}
