import type { EpochMs } from '@throughline/plan'
import { type Database, inTransaction } from '../database.ts'

/** One stored version of a plan document. */
export interface PlanVersionRecord {
  readonly plan: string
  readonly version: number
  readonly format: 'yaml' | 'json'
  readonly text: string
  readonly author: string | null
  readonly message: string | null
  readonly createdAt: EpochMs
}

type Row = Awaited<ReturnType<Database['prisma']['planVersion']['findFirstOrThrow']>>

/**
 * Stores a document as the plan's newest version. A text that equals the newest version changes nothing and answers
 * that version, so applying the same document twice is one version. Null, and nothing stored, where the document was made
 * from version `base` (0 for none) and another is the newest by now.
 */
export async function putPlan(
  { pool }: Database,
  plan: Omit<PlanVersionRecord, 'version' | 'createdAt'>,
  now: EpochMs,
  base: number | null = null,
): Promise<{ readonly version: number; readonly changed: boolean } | null> {
  return inTransaction(pool, async (client) => {
    const at = new Date(now).toISOString()
    if (base === null || base === 0) {
      await client.query('insert into plan (id, version, created_at) values ($1, 0, $2) on conflict do nothing', [
        plan.plan,
        at,
      ])
    }
    const { rows } = await client.query<{ version: number; text: string | null; format: string | null }>(
      `select p.version, v.text, v.format from plan p
       left join plan_version v on v.plan_id = p.id and v.version = p.version
       where p.id = $1 for update of p`,
      [plan.plan],
    )
    const newest = rows[0]
    if (newest !== undefined && newest.text === plan.text && newest.format === plan.format) {
      return { version: newest.version, changed: false }
    }
    const before = newest?.version ?? 0
    if (base !== null && base !== before) return null
    const version = before + 1
    await client.query(
      `insert into plan_version (plan_id, version, format, text, author, message, created_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [plan.plan, version, plan.format, plan.text, plan.author, plan.message, at],
    )
    await client.query('update plan set version = $2 where id = $1', [plan.plan, version])
    return { version, changed: true }
  })
}

/** The newest version of each plan, by plan id. */
export async function listPlans({ prisma }: Database): Promise<PlanVersionRecord[]> {
  const plans = await prisma.plan.findMany({ orderBy: { id: 'asc' } })
  const rows = await prisma.planVersion.findMany({
    where: { OR: plans.map((plan) => ({ planId: plan.id, version: plan.version })) },
    orderBy: { planId: 'asc' },
  })
  return rows.map(toRecord)
}

/** One version of a plan, the newest when none is named; null when there is none. */
export async function findPlan(
  { prisma }: Database,
  plan: string,
  version?: number,
): Promise<PlanVersionRecord | null> {
  const row = await prisma.planVersion.findFirst({
    where: { planId: plan, ...(version === undefined ? {} : { version }) },
    orderBy: { version: 'desc' },
  })
  return row === null ? null : toRecord(row)
}

/** The newest version of a plan that was known at an instant; null when none was. */
export async function findPlanKnownAt(
  { prisma }: Database,
  plan: string,
  knownAt: EpochMs,
): Promise<PlanVersionRecord | null> {
  const row = await prisma.planVersion.findFirst({
    where: { planId: plan, knownSince: { lte: new Date(knownAt) } },
    orderBy: { version: 'desc' },
  })
  return row === null ? null : toRecord(row)
}

/** The version of a plan that was the newest at an instant, of those known at `knownAt` where given; null when it had none yet. */
export async function findPlanAt(
  { prisma }: Database,
  plan: string,
  at: EpochMs,
  knownAt?: EpochMs,
): Promise<PlanVersionRecord | null> {
  const row = await prisma.planVersion.findFirst({
    where: {
      planId: plan,
      createdAt: { lte: new Date(at) },
      ...(knownAt === undefined ? {} : { knownSince: { lte: new Date(knownAt) } }),
    },
    orderBy: { version: 'desc' },
  })
  return row === null ? null : toRecord(row)
}

/** A plan's versions, newest first, below `before` where given. */
export async function listPlanVersions(
  { prisma }: Database,
  plan: string,
  before: number | null,
  limit: number,
): Promise<PlanVersionRecord[]> {
  const rows = await prisma.planVersion.findMany({
    where: { planId: plan, ...(before === null ? {} : { version: { lt: before } }) },
    orderBy: { version: 'desc' },
    take: limit,
  })
  return rows.map(toRecord)
}

function toRecord(row: Row): PlanVersionRecord {
  return {
    plan: row.planId,
    version: row.version,
    format: row.format === 'json' ? 'json' : 'yaml',
    text: row.text,
    author: row.author,
    message: row.message,
    createdAt: row.createdAt.getTime(),
  }
}
