import { type Hub, scheduleAll } from '@throughline/hub'
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
  /** Where run and wait times are counted. */
  readonly metrics?: Registry
}

/** Sets up the timetable and starts working. `close` lets running jobs reach a safe place and waits for them. */
export async function startWorker(options: WorkerOptions): Promise<{ close(): Promise<void> }> {
  const { hub, log, lockMs, metrics } = options
  await scheduleAll(hub)
  return startWorkers(hub.jobs.backend, handlersOf(hub), jobEvents(log, metrics), { lockMs, clock: hub.clock })
}
