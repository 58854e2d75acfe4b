import { RateLimitedError, ThroughlineError, UpstreamError, UpstreamRefusedError } from '@throughline/errors'
import { failScope, noteRetry, noteTrouble } from '@throughline/store'
import type { Hub } from '../context.ts'

/** How long a scope goes on without a single success before it fails. Waits that the tool asks for do not count. */
const patienceMs = 10 * 60_000

/** From one job to the next; within a job the HTTP session has been patient already. */
const backoffMs = 2_000
const backoffGrowth = 1.5
const backoffMaxMs = 60_000

/** How often a guessed wait doubles from one job to the next: GitHub wants to be left alone for longer each time. */
const guessedDoublings = 3

/**
 * What to raise when a job on a scope met an error: a delay while patience lasts, or a failure for good, which ends the
 * scope with a sentence that says what to do. Patience is kept in the database, so a killed worker does not renew it, and
 * the scope shows what it is struggling with. A tool that nobody reached since its connection was stored is mostly a
 * wrong address: whoever typed it hears of it at once.
 */
export async function struggle(
  hub: Hub,
  of: { readonly syncId: string; readonly scope: string },
  met: unknown,
  run: { readonly signal: AbortSignal; readonly lastAttempt: boolean },
): Promise<unknown> {
  const { pool } = hub.database
  const isTimeUp = isTimeout(run.signal.reason)
  if (run.signal.aborted && !isTimeUp) return met
  const error = isTimeUp ? tookTooLong(met) : met
  if (!(error instanceof ThroughlineError)) {
    if (!run.lastAttempt) return error
    const message = 'The sync met an error of the hub itself; the log has it under this sync’s id. Retry the sync.'
    await failScope(pool, of.syncId, of.scope, { code: 'sync.unexpected', message }, hub.clock())
    return error
  }
  const failure = { code: error.code, message: error.message }
  if (error.retry === 'never') {
    await failScope(pool, of.syncId, of.scope, failure, hub.clock())
    return error
  }
  const now = hub.clock()
  const { afterMs: leastMs, isGuessed = false } = error.retry === 'backoff' ? { afterMs: null } : error.retry
  const askedMs = isGuessed ? null : leastMs
  const first = { ...failure, retryAt: now + (leastMs ?? backoffMs), isAskedFor: askedMs !== null }
  const trouble = await noteTrouble(pool, of, first, now)
  if (trouble === null || askedMs !== null) return new RateLimitedError(error.code, error.message, askedMs ?? 0)
  const isWrongAddress = error.code.endsWith('.unreachable') && !trouble.hasAnswered
  if (now - trouble.since < patienceMs && !isWrongAddress) {
    const waitMs = Math.max(
      Math.round(Math.min(backoffMaxMs, backoffMs * backoffGrowth ** (trouble.failures - 1))),
      (leastMs ?? 0) * 2 ** Math.min(guessedDoublings, trouble.failures - 1),
    )
    await noteRetry(pool, of, now + waitMs)
    return new RateLimitedError(error.code, error.message, waitMs, { cause: error })
  }
  await failScope(pool, of.syncId, of.scope, failure, now)
  // The job is not tried again, and stays visible with its reason.
  return new UpstreamRefusedError('sync.gave_up', error.message, { cause: error })
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError'
}

/** An answer that comes drop by drop breaks no other bound than the job's own. */
function tookTooLong(cause: unknown): UpstreamError {
  return new UpstreamError(
    'sync.took_too_long',
    'A step of the sync took longer than a job may, mostly because the tool answers too slowly. It is tried again; check the tool, and any proxy before it, if it lasts.',
    { cause },
  )
}
