import { setTimeout as delay } from 'node:timers/promises'

/** How long to wait, and for what. */
export interface WaitOptions {
  /** What is waited for, as the end of the sentence "Waited … until". */
  readonly what: string
  /** Default 10,000 ms. */
  readonly timeoutMs?: number
  /** Pause between two looks; default 20 ms. */
  readonly everyMs?: number
}

/**
 * Waits until a condition holds and returns what it returned. False, null and undefined mean not yet; so does a throw,
 * which is kept as the cause. Throws an error that says what did not happen when the time is up.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  { what, timeoutMs = 10_000, everyMs = 20 }: WaitOptions,
): Promise<Exclude<T, false | null | undefined>> {
  const end = performance.now() + timeoutMs
  for (;;) {
    let failure: unknown
    try {
      const value = await condition()
      if (holds(value)) return value
    } catch (error) {
      failure = error
    }
    if (performance.now() >= end) {
      const reason = failure === undefined ? '' : `; the last look failed: ${String(failure)}`
      throw new Error(`Waited ${timeoutMs} ms in vain until ${what}${reason}`, { cause: failure })
    }
    await delay(everyMs)
  }
}

function holds<T>(value: T): value is Exclude<T, false | null | undefined> {
  return value !== false && value !== null && value !== undefined
}
