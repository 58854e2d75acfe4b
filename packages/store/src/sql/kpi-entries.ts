import type { EpochMs } from '@throughline/plan'
import type pg from 'pg'
import { type Database, inTransaction } from '../database.ts'
import { lockEntries } from './lock-entries.ts'

/** A KPI value entered by a person, as it stands: for a `manual` KPI the value, for a measured one an override. */
export interface KpiEntryRecord {
  readonly kpi: string
  readonly week: string
  readonly value: number
  readonly reason: string
  readonly until: string | null
  readonly author: string | null
  readonly createdAt: EpochMs
}

/** One row of the log: a value was entered, or the one before was taken back. */
export interface KpiEntryAct extends Omit<KpiEntryRecord, 'value' | 'reason'> {
  readonly id: number
  /** Null where a value was taken back. */
  readonly value: number | null
  /** Null where none was given for taking back. */
  readonly reason: string | null
  /** What held for the week before, also where it was entered for an earlier one; null when nothing did. */
  readonly replaced: KpiEntryRecord | null
}

/** What a person enters. */
export type KpiEntryInput = Omit<KpiEntryRecord, 'author' | 'createdAt'>

/**
 * Adds entered values to the log, all or none, and answers them with what each replaced. Those who enter values of one plan
 * wait for each other, so none replaces what it did not see.
 */
export async function enterKpiValues(
  { pool }: Database,
  plan: string,
  entries: readonly KpiEntryInput[],
  author: string | null,
  now: EpochMs,
): Promise<KpiEntryAct[]> {
  return inTransaction(pool, async (client) => {
    await lockEntries(client, plan)
    const at = new Date(now).toISOString()
    return actsOf(client, await client.query(enterSql, [plan, JSON.stringify(entries), author, at]))
  })
}

/** Adds to the log that a value was taken back; null, and nothing added, where none stands. */
export async function takeBackKpiValue(
  { pool }: Database,
  plan: string,
  act: { readonly kpi: string; readonly week: string; readonly reason: string | null; readonly author: string | null },
  now: EpochMs,
): Promise<KpiEntryAct | null> {
  return inTransaction(pool, async (client) => {
    await lockEntries(client, plan)
    const { kpi, week, reason, author } = act
    const at = new Date(now).toISOString()
    const [taken] = await actsOf(client, await client.query(takeBackSql, [plan, kpi, week, reason, author, at]))
    return taken ?? null
  })
}

/** All entered KPI values of a plan that stand, or that stood at an instant. */
export async function listKpiEntries({ pool }: Database, plan: string, knownAt?: EpochMs): Promise<KpiEntryRecord[]> {
  const at = knownAt === undefined ? null : new Date(knownAt).toISOString()
  const { rows } = await pool.query<KpiEntryRecord>(standingSql, [plan, at])
  return rows
}

/** The log of one KPI, newest first, below the row `before` where given. */
export async function listKpiEntryActs(
  { pool }: Database,
  plan: string,
  kpi: string,
  before: number | null,
  limit: number,
): Promise<KpiEntryAct[]> {
  const where = 'where e.plan_id = $1 and e.kpi_id = $2 and ($3::bigint is null or e.id < $3)'
  const { rows } = await pool.query<KpiEntryAct>(`${actsSql} ${where} order by e.id desc limit $4`, [
    plan,
    kpi,
    before,
    limit,
  ])
  return rows
}

const enterSql = `
insert into kpi_entry (plan_id, kpi_id, week, value, reason, until, author, created_at)
select $1, kpi, week, value, reason, until, $3, $4
from jsonb_to_recordset($2) given(kpi text, week text, value float8, reason text, until text)
returning id`

const takeBackSql = `
insert into kpi_entry (plan_id, kpi_id, week, reason, author, created_at)
select $1, $2, $3, $4, $5, $6
where (select value from kpi_entry where plan_id = $1 and kpi_id = $2 and week = $3 order by id desc limit 1) is not null
returning id`

const standingSql = `
select kpi_id as kpi, week, value, reason, until, author, created_at as "createdAt"
from (
  select distinct on (kpi_id, week) * from kpi_entry
  where plan_id = $1 and ($2::timestamptz is null or known_since <= $2)
  order by kpi_id, week, id desc
) newest
where value is not null
order by kpi_id, week`

const actsSql = `
select e.id, e.kpi_id as kpi, e.week, e.value, e.reason, e.until, e.author, e.created_at as "createdAt",
  case when was.id is not null then jsonb_build_object(
    'kpi', was.kpi_id, 'week', was.week, 'value', was.value, 'reason', was.reason, 'until', was.until,
    'author', was.author, 'createdAt', round(extract(epoch from was.created_at) * 1000)
  ) end as replaced
from kpi_entry e
left join lateral (
  select * from kpi_entry b
  where b.plan_id = e.plan_id and b.kpi_id = e.kpi_id and b.week <= e.week and b.id < e.id
    and b.value is not null and coalesce(b.until, b.week) >= e.week
    and not exists (
      select from kpi_entry n
      where n.plan_id = b.plan_id and n.kpi_id = b.kpi_id and n.week = b.week and n.id > b.id and n.id < e.id)
  order by b.week desc limit 1
) was on true`

async function actsOf(client: pg.PoolClient, { rows }: pg.QueryResult<{ id: number }>): Promise<KpiEntryAct[]> {
  const ids = rows.map(({ id }) => id)
  return (await client.query<KpiEntryAct>(`${actsSql} where e.id = any($1) order by e.id`, [ids])).rows
}
