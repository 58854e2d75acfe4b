import type { EpochMs } from '@throughline/plan'
import type { Database } from '../database.ts'

/** A published weekly report; `report` is the document as it was published. */
export interface PublishedReport {
  readonly plan: string
  readonly week: string
  readonly planVersion: number
  readonly report: object
  readonly publishedAt: EpochMs
}

/** Publishes a report unless the week has one: what was said stays said. Returns whether it was published. */
export async function publishReport(
  { pool }: Database,
  report: Omit<PublishedReport, 'publishedAt'>,
  now: EpochMs,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into weekly_report (plan_id, week, plan_version, report, published_at) values ($1, $2, $3, $4::jsonb, $5)
     on conflict do nothing`,
    [report.plan, report.week, report.planVersion, JSON.stringify(report.report), new Date(now).toISOString()],
  )
  return rowCount === 1
}

/** The published report of a week, or null. */
export async function findReport({ prisma }: Database, plan: string, week: string): Promise<PublishedReport | null> {
  const row = await prisma.weeklyReport.findUnique({ where: { planId_week: { planId: plan, week } } })
  if (row === null) return null
  return {
    plan,
    week,
    planVersion: row.planVersion,
    report: row.report as object,
    publishedAt: row.publishedAt.getTime(),
  }
}

/** Published weeks of a plan, newest first, below `before` where given. */
export async function listReports(
  { prisma }: Database,
  plan: string,
  before: string | null,
  limit: number,
): Promise<Omit<PublishedReport, 'report'>[]> {
  const rows = await prisma.weeklyReport.findMany({
    where: { planId: plan, ...(before === null ? {} : { week: { lt: before } }) },
    orderBy: { week: 'desc' },
    take: limit,
    omit: { report: true },
  })
  return rows.map((row) => ({
    plan,
    week: row.week,
    planVersion: row.planVersion,
    publishedAt: row.publishedAt.getTime(),
  }))
}

/** When the newest report of a plan was published up to an instant; null when none was. */
export async function lastReportAt({ prisma }: Database, plan: string, at: EpochMs): Promise<EpochMs | null> {
  const row = await prisma.weeklyReport.findFirst({
    where: { planId: plan, publishedAt: { lte: new Date(at) } },
    orderBy: { publishedAt: 'desc' },
    select: { publishedAt: true },
  })
  return row?.publishedAt.getTime() ?? null
}
