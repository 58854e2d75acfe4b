import { ThroughlineError } from '@throughline/errors'
import type { WorkerEvents } from '@throughline/jobs'
import { Counter, Histogram, type Registry } from 'prom-client'

/** The part of a pino logger that the worker uses. */
export interface WorkerLog {
  debug(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Writes the life of jobs to the log and, where there is a registry, into metrics. Ids only, never payloads. */
export function jobEvents(log: WorkerLog, registry?: Registry): WorkerEvents {
  const metrics = registry === undefined ? null : jobMetrics(registry)
  return {
    started({ name, id, waitMs }) {
      metrics?.wait.observe({ job: name }, waitMs / 1_000)
      log.debug({ job: id, waitMs }, 'Job started')
    },
    ended({ name, id, runMs }) {
      metrics?.run.observe({ job: name, outcome: 'completed' }, runMs / 1_000)
      log.debug({ job: id, runMs }, 'Job completed')
    },
    failed({ name, id, runMs, error, final }) {
      metrics?.run.observe({ job: name, outcome: final ? 'failed' : 'retried' }, runMs / 1_000)
      const expected = error instanceof ThroughlineError
      if (expected && !final) log.debug({ job: id, runMs, err: error }, 'Job waits and will be tried again')
      else if (final) log.error({ job: id, runMs, err: error }, 'Job failed')
      else log.warn({ job: id, runMs, err: error }, 'Job met an error and will be tried again')
    },
    stalled({ name, id }) {
      metrics?.stalled.inc({ job: name })
      log.warn({ job: `${name}/${id}` }, 'Job was taken over from a worker that stopped answering')
    },
    troubled({ name, error }) {
      log.warn({ queue: name, err: error }, 'Queue is in trouble; the worker goes on trying')
    },
  }
}

function jobMetrics(registry: Registry) {
  const buckets = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300]
  const registers = [registry]
  return {
    wait: new Histogram({
      name: 'throughline_job_wait_seconds',
      help: 'Time from enqueueing to start',
      labelNames: ['job'],
      buckets,
      registers,
    }),
    run: new Histogram({
      name: 'throughline_job_run_seconds',
      help: 'Time a job ran',
      labelNames: ['job', 'outcome'],
      buckets,
      registers,
    }),
    stalled: new Counter({
      name: 'throughline_job_stalled_total',
      help: 'Jobs taken over from a worker that stopped answering',
      labelNames: ['job'],
      registers,
    }),
  }
}
