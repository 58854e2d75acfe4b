import { type Hub, restoreTimetable, scheduleAll } from '@throughline/hub'
import { startWorkers } from '@throughline/jobs'
import type { Registry } from 'prom-client'
import { handlersOf } from './handlers.ts'
import { jobEvents, type WorkerLog } from './job-events.ts'

/** What a worker process, or the part of one that works, is given. */
export interface WorkerOptions {
  readonly hub: Hub
  readonly log: WorkerLog
  /** How long a job of a killed worker waits until another takes it up, ms. */
  readonly lockMs: number
  /** Ranges of large scopes that it walks side by side; default as the job says. */
  readonly rangesInFlight?: number
  /** How often it makes sure that the timetable is still there, ms; default 15,000. */
  readonly timetableCheckMs?: number
  /** Where run and wait times are counted. */
  readonly metrics?: Registry
}

/** Sets up the timetable and starts working. `close` lets running jobs reach a safe place and waits for them. */
export async function startWorker(options: WorkerOptions): Promise<{ close(): Promise<void> }> {
  const { hub, log, lockMs, rangesInFlight, timetableCheckMs = 15_000, metrics } = options
  await scheduleAll(hub)
  const workers = startWorkers(hub.jobs.backend, handlersOf(hub), jobEvents(log, metrics), {
    lockMs,
    clock: hub.clock,
    concurrency: rangesInFlight === undefined ? {} : { 'sync.range': rangesInFlight },
  })
  // A flush of Redis takes the schedules too, and whatever could bring them back from inside the queues.
  let looking: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    looking = restoreTimetable(hub).catch((error: unknown) => {
      log.warn({ err: error }, 'The timetable could not be looked at; the worker tries again')
    })
  }, timetableCheckMs)
  return {
    async close() {
      clearInterval(timer)
      await looking
      await workers.close()
    },
  }
}
