import type { Link, LinkReach } from '@throughline/plan'
import type pg from 'pg'
import { inTransaction } from '../database.ts'
import { changedTask, type LinkingTask, wholeTask } from './linking-task.ts'
import { bumpRevision } from './revision.ts'
import { type Settled, storeLinks } from './store-links.ts'

/** A version of a plan, as far as settling it needs to understand it. */
export interface PlanToSettle {
  readonly id: string
  readonly version: number
  /**
   * What can differ from the links of an earlier version of the document, or null when that cannot be told: everything
   * is linked again then.
   */
  reachSince(text: string, format: string): LinkReach | null
  /** The links of a task’s items. */
  link(task: LinkingTask): readonly Link[]
}

/** Keeps every plan from settling until the transaction ends. */
export async function lockSettling(client: pg.PoolClient): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(${settleLock('p.id')}) from (select id from plan order by id) p`)
}

const settleLock = (plan: string) => `hashtextextended('settle ' || ${plan}, 0)`

/**
 * Drains a plan's waiting items and stores the links that they have now; after a change of the plan, also those of the
 * items that the change can reach. Everything is linked where no version was settled before, or where so much is reached
 * that this is quicker. One transaction under the plan's lock: a crash leaves the set as it was, and two settlings of one
 * plan follow each other. Null, and nothing done, when the plan has another version by now: the caller reads it and
 * settles again, or what an older document says would stand until the next change.
 */
export async function settleLinks(pool: pg.Pool, plan: PlanToSettle, now: number): Promise<Settled | null> {
  return inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(${settleLock('$1')})`, [plan.id])
    const { rows } = await client.query<StandingRow>(standingSql, [plan.id])
    const [standing] = rows
    if (standing?.version !== plan.version) return null
    const { rows: drained } = await client.query<{ item_id: number }>(
      'delete from dirty_link where plan_id = $1 returning item_id',
      [plan.id],
    )
    const isNew = standing.settled_version !== plan.version
    if (!isNew && drained.length === 0) return { linked: 0, unlinked: 0, deliverables: [] }
    const reach = isNew ? reachOf(plan, standing) : nothing
    const changed = drained.map((row) => row.item_id)
    const task =
      (reach === null ? null : await changedTask(client, plan.id, changed, reach)) ?? (await wholeTask(client))
    const settled = await storeLinks(client, plan.id, task.affected, plan.link(task))
    await client.query('update plan set settled_version = $2, settled_at = $3 where id = $1', [
      plan.id,
      plan.version,
      new Date(now).toISOString(),
    ])
    // Numbers stay as they were where no link changed.
    if (settled.linked + settled.unlinked > 0) await bumpRevision(client)
    return settled
  })
}

const nothing: LinkReach = { selectors: [], moved: [] }

function reachOf(plan: PlanToSettle, { text, format }: StandingRow): LinkReach | null {
  return text === null || format === null ? null : plan.reachSince(text, format)
}

/** How far a plan is settled, with the document of that version where it is not the newest; null where there is none. */
interface StandingRow {
  readonly version: number
  readonly settled_version: number
  readonly text: string | null
  readonly format: string | null
}

const standingSql = `
select p.version, p.settled_version, v.text, v.format
from plan p left join plan_version v
  on v.plan_id = p.id and v.version = p.settled_version and p.settled_version <> p.version
where p.id = $1`
