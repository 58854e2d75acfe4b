import { randomBytes } from 'node:crypto'
import { openJobs } from '@throughline/jobs'
import { migrate, openDatabase } from '@throughline/store'
import { readCodeVersion } from './code-version.ts'
import type { Hub, Timetable, Vault } from './context.ts'

/** What a process gives the hub; its settings have the names of the configuration, so that it can be handed on. */
export interface HubOptions extends Timetable {
  readonly databaseUrl: string
  /** BullMQ on Redis; null runs it on PostgreSQL. */
  readonly redisUrl: string | null
  readonly vault: Vault
  readonly clock: () => number
  readonly log: Hub['log']
  readonly allowPrivateHosts: boolean
  /** Default none: every time-out and patience has its default. */
  readonly http?: Hub['http']
}

/** Opens a hub: brings the database up to date, then connects the stores and the queues. */
export async function openHub(options: HubOptions): Promise<{ readonly hub: Hub; close(): Promise<void> }> {
  await migrate(options.databaseUrl)
  const database = openDatabase(options.databaseUrl)
  const jobs = await openJobs(
    options.redisUrl === null
      ? { kind: 'postgres', url: options.databaseUrl }
      : { kind: 'redis', url: options.redisUrl },
  )
  const { vault, clock, log, allowPrivateHosts, http = {}, syncEveryMinutes, weeklyReportAt } = options
  const timetable = { syncEveryMinutes, weeklyReportAt }
  const codeVersion = await readCodeVersion()
  const newId = () => `${clock().toString(36).padStart(9, '0')}${randomBytes(5).toString('hex')}`
  return {
    hub: { database, jobs, vault, clock, log, allowPrivateHosts, http, timetable, codeVersion, newId },
    async close() {
      await jobs.close()
      await database.close()
    },
  }
}
