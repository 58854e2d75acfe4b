import { ThroughlineError } from '@throughline/errors'
import { openHub } from '@throughline/hub'
import {
  type Config,
  createLogger,
  createMetrics,
  onShutdown,
  openVault,
  readConfig,
  requireDatabaseUrl,
} from '@throughline/platform'
import { serveHealth } from './serve-health.ts'
import { startWorker } from './start-worker.ts'

try {
  await run(readConfig(process.env))
} catch (error) {
  if (!(error instanceof ThroughlineError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

/** Works off the queues of a hub whose API runs elsewhere, until it is asked to stop. Any number may run side by side. */
async function run(config: Config): Promise<void> {
  const databaseUrl = requireDatabaseUrl(config)
  const log = createLogger({ level: config.logLevel })
  const shutdown = onShutdown({ log })
  const { hub, close } = await openHub({
    ...config,
    databaseUrl,
    vault: await openVault(config),
    clock: Date.now,
    log,
  })
  shutdown.add('hub', close)
  const metrics = createMetrics('worker')
  const worker = await startWorker({
    hub,
    log,
    lockMs: config.jobLockMs,
    rangesInFlight: config.rangesInFlight,
    metrics,
  })
  shutdown.add('worker', () => worker.close())
  const health = await serveHealth({ host: config.host, port: 0, hub, metrics })
  shutdown.add('health', () => health.close())
  log.info({ health: health.url, queues: hub.jobs.backend.kind }, 'Worker is working')
}
