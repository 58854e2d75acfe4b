import { ThroughlineError } from '@throughline/errors'
import type { HttpTuning } from './http-tuning.ts'

/** What {@link patiently} needs of the tuning. */
export type Patience = Pick<
  HttpTuning,
  | 'patienceMs'
  | 'askedPatienceMs'
  | 'unreachablePatienceMs'
  | 'sleepMaxMs'
  | 'backoffMs'
  | 'backoffMaxMs'
  | 'sleep'
  | 'random'
>

/**
 * Runs `attempt` until it succeeds or patience ends, and then throws the last error. What to do is read from the
 * error's own `retry`: `never` is thrown at once; `backoff` waits `backoffMs` doubled with each attempt, capped, half
 * of it jitter; `afterMs` waits at least that long. A wait beyond `sleepMaxMs` is thrown instead of slept: waiting for
 * quota is the queue's work, and a sleeping worker helps nobody.
 *
 * Patience counts the time spent in failed attempts, in backoff and in guessed waits. One that the tool asked for spends
 * `askedPatienceMs` instead, so that a busy tool does not look like a broken one. Errors that are no `ThroughlineError`
 * are bugs and thrown at once.
 */
export async function patiently<T>(patience: Patience, signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  let spentMs = 0
  let askedMs = 0
  for (let failures = 0; ; failures += 1) {
    signal.throwIfAborted()
    const started = performance.now()
    try {
      return await attempt()
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ThroughlineError) || error.retry === 'never') throw error
      spentMs += performance.now() - started
      const isAsked = error.retry !== 'backoff' && error.retry.isGuessed !== true
      const waitMs = Math.max(backoffMs(patience, failures), error.retry === 'backoff' ? 0 : error.retry.afterMs)
      if (isAsked) askedMs += waitMs
      else spentMs += waitMs
      const isOver = askedMs > patience.askedPatienceMs || spentMs > limitMs(patience, error)
      if (waitMs > patience.sleepMaxMs || isOver) throw error
      await pause(patience, waitMs, signal)
    }
  }
}

function limitMs(patience: Patience, error: ThroughlineError): number {
  return error.code.endsWith('.unreachable')
    ? Math.min(patience.unreachablePatienceMs, patience.patienceMs)
    : patience.patienceMs
}

function backoffMs(patience: Patience, failures: number): number {
  const full = Math.min(patience.backoffMaxMs, patience.backoffMs * 2 ** Math.min(failures, 20))
  return Math.round(full / 2 + (full / 2) * patience.random())
}

async function pause(patience: Patience, ms: number, signal: AbortSignal): Promise<void> {
  try {
    await patience.sleep(ms, signal)
  } catch (error) {
    signal.throwIfAborted()
    throw error
  }
}
