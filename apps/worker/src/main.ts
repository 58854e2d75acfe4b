import { openHub } from '@throughline/hub'
import {
  createLogger,
  createMetrics,
  createVault,
  loadOrCreateKey,
  onShutdown,
  readConfig,
  requireDatabaseUrl,
} from '@throughline/platform'
import { serveHealth } from './serve-health.ts'
import { startWorker } from './start-worker.ts'

/* `npm run worker`: works off the queues of a hub whose API runs elsewhere. Any number may run side by side. */
const config = readConfig(process.env)
const log = createLogger({ level: config.logLevel })
const shutdown = onShutdown({ log })
try {
  const databaseUrl = requireDatabaseUrl(config)
  const key = config.secretKey ?? (await loadOrCreateKey(config.dataDir))
  const { hub, close } = await openHub({
    databaseUrl,
    redisUrl: config.redisUrl,
    vault: createVault(key),
    clock: Date.now,
    log,
    allowPrivateHosts: config.allowPrivateHosts,
    timetable: { syncEveryMs: config.syncEveryMinutes * 60_000, weeklyReportAt: config.weeklyReportAt },
  })
  shutdown.add('hub', close)
  const metrics = createMetrics('worker')
  const worker = await startWorker({ hub, log, lockMs: config.jobLockMs, metrics })
  shutdown.add('worker', () => worker.close())
  const health = await serveHealth({ host: config.host, port: 0, hub, metrics })
  shutdown.add('health', () => health.close())
  log.info({ health: health.url, queues: hub.jobs.backend.kind }, 'Worker is working')
} catch (error) {
  log.fatal({ err: error }, error instanceof Error ? error.message : 'The worker could not start')
  await shutdown.close()
  process.exitCode = 1
}
