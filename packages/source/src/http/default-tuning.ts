import { lookup } from 'node:dns'
import { setTimeout as delay } from 'node:timers/promises'
import type { HttpTuning } from './http-tuning.ts'

/** What a connector uses for every field of {@link HttpTuning} that its ports leave out. */
export const DEFAULT_TUNING: HttpTuning = {
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 30_000,
  bodyTimeoutMs: 30_000,
  patienceMs: 20_000,
  askedPatienceMs: 60_000,
  unreachablePatienceMs: 8_000,
  sleepMaxMs: 5_000,
  backoffMs: 500,
  backoffMaxMs: 5_000,
  concurrency: 8,
  sleep: (ms, signal) => delay(ms, undefined, { signal }),
  random: Math.random,
  lookup: (hostname, options, callback) => lookup(hostname, options, callback),
}
