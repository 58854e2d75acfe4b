import type { EpochMs } from '@throughline/plan'
import { type Database, inTransaction } from '../database.ts'
import { lockEntries } from './lock-entries.ts'

/** An entry of a deliverable with manual progress, as it stands; `progress` is 0..1. */
export interface ProgressEntryRecord {
  readonly deliverable: string
  readonly date: string
  readonly progress: number
  readonly note: string | null
  readonly author: string | null
  readonly createdAt: EpochMs
}

/** One row of the log: progress was entered for a date, or the entry before was taken back. */
export interface ProgressEntryAct extends Omit<ProgressEntryRecord, 'progress'> {
  readonly id: number
  /** Null where an entry was taken back. */
  readonly progress: number | null
  /** What stood before; null when nothing did. */
  readonly replaced: ProgressEntryRecord | null
}

/** Adds an entry to the log, or with null for its progress that the one for the date was taken back; answers it with what it replaced. */
export async function addProgressEntry(
  { pool }: Database,
  plan: string,
  entry: Omit<ProgressEntryAct, 'id' | 'createdAt' | 'replaced'>,
  now: EpochMs,
): Promise<ProgressEntryAct | null> {
  return inTransaction(pool, async (client) => {
    await lockEntries(client, plan)
    const { deliverable, date, progress, note, author } = entry
    const values = [plan, deliverable, date, progress, note, author, new Date(now).toISOString()]
    const { rows } = await client.query<{ id: number }>(addSql, values)
    const found = await client.query<ProgressEntryAct>(`${actsSql} where e.id = $1`, [rows[0]?.id])
    return found.rows[0] ?? null
  })
}

/** All entries of a plan's deliverables that stand, or that stood at an instant. */
export async function listProgressEntries(
  { pool }: Database,
  plan: string,
  knownAt?: EpochMs,
): Promise<ProgressEntryRecord[]> {
  const at = knownAt === undefined ? null : new Date(knownAt).toISOString()
  const { rows } = await pool.query<ProgressEntryRecord>(standingSql, [plan, at])
  return rows
}

/** The log of one deliverable, newest first, below the row `before` where given. */
export async function listProgressEntryActs(
  { pool }: Database,
  plan: string,
  deliverable: string,
  before: number | null,
  limit: number,
): Promise<ProgressEntryAct[]> {
  const where = 'where e.plan_id = $1 and e.deliverable_id = $2 and ($3::bigint is null or e.id < $3)'
  const values = [plan, deliverable, before, limit]
  const { rows } = await pool.query<ProgressEntryAct>(`${actsSql} ${where} order by e.id desc limit $4`, values)
  return rows
}

/** Nothing is taken back where nothing stands. */
const addSql = `
insert into progress_entry (plan_id, deliverable_id, date, progress, note, author, created_at)
select $1, $2, $3, $4, $5, $6, $7
where $4::float8 is not null or (
  select progress from progress_entry where plan_id = $1 and deliverable_id = $2 and date = $3 order by id desc limit 1
) is not null
returning id`

const standingSql = `
select deliverable_id as deliverable, date, progress, note, author, created_at as "createdAt"
from (
  select distinct on (deliverable_id, date) * from progress_entry
  where plan_id = $1 and ($2::timestamptz is null or known_since <= $2)
  order by deliverable_id, date, id desc
) newest
where progress is not null
order by deliverable_id, date`

const actsSql = `
select e.id, e.deliverable_id as deliverable, e.date, e.progress, e.note, e.author, e.created_at as "createdAt",
  case when was.progress is not null then jsonb_build_object(
    'deliverable', was.deliverable_id, 'date', was.date, 'progress', was.progress, 'note', was.note,
    'author', was.author, 'createdAt', round(extract(epoch from was.created_at) * 1000)
  ) end as replaced
from progress_entry e
left join lateral (
  select * from progress_entry b
  where b.plan_id = e.plan_id and b.deliverable_id = e.deliverable_id and b.date = e.date and b.id < e.id
  order by b.id desc limit 1
) was on true`
