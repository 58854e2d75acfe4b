import { ThroughlineError } from '@throughline/errors'
import { catalog, type Handlers, type JobContext, type JobName, type Jobs, outcomeOf } from '@throughline/jobs'
import type { SettableClock } from '@throughline/testing'

/** Runs jobs in this process, one after another, in the order in which they are due. */
export interface InlineJobs {
  readonly enqueue: Jobs['enqueue']
  /**
   * Runs what waits until nothing does; the clock is set to when each job is due.
   *
   * @throws what a handler throws that is no ThroughlineError: a fault of the hub itself; Error when there is no end.
   */
  drain(handlers: Handlers): Promise<void>
}

interface WaitingJob {
  readonly name: JobName
  readonly cause: string
  readonly attempt: number
  readonly dueAt: number
  readonly run: (handlers: Handlers, context: JobContext) => Promise<void>
}

/** More runs than any history of a few steps needs. */
const runsMax = 2_000

/** Makes queues that behave as BullMQ's do, without the time that it spends on waiting. */
export function inlineJobs(clock: SettableClock): InlineJobs {
  const waiting: WaitingJob[] = []
  const add = (job: WaitingJob) => {
    if (!waiting.some(({ cause }) => cause === job.cause)) waiting.push(job)
  }
  return {
    async enqueue(name, payload, options = {}) {
      const cause = `${name} ${JSON.stringify(payload)}`
      const dueAt = clock() + (options.delayMs ?? 0)
      add({ name, cause, attempt: 1, dueAt, run: (handlers, context) => handlers[name](payload, context) })
    },
    async drain(handlers) {
      for (let runs = 0; waiting.length > 0; runs += 1) {
        if (runs > runsMax) throw new Error(`No end: ${waiting.map(({ cause }) => cause).join(', ')} still waits.`)
        const job = takeFirst(waiting)
        if (job.dueAt > clock()) clock.set(job.dueAt)
        const again = await runOnce(job, handlers)
        if (again !== null) add({ ...job, attempt: job.attempt + again.attempts, dueAt: clock() + again.afterMs })
      }
    },
  }
}

function takeFirst(waiting: WaitingJob[]): WaitingJob {
  const first = waiting.reduce((earliest, job) => (job.dueAt < earliest.dueAt ? job : earliest))
  waiting.splice(waiting.indexOf(first), 1)
  return first
}

/** When the job has to run again, and whether that counts as an attempt; null when it has ended, well or not. */
async function runOnce(
  { name, attempt, cause, run }: WaitingJob,
  handlers: Handlers,
): Promise<{ readonly attempts: number; readonly afterMs: number } | null> {
  const { attempts, backoffMs } = catalog[name]
  const signal = new AbortController().signal
  try {
    await run(handlers, { id: cause, attempt, lastAttempt: attempt >= attempts, signal })
    return null
  } catch (error) {
    if (!(error instanceof ThroughlineError)) throw error
    const outcome = outcomeOf(error)
    if (outcome.kind === 'delay') return { attempts: 0, afterMs: outcome.ms }
    if (outcome.kind === 'fail' || attempt >= attempts) return null
    return { attempts: 1, afterMs: backoffMs * 2 ** (attempt - 1) }
  }
}
