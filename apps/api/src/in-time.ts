import { setTimeout as wait } from 'node:timers/promises'
import { UpstreamError } from '@throughline/errors'

/** Waits for work that may never end, such as a command to a Redis that is away; throws UpstreamError after `ms`. */
export async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  const timer = new AbortController()
  const timeUp = wait(ms, undefined, { signal: timer.signal }).then(
    () => {
      throw new UpstreamError('hub.no_answer', `The database or the queues did not answer within ${ms} ms.`)
    },
    // Aborted: the work was done in time, and nobody looks at this any more.
    () => new Promise<never>(() => undefined),
  )
  try {
    return await Promise.race([work, timeUp])
  } finally {
    timer.abort()
  }
}
