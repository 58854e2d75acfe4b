import { resolve } from 'node:path'
import { ConflictError, type Fault, ValidationError } from '@throughline/errors'
import { z } from 'zod'
import { type EnvironmentName, environment } from './environment.ts'

/** What the environment says, parsed once by each app and handed on. Units stand in the names. */
export interface Config {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Null starts the embedded server. */
  readonly databaseUrl: string | null
  /** Null runs BullMQ on PostgreSQL. */
  readonly redisUrl: string | null
  /** Absolute path; not created yet. */
  readonly dataDir: string
  readonly adminToken: string | null
  /** 32 bytes; null takes the key of the data directory (`loadOrCreateKey`). */
  readonly secretKey: Buffer | null
  readonly allowPrivateHosts: boolean
  readonly logLevel: LogLevel
  readonly syncEveryMinutes: number
  readonly rangesInFlight: number
  readonly jobLockMs: number
  /** Cron pattern, read in each plan's time zone. */
  readonly weeklyReportAt: string
}

/** A pino level, or `silent`. */
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

const schema = z.object(
  Object.fromEntries(Object.entries(environment).map(([name, { schema: one }]) => [name, one])) as {
    [Name in EnvironmentName]: (typeof environment)[Name]['schema']
  },
)

/**
 * Reads the environment. A variable that is empty counts as unset; other programs' variables are ignored.
 *
 * Throws `ValidationError` (`config.invalid`) that names every variable at fault and what to set it to; never shows
 * the value of one that holds a secret. Retrying does not help.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const texts = Object.fromEntries(Object.keys(environment).map((name) => [name, env[name]?.trim() || undefined]))
  const parsed = schema.safeParse(texts)
  if (!parsed.success) throw invalid(parsed.error, texts)
  const values = parsed.data
  return {
    host: values.HOST,
    port: values.PORT,
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    dataDir: resolve(values.THROUGHLINE_DATA_DIR),
    adminToken: values.THROUGHLINE_ADMIN_TOKEN ?? null,
    secretKey: values.THROUGHLINE_SECRET_KEY ?? null,
    allowPrivateHosts: values.THROUGHLINE_ALLOW_PRIVATE_HOSTS === 'true',
    logLevel: values.LOG_LEVEL,
    syncEveryMinutes: values.THROUGHLINE_SYNC_EVERY,
    rangesInFlight: values.THROUGHLINE_RANGES_IN_FLIGHT,
    jobLockMs: values.THROUGHLINE_JOB_LOCK_MS,
    weeklyReportAt: values.THROUGHLINE_WEEKLY_REPORT_AT,
  }
}

/** The database that processes share; throws ConflictError where none is set, for the embedded one serves one process. */
export function requireDatabaseUrl({ databaseUrl }: Config): string {
  if (databaseUrl !== null) return databaseUrl
  throw new ConflictError(
    'config.no_database',
    'Set DATABASE_URL to the PostgreSQL that the API and the worker share. `npm start` runs both with a database of its own.',
  )
}

function invalid(error: z.ZodError, texts: Readonly<Record<string, string | undefined>>): ValidationError {
  const names = new Set(error.issues.map((issue) => String(issue.path[0])))
  const faults = [...names].map((name): Fault => ({ pointer: `/${name}`, detail: faultOf(name, texts[name]) }))
  return new ValidationError('config.invalid', faults.map((fault) => fault.detail).join(' '), faults)
}

function faultOf(name: string, value: string | undefined): string {
  const entry = Object.entries(environment).find(([one]) => one === name)?.[1]
  if (entry === undefined) return `${name} is not acceptable.`
  const shown = entry.secret || value === undefined ? '' : ` "${value.slice(0, 60)}"`
  return `${name}${shown} is not acceptable: set it to ${entry.expected}, or unset it (default: ${entry.default}).`
}
