import type { Jobs } from '@throughline/jobs'
import type { HttpTuning, SourceLog } from '@throughline/source'
import type { Database } from '@throughline/store'

/** Seals and opens credentials; `context` names the record they belong to, so a sealed text cannot be moved. */
export interface Vault {
  seal(plain: string, context: string): string
  open(sealed: string, context: string): string
}

/** When the hub acts by itself. */
export interface Timetable {
  /** Time from one sync of a connection to the next. */
  readonly syncEveryMinutes: number
  /** Cron pattern, read in each plan's time zone. */
  readonly weeklyReportAt: string
}

/** What every use case is given: the stores, the queues and the edges. Nothing in the hub reads the environment. */
export interface Hub {
  readonly database: Database
  readonly jobs: Jobs
  readonly vault: Vault
  readonly clock: () => number
  readonly log: SourceLog
  readonly allowPrivateHosts: boolean
  /** Overrides of the connectors' time-outs and patience; what is left out has its default. */
  readonly http?: Partial<HttpTuning>
  readonly timetable: Timetable
  /** Which code runs; it is written into reports. */
  readonly codeVersion: string
  /** Makes ids of syncs and tokens: unique, and later ones sort later. */
  readonly newId: () => string
}
