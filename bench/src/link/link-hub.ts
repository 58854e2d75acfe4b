import { randomBytes } from 'node:crypto'
import { type Hub, openHub, putPlan, settlePlan } from '@throughline/hub'
import type { PlanDocument } from '@throughline/plan'
import { createVault } from '@throughline/platform'
import { planId } from './big-plan.ts'

/** A hub without workers, whose plan is settled when it is asked to. */
export interface LinkHub {
  readonly hub: Hub
  /** Stores a version of the plan; answers how long that took, in seconds. */
  put(plan: PlanDocument): Promise<number>
  /** Settles the plan; answers how long that took, in seconds. */
  settle(): Promise<number>
  /** Reads items as the linker does, all or those named; answers how long that took, in seconds. */
  read(ids?: readonly number[]): Promise<number>
  /** The plan's links as they are stored, by item. */
  links(): Promise<ReadonlyMap<number, string>>
  close(): Promise<void>
}

/** The present of the benchmarks: a Saturday a month after the last item was created. */
export const NOW = Date.parse('2026-11-28T12:00:00Z')

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined }

/** Opens a hub on an empty database. */
export async function openLinkHub(databaseUrl: string): Promise<LinkHub> {
  const { hub, close } = await openHub({
    databaseUrl,
    redisUrl: null,
    vault: createVault(randomBytes(32)),
    clock: () => NOW,
    log: quiet,
    allowPrivateHosts: true,
    syncEveryMinutes: 24 * 60,
    weeklyReportAt: '0 6 * * 1',
  })
  const { pool } = hub.database
  return {
    hub,
    put(plan) {
      const input = { text: JSON.stringify(plan), format: 'json', author: null, message: null } as const
      return seconds(() => putPlan(hub, planId, input, { dryRun: false }))
    },
    settle: () => seconds(() => settlePlan(hub, planId)),
    read: (ids) =>
      seconds(() => (ids === undefined ? pool.query(itemsSql('')) : pool.query(itemsSql(someItems), [ids]))),
    async links() {
      const { rows } = await pool.query<{ item_id: number; link: string }>(linksSql, [planId])
      return new Map(rows.map(({ item_id, link }) => [item_id, link]))
    },
    close,
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1_000
}

const someItems = 'where i.id = any($1)'

/** The columns that linking looks at. */
const itemsSql = (which: string) => `
select i.id, i.connection_id, i.scope, i.key, i.kind, i.type, i.title, i.status, i.parent_id, i.parent_key, i.labels,
  i.components, i.milestones, i.assignee, i.tombstone_kind, i.tombstone_at, i.moved_to,
  case when i.kind = 'pull_request'
    then array(select r.target_id::int4 from item_reference r where r.item_id = i.id order by r.target_id)
    end as reference_ids
from item i ${which} order by i.id`

const linksSql = `
select item_id, concat_ws(' ', deliverable, rule, detail, conflicts) as link from link where plan_id = $1`
