import { ThroughlineError } from '@throughline/errors'
import { DelayedError, type Job, UnrecoverableError, type Worker } from 'bullmq'
import type { QueueBackend } from './backend.ts'
import { catalog, type JobName, type JobPayload, jobNames } from './catalog.ts'
import { openEnvelope } from './jobs.ts'

/** What a handler is told besides its payload. */
export interface JobContext {
  readonly id: string
  readonly attempt: number
  /** Whether a failure that may pass still ends the job. */
  readonly lastAttempt: boolean
  /** Aborts when the job's time is up or the worker shuts down. */
  readonly signal: AbortSignal
}

/** One handler for every job of the catalogue; the compiler names the one that is missing. */
export type Handlers = {
  readonly [Name in JobName]: (payload: JobPayload<Name>, context: JobContext) => Promise<void>
}

/** What the worker tells about each run, for logs and metrics. */
export interface WorkerEvents {
  started(run: { readonly name: JobName; readonly id: string; readonly waitMs: number }): void
  ended(run: { readonly name: JobName; readonly id: string; readonly runMs: number }): void
  failed(run: {
    readonly name: JobName
    readonly id: string
    readonly runMs: number
    readonly error: unknown
    readonly final: boolean
  }): void
  stalled(run: { readonly name: JobName; readonly id: string }): void
  /** The queue itself answers with an error; BullMQ goes on trying. */
  troubled(run: { readonly name: JobName; readonly error: unknown }): void
}

export interface RunningWorkers {
  /** Stops taking jobs, aborts the signals of running ones and waits for them. */
  close(): Promise<void>
}

/**
 * Runs the handlers on the queues of a backend. `lockMs` is how long a job of a killed worker waits until another takes
 * it up: a live one renews its lock at half that time.
 */
export function startWorkers(
  backend: QueueBackend,
  handlers: Handlers,
  events: WorkerEvents,
  options: {
    readonly lockMs: number
    readonly clock: () => number
    /** Runs side by side, where they differ from what the definitions say. */
    readonly concurrency?: Partial<Record<JobName, number>>
  },
): RunningWorkers {
  const closing = new AbortController()
  const workers = jobNames.map((name): Worker => {
    const definition = catalog[name]
    const worker = backend.worker(name, (job, token) => run(name, job, token), {
      concurrency: options.concurrency?.[name] ?? definition.concurrency,
      lockDuration: options.lockMs,
      stalledInterval: options.lockMs / 2,
      // A job whose worker is killed is not at fault: with BullMQ's default of 1 the second kill would fail it for good.
      maxStalledCount: 1_000,
    })
    worker.on('stalled', (id) => events.stalled({ name, id }))
    worker.on('error', (error) => events.troubled({ name, error }))
    return worker
  })

  async function run(name: JobName, job: Job, token: string | undefined): Promise<void> {
    const id = `${name}/${job.id}`
    const startedAt = options.clock()
    events.started({ name, id, waitMs: startedAt - job.timestamp })
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(catalog[name].timeoutMs)])
    try {
      const attempt = job.attemptsMade + 1
      await handle(name, job.data, { id, attempt, lastAttempt: attempt >= catalog[name].attempts, signal })
      events.ended({ name, id, runMs: options.clock() - startedAt })
    } catch (error) {
      const outcome = closing.signal.aborted ? { kind: 'delay' as const, ms: 0 } : outcomeOf(error)
      const final =
        outcome.kind === 'fail' || (outcome.kind === 'retry' && job.attemptsMade + 1 >= catalog[name].attempts)
      events.failed({ name, id, runMs: options.clock() - startedAt, error, final })
      if (outcome.kind === 'retry') throw error
      if (outcome.kind === 'fail') throw new UnrecoverableError(error instanceof Error ? error.message : String(error))
      await job.moveToDelayed(options.clock() + outcome.ms, token)
      throw new DelayedError()
    }
  }

  function handle<Name extends JobName>(name: Name, data: unknown, context: JobContext): Promise<void> {
    return handlers[name](openEnvelope(name, data), context)
  }

  return {
    async close() {
      closing.abort(new Error('The worker is shutting down.'))
      await Promise.all(workers.map((worker) => worker.close()))
    },
  }
}

/** What becomes of a job that failed: tried again, failed for good, or left for so many milliseconds. */
export type Outcome =
  | { readonly kind: 'retry' }
  | { readonly kind: 'fail' }
  | { readonly kind: 'delay'; readonly ms: number }

/** The one place that knows what an error means to a queue. Unknown errors may pass, so they are tried again. */
export function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof ThroughlineError)) return { kind: 'retry' }
  if (error.retry === 'never') return { kind: 'fail' }
  if (error.retry === 'backoff') return { kind: 'retry' }
  return { kind: 'delay', ms: error.retry.afterMs }
}
