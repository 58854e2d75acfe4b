import type { Outlook } from '@throughline/plan'
import type { Portfolio } from '@throughline/store'

/** Outlooks by the portfolio they were computed from: they go when another takes its place. */
const kept = new WeakMap<Portfolio, Map<string, Promise<Outlook>>>()

/** How many are kept of one portfolio: the present one, which is asked for again and again, and some of the past. */
const KEPT_MAX = 16

/**
 * Answers what was computed of a portfolio under the same key before, or is being computed, else computes it; of more than
 * {@link KEPT_MAX} the one that nobody asked for longest goes.
 *
 * @param key everything but the portfolio that the outlook follows from.
 */
export function keptOutlook(portfolio: Portfolio, key: string, compute: () => Promise<Outlook>): Promise<Outlook> {
  const outlooks = kept.get(portfolio) ?? new Map<string, Promise<Outlook>>()
  const outlook = outlooks.get(key) ?? compute()
  // Put last, so that what was not asked for longest stands first.
  outlooks.delete(key)
  outlooks.set(key, outlook)
  const [oldest] = outlooks.keys()
  if (oldest !== undefined && outlooks.size > KEPT_MAX) outlooks.delete(oldest)
  kept.set(portfolio, outlooks)
  outlook.catch(() => outlooks.get(key) === outlook && outlooks.delete(key))
  return outlook
}
