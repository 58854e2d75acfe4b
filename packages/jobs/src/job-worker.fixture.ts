import { setTimeout as delay } from 'node:timers/promises'
import { openBackend, type QueuePlace } from './backend.ts'
import { type Handlers, startWorkers } from './worker.ts'

/**
 * A worker process that takes up a job and never ends it: prints `ready`, then `took` with the job's attempt. Told where
 * the queues are by `PLACE`, and how long its locks last by `LOCK_MS`.
 */
const place = JSON.parse(process.env.PLACE ?? '') as QueuePlace
const hang = async (_: unknown, { attempt }: { readonly attempt: number }) => {
  process.stdout.write(`took ${attempt}\n`)
  await delay(600_000)
}
const handlers: Handlers = {
  'sync.due': hang,
  'sync.scope': hang,
  'sync.range': hang,
  'items.refresh': hang,
  'side.read': hang,
  'webhooks.read': hang,
  'webhooks.missed': hang,
  relate: hang,
  'settle.plan': hang,
  'report.weekly': hang,
  sweep: hang,
}
const silent = () => undefined
const events = { started: silent, ended: silent, failed: silent, stalled: silent, troubled: silent }
startWorkers(await openBackend(place), handlers, events, { lockMs: Number(process.env.LOCK_MS), clock: Date.now })
process.stdout.write('ready\n')
