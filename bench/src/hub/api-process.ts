import { startApi } from '@throughline/api'
import { openHub } from '@throughline/hub'
import { createVault } from '@throughline/platform'
import { NOW } from '../link/link-hub.ts'

/*
 * The API, as `npm run api` runs it, against a database; prints its address. No worker runs. Its clock goes on from the
 * benchmarks' present. The key seals nothing real.
 */
const [databaseUrl = '', key = '', adminToken = ''] = process.argv.slice(2)
const quiet = { debug: () => undefined, info: () => undefined, warn: console.error, error: console.error }
const { hub, close } = await openHub({
  databaseUrl,
  redisUrl: null,
  vault: createVault(Buffer.from(key, 'base64')),
  clock: () => NOW + Math.floor(performance.now()),
  log: quiet,
  allowPrivateHosts: true,
  syncEveryMinutes: 24 * 60,
  weeklyReportAt: '0 6 * * 1',
})
const api = await startApi({ hub, log: quiet, adminToken, host: '127.0.0.1', port: 0 })
console.log(api.url)
process.once('SIGTERM', async () => {
  await api.close()
  await close()
})
