import { setTimeout as delay } from 'node:timers/promises'

/** The part of a log that a shutdown writes to. */
export interface ShutdownLog {
  info(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** How a process is shut down; the defaults are right for every app. */
export interface ShutdownOptions {
  readonly log: ShutdownLog
  /** How long all handlers together may take; default 10,000 ms. */
  readonly timeoutMs?: number
  /** Where signals come from and how the process ends; tests put their own here. Default: this process. */
  readonly process?: ShutdownProcess
}

/** What a shutdown needs of a process. */
export interface ShutdownProcess {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
  exit(code: number): void
}

/** The ordered end of a process. */
export interface Shutdown {
  /** Has `close` called at the end, before everything that was added earlier. */
  add(name: string, close: () => unknown): void
  /**
   * Closes everything, last added first, once: later calls wait for the first. A handler that fails does not keep the
   * others from closing. Returns the exit code: 0, or 1 when a handler failed or the time was up. Does not exit.
   */
  close(): Promise<0 | 1>
}

const signals = ['SIGINT', 'SIGTERM'] as const

/**
 * Ends the process in order on SIGINT and SIGTERM: closes what was added, in reverse, and exits with 0, or with 1 when
 * something failed or took longer than the time-out. A second signal exits at once with 1, for whoever will not wait.
 */
export function onShutdown({ log, timeoutMs = 10_000, process: target = process }: ShutdownOptions): Shutdown {
  const handlers: { readonly name: string; readonly close: () => unknown }[] = []
  let closing: Promise<0 | 1> | null = null
  const shutdown: Shutdown = {
    add: (name, close) => handlers.push({ name, close }),
    close() {
      closing ??= closeAll(handlers, timeoutMs, log)
      return closing
    },
  }
  let isAsked = false
  for (const signal of signals) {
    target.on(signal, () => {
      if (isAsked) return target.exit(1)
      isAsked = true
      log.info({ signal }, 'Shutting down')
      shutdown.close().then(
        (code) => target.exit(code),
        () => target.exit(1),
      )
    })
  }
  return shutdown
}

async function closeAll(
  handlers: readonly { readonly name: string; readonly close: () => unknown }[],
  timeoutMs: number,
  log: ShutdownLog,
): Promise<0 | 1> {
  const timer = new AbortController()
  const timeUp = delay(timeoutMs, 'time is up' as const, { signal: timer.signal })
  // Aborting the timer is the ordinary end.
  timeUp.catch(() => undefined)
  let code: 0 | 1 = 0
  for (const { name, close } of handlers.toReversed()) {
    try {
      const outcome = await Promise.race([Promise.resolve(close()).then(() => 'closed' as const), timeUp])
      if (outcome === 'closed') continue
      log.error({ name, timeoutMs }, 'Did not close in time; what it was doing is taken up at the next start')
      code = 1
    } catch (error) {
      log.error({ name, err: error }, 'Could not be closed')
      code = 1
    }
  }
  timer.abort()
  return code
}
