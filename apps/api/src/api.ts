import type { Hub } from '@throughline/hub'
import type { Registry } from 'prom-client'
import type { CallerOf } from './access.ts'
import type { ApiApp } from './http/endpoint.ts'

/** The part of a pino logger that the API uses. */
export interface ApiLog {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** What the API is made of. */
export interface ApiOptions {
  readonly hub: Hub
  /** A token with the admin role besides the stored ones; null for none. */
  readonly adminToken: string | null
  readonly log: ApiLog
  /** What `/metrics` shows; request durations are added to it. Default: a registry of the API's own. */
  readonly metrics?: Registry
  /** Ends event streams when the process drains. */
  readonly signal?: AbortSignal
}

/** What every group of routes is given. */
export interface Api {
  readonly app: ApiApp
  readonly hub: Hub
  readonly log: ApiLog
  readonly callerOf: CallerOf
  readonly metrics: Registry
  readonly signal: AbortSignal
}
