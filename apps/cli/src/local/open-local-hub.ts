import { startApi } from '@throughline/api'
import { ConflictError } from '@throughline/errors'
import { ensureAdminToken, type Hub, openHub } from '@throughline/hub'
import {
  type Config,
  createMetrics,
  type Logger,
  openVault,
  type Shutdown,
  startEmbeddedPostgres,
} from '@throughline/platform'
import { startWorker } from '@throughline/worker'

/** What a hub in this process is started with. */
export interface LocalHubOptions {
  readonly config: Config
  readonly log: Logger
  /** Everything that is opened is added here, so whoever ends the process ends it in order. */
  readonly shutdown: Shutdown
  /** Take any free port when the configured one is taken. */
  readonly anyPort?: boolean
}

/** A hub that runs in this process: database, API and worker. */
export interface LocalHub {
  readonly url: string
  /** The first admin token, to be shown this once; null when there was one before, or one is configured. */
  readonly firstToken: string | null
}

/**
 * Starts everything of a hub in this process: the embedded PostgreSQL unless `databaseUrl` is set, the API and the
 * worker. Throws ConflictError when the port or the database cannot be had; what was opened until then is in `shutdown`.
 */
export async function openLocalHub({ config, log, shutdown, anyPort = false }: LocalHubOptions): Promise<LocalHub> {
  const databaseUrl = config.databaseUrl ?? (await openPostgres(config, log, shutdown))
  const { hub, close } = await openHub({
    ...config,
    databaseUrl,
    vault: await openVault(config),
    clock: Date.now,
    log,
  })
  shutdown.add('hub', close)
  const metrics = createMetrics('throughline')
  const api = await listen(config, anyPort, { hub, log, metrics, adminToken: config.adminToken })
  shutdown.add('api', () => api.close())
  const worker = await startWorker({
    hub,
    log,
    lockMs: config.jobLockMs,
    rangesInFlight: config.rangesInFlight,
    metrics,
  })
  shutdown.add('worker', () => worker.close())
  // Last, because a start that fails shows no token, and none is made a second time.
  const firstToken = config.adminToken === null ? await ensureAdminToken(hub) : null
  return { url: api.url, firstToken }
}

async function openPostgres(config: Config, log: Logger, shutdown: Shutdown): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log })
  shutdown.add('postgres', () => postgres.stop())
  return postgres.url
}

async function listen(
  { host, port }: Config,
  anyPort: boolean,
  options: { hub: Hub; log: Logger; metrics: ReturnType<typeof createMetrics>; adminToken: string | null },
) {
  try {
    return await startApi({ host, port, ...options })
  } catch (error) {
    if (!anyPort || !(error instanceof ConflictError) || error.code !== 'api.port_taken') throw error
    return startApi({ host, port: 0, ...options })
  }
}
