import type { Health, HealthStatus } from './health.ts'
import { plural } from './words.ts'

/** A part of an objective or plan, with its verdict. */
export interface JudgedPart {
  readonly title: string
  readonly health: Health
}

/** From the worst to the best; done and cancelled parts are not weighed. */
const WORST_FIRST = ['off_track', 'at_risk', 'unknown', 'not_started', 'on_track'] as const satisfies HealthStatus[]

const WORDS: Readonly<Record<HealthStatus, string>> = {
  done: 'done',
  cancelled: 'cancelled',
  unknown: 'unknown',
  off_track: 'off track',
  at_risk: 'at risk',
  not_started: 'not started',
  on_track: 'on track',
}

/** More parts than this are counted, not listed. */
const NAMED_MAX = 5

/** A health status in words: `off track`. */
export function healthWords(status: HealthStatus): string {
  return WORDS[status]
}

/**
 * The worst health of the parts that are neither done nor cancelled; with none of those left it is done when any part
 * is, else cancelled, and unknown without parts.
 *
 * @param noun what a part is called, such as `deliverable`.
 */
export function worstHealth(parts: readonly JudgedPart[], noun: string): Health {
  if (parts.length === 0) return { status: 'unknown', reasons: [`It has no ${noun}s.`] }
  for (const status of WORST_FIRST) {
    const those = parts.filter(({ health }) => health.status === status)
    if (those.length > 0) return { status, reasons: [reason(status, those, parts.length, noun)] }
  }
  const isDone = parts.some(({ health }) => health.status === 'done')
  return isDone
    ? { status: 'done', reasons: [`Every ${noun} is done or cancelled.`] }
    : { status: 'cancelled', reasons: [`Every ${noun} is cancelled.`] }
}

function reason(status: HealthStatus, those: readonly JudgedPart[], total: number, noun: string): string {
  const named = those.slice(0, NAMED_MAX).map(({ title }) => `“${title}”`)
  const more = those.length > NAMED_MAX ? ` and ${those.length - NAMED_MAX} more` : ''
  return `${those.length} of ${plural(total, noun)} ${those.length === 1 ? 'is' : 'are'} ${WORDS[status]}: ${named.join(', ')}${more}.`
}
