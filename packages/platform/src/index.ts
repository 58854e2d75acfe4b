export { type Config, type LogLevel, readConfig, requireDatabaseUrl } from './config.ts'
export { ensureDataDir } from './data-dir.ts'
export { type EnvironmentVariable, environmentReference } from './environment.ts'
export { createLogger, type Logger, type LoggerOptions } from './logging.ts'
export { createMetrics, type Metrics } from './metrics.ts'
export { openVault } from './open-vault.ts'
export { findBinaries, type PostgresBinaries } from './postgres/binaries.ts'
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresLog,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './postgres/embedded-postgres.ts'
export { describeError, redact, scrub } from './redact.ts'
export { loadOrCreateKey, secretKeyFile } from './secret-key.ts'
export { onShutdown, type Shutdown, type ShutdownLog, type ShutdownOptions, type ShutdownProcess } from './shutdown.ts'
export { equalSecrets, hashToken, newToken } from './token.ts'
export { createVault, type Vault } from './vault.ts'
