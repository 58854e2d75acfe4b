import { ThroughlineError } from '@throughline/errors'
import { ensureAdminToken, openHub } from '@throughline/hub'
import {
  type Config,
  createLogger,
  createMetrics,
  onShutdown,
  openVault,
  readConfig,
  requireDatabaseUrl,
} from '@throughline/platform'
import { startApi } from './start-api.ts'

try {
  await run(readConfig(process.env))
} catch (error) {
  if (!(error instanceof ThroughlineError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

/** Runs the API alone, until it is asked to stop. */
async function run(config: Config): Promise<void> {
  const databaseUrl = requireDatabaseUrl(config)
  const { host, port, adminToken } = config
  const log = createLogger({ level: config.logLevel, secrets: adminToken === null ? [] : [adminToken] })
  const shutdown = onShutdown({ log })
  const { hub, close } = await openHub({
    ...config,
    databaseUrl,
    vault: await openVault(config),
    clock: Date.now,
    log,
  })
  shutdown.add('hub', close)
  const api = await startApi({ hub, host, port, adminToken, log, metrics: createMetrics('api') })
  shutdown.add('api', api.close)
  log.info({ url: api.url }, 'API listens')
  const firstToken = adminToken === null ? await ensureAdminToken(hub) : null
  // Once, and not into the log, which is kept and shown around.
  if (firstToken !== null) process.stdout.write(`Admin token, shown this once: ${firstToken}\n`)
}
