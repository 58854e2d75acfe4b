import type { EpochMs } from '@throughline/plan'
import type { QuotaWindow } from '../quota.ts'

/** `Date` headers have whole seconds and answers take their time: two readings of one reset differ by about that much. */
const RESET_JITTER_MS = 2_000

/**
 * Joins what is known of a quota with what another answer, or another worker, tells of it. Within one window the lower
 * `remaining` stands, because answers arrive in another order than they were given; of two windows the later one does.
 * A pause lasts as long as the longest that was asked for. A window that is over counts as unknown. The order of the two
 * does not matter, except where neither says when it ends: then `told` stands.
 */
export function joinQuota(known: QuotaWindow | null, told: QuotaWindow, now: EpochMs): QuotaWindow {
  const before = current(known ?? told, now)
  const after = current(told, now)
  const pausedUntil = latest(before.pausedUntil, after.pausedUntil)
  if (after.remaining === null) return { ...before, pausedUntil }
  if (before.remaining === null || before.resetAt === null || after.resetAt === null) return { ...after, pausedUntil }
  if (Math.abs(after.resetAt - before.resetAt) > RESET_JITTER_MS) {
    return { ...(after.resetAt > before.resetAt ? after : before), pausedUntil }
  }
  return {
    ...(after.resetAt > before.resetAt ? after : before),
    remaining: Math.min(before.remaining, after.remaining),
    pausedUntil,
  }
}

/** The window without what is over by `now`. */
function current(window: QuotaWindow, now: EpochMs): QuotaWindow {
  const pausedUntil = window.pausedUntil !== null && window.pausedUntil > now ? window.pausedUntil : null
  const isOver = window.resetAt !== null && window.resetAt <= now
  return isOver ? { ...window, remaining: null, resetAt: null, pausedUntil } : { ...window, pausedUntil }
}

function latest(one: EpochMs | null, other: EpochMs | null): EpochMs | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other)
}
