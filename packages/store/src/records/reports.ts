import type { EpochMs } from '@throughline/plan'
import type { Database } from '../database.ts'

/** A published weekly report, and what made it. */
export interface PublishedReport {
  readonly plan: string
  readonly week: string
  readonly planVersion: number
  /** The JSON as it was published, byte for byte. */
  readonly report: string
  readonly publishedAt: EpochMs
  /** Asked for again as known then, the report is the same; null where that is not sure. */
  readonly knownAt: EpochMs | null
  /** The code that computed it; null where an older version published it. */
  readonly codeVersion: string | null
  /** Part of the data that had been read, 0..1; null where an older version published it. */
  readonly coverage: number | null
}

/** Publishes a report unless the week has one: what was said stays said. Returns whether it was published. */
export async function publishReport(
  { prisma }: Database,
  { plan, publishedAt, knownAt, ...report }: PublishedReport,
): Promise<boolean> {
  const row = { ...report, planId: plan, publishedAt: new Date(publishedAt) }
  const { count } = await prisma.weeklyReport.createMany({
    data: [{ ...row, knownAt: knownAt === null ? null : new Date(knownAt) }],
    skipDuplicates: true,
  })
  return count === 1
}

/** The published report of a week, of those known at `knownAt` where given; null when there is none. */
export async function findReport(
  { prisma }: Database,
  plan: string,
  week: string,
  knownAt?: EpochMs,
): Promise<PublishedReport | null> {
  const row = await prisma.weeklyReport.findFirst({ where: { planId: plan, week, ...known(knownAt) } })
  return row === null ? null : { ...toRecord(row), report: row.report }
}

/** Whether the report of a week was published. */
export async function hasReport({ prisma }: Database, plan: string, week: string): Promise<boolean> {
  return (await prisma.weeklyReport.count({ where: { planId: plan, week } })) > 0
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
  return rows.map(toRecord)
}

/** When the newest report of a plan was published up to an instant, of those known at `knownAt` where given; null when none was. */
export async function lastReportAt(
  { prisma }: Database,
  plan: string,
  at: EpochMs,
  knownAt?: EpochMs,
): Promise<EpochMs | null> {
  const row = await prisma.weeklyReport.findFirst({
    where: { planId: plan, publishedAt: { lte: new Date(at) }, ...known(knownAt) },
    orderBy: { publishedAt: 'desc' },
    select: { publishedAt: true },
  })
  return row?.publishedAt.getTime() ?? null
}

type Row = Omit<Awaited<ReturnType<Database['prisma']['weeklyReport']['findFirstOrThrow']>>, 'report'>

function toRecord(row: Row): Omit<PublishedReport, 'report'> {
  const { planId: plan, week, planVersion, codeVersion, coverage } = row
  const knownAt = row.knownAt?.getTime() ?? null
  return { plan, week, planVersion, publishedAt: row.publishedAt.getTime(), knownAt, codeVersion, coverage }
}

function known(knownAt: EpochMs | undefined) {
  return knownAt === undefined ? {} : { knownSince: { lte: new Date(knownAt) } }
}
