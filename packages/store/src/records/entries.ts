import type { EpochMs } from '@throughline/plan'
import type { Database } from '../database.ts'

/** A KPI value entered by a person: for a `manual` KPI the value, for a measured one an override. */
export interface KpiEntryRecord {
  readonly kpi: string
  readonly week: string
  readonly value: number
  readonly reason: string
  readonly until: string | null
  readonly author: string | null
  readonly createdAt: EpochMs
}

/** A dated entry of a deliverable with manual progress; `progress` is 0..1. */
export interface ProgressEntryRecord {
  readonly deliverable: string
  readonly date: string
  readonly progress: number
  readonly note: string | null
}

/** Stores a KPI value for a week; entered again, the later stands. */
export async function putKpiEntry(
  { prisma }: Database,
  plan: string,
  entry: Omit<KpiEntryRecord, 'createdAt'>,
  now: EpochMs,
): Promise<void> {
  const id = { planId: plan, kpiId: entry.kpi, week: entry.week }
  const data = {
    value: entry.value,
    reason: entry.reason,
    until: entry.until,
    author: entry.author,
    createdAt: new Date(now),
  }
  await prisma.kpiEntry.upsert({ where: { planId_kpiId_week: id }, create: { ...id, ...data }, update: data })
}

/** Removes a KPI value; false when there was none. */
export async function deleteKpiEntry({ prisma }: Database, plan: string, kpi: string, week: string): Promise<boolean> {
  const { count } = await prisma.kpiEntry.deleteMany({ where: { planId: plan, kpiId: kpi, week } })
  return count > 0
}

/** All KPI values entered for a plan. */
export async function listKpiEntries({ prisma }: Database, plan: string): Promise<KpiEntryRecord[]> {
  const rows = await prisma.kpiEntry.findMany({ where: { planId: plan }, orderBy: [{ kpiId: 'asc' }, { week: 'asc' }] })
  return rows.map(({ planId: _, kpiId, createdAt, ...row }) => ({ ...row, kpi: kpiId, createdAt: createdAt.getTime() }))
}

/** Stores a progress entry for a date; entered again, the later stands. */
export async function putProgressEntry(
  { prisma }: Database,
  plan: string,
  entry: ProgressEntryRecord,
  author: string | null,
  now: EpochMs,
): Promise<void> {
  const id = { planId: plan, deliverableId: entry.deliverable, date: entry.date }
  const data = { progress: entry.progress, note: entry.note, author, createdAt: new Date(now) }
  await prisma.progressEntry.upsert({
    where: { planId_deliverableId_date: id },
    create: { ...id, ...data },
    update: data,
  })
}

/** All progress entries of a plan's deliverables. */
export async function listProgressEntries({ prisma }: Database, plan: string): Promise<ProgressEntryRecord[]> {
  const rows = await prisma.progressEntry.findMany({
    where: { planId: plan },
    orderBy: [{ deliverableId: 'asc' }, { date: 'asc' }],
  })
  return rows.map((row) => ({ deliverable: row.deliverableId, date: row.date, progress: row.progress, note: row.note }))
}
