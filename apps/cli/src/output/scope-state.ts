import type { QuotaWindowAnswer, SyncScopeAnswer } from '../hub/answers.ts'
import { clockTime, counted, duration, thousands } from './formats.ts'

/** What a scope does in each phase, in a word or two. */
const doing: Readonly<Record<SyncScopeAnswer['phase'], string>> = {
  begin: 'beginning',
  items: 'reading',
  merge: 'merging',
  census: 'taking census',
  mend: 'asking for what differs',
  relate: 'relating',
}

/**
 * How a scope of a sync stands, in one line: what it does or waits for and until when, how far it is, how fast, and what
 * it cost. Times of day are in `timeZone`, by default this machine's.
 */
export function scopeState(
  scope: SyncScopeAnswer,
  quota: readonly QuotaWindowAnswer[],
  now: number,
  timeZone?: string,
): string {
  if (scope.status === 'queued') return 'queued'
  const isRunning = scope.status === 'running'
  const { expected, ratePerSecond, secondsLeft, waiting } = scope
  const isWalking = isRunning && (scope.phase === 'begin' || scope.phase === 'items')
  const used = isRunning ? usedQuota(quota, now) : null
  const parts = [
    isRunning ? doing[scope.phase] : scope.status,
    ...(isRunning && waiting !== null ? [waitingText(waiting, now, timeZone)] : []),
    `${thousands(scope.fetched)}${isWalking && expected !== null ? ` of ${thousands(expected)}` : ''} fetched`,
    ...(isWalking && ratePerSecond !== null ? [`${rateText(ratePerSecond)}/s`] : []),
    ...(isWalking && secondsLeft !== null ? [`${duration(secondsLeft)} left`] : []),
    `${thousands(scope.saved)} changed`,
    ...(scope.removed > 0 ? [`${thousands(scope.removed)} removed`] : []),
    ...(scope.quarantined > 0 ? [`${counted(scope.quarantined, 'record')} not readable`] : []),
    counted(scope.requests, 'request'),
    ...(used === null ? [] : [used]),
  ]
  return parts.join(', ')
}

function waitingText(waiting: NonNullable<SyncScopeAnswer['waiting']>, now: number, timeZone?: string): string {
  const { message, until, failures } = waiting
  const often = failures === 0 ? '' : ` after ${counted(failures, 'failure')}`
  return `waiting until ${clockTime(until, now, timeZone)}${often} (${message})`
}

function rateText(perSecond: number): string {
  return perSecond < 10 ? perSecond.toFixed(1) : thousands(Math.round(perSecond))
}

/** The largest window is the tool's main quota; one that is over tells nothing any more. */
function usedQuota(quota: readonly QuotaWindowAnswer[], now: number): string | null {
  const [main] = quota
    .flatMap(({ limit, remaining, resetAt }) =>
      limit === null || remaining === null || resetAt === null || Date.parse(resetAt) <= now
        ? []
        : [{ limit, used: limit - remaining }],
    )
    .toSorted((one, other) => other.limit - one.limit)
  return main === undefined ? null : `quota ${thousands(main.used)} of ${thousands(main.limit)} used`
}
