import { openHub } from '@throughline/hub'
import { createVault } from '@throughline/platform'
import { startWorker } from '@throughline/worker'

/*
 * One worker, as `npm run worker` runs it, against the database and, where one is named, the Redis; prints `ready`. The key
 * seals nothing real.
 */
const [databaseUrl = '', key = '', redisUrl = ''] = process.argv.slice(2)
const quiet = { debug: () => undefined, info: () => undefined, warn: console.error, error: console.error }
const { hub, close } = await openHub({
  databaseUrl,
  redisUrl: redisUrl === '' ? null : redisUrl,
  vault: createVault(Buffer.from(key, 'base64')),
  clock: Date.now,
  log: quiet,
  allowPrivateHosts: true,
  syncEveryMinutes: 24 * 60,
  weeklyReportAt: '0 6 * * 1',
})
const worker = await startWorker({ hub, log: quiet, lockMs: 30_000 })
console.log('ready')
process.once('SIGTERM', async () => {
  await worker.close()
  await close()
})
