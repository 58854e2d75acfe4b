import {
  weeklyReport as buildReport,
  parseWeek,
  previousWeek,
  renderCsv,
  renderHtml,
  renderMarkdown,
  type WeeklyReport,
  weekBounds,
  weekOf,
} from '@throughline/plan'
import { findReport, listReports, type PublishedReport, publishReport } from '@throughline/store'
import type { Hub } from '../context.ts'
import { basisOf } from '../numbers/basis.ts'
import { reviewFacts } from '../numbers/review-facts.ts'
import { isText, type PageOf, type PageRequest, readCursor, toPage } from '../page.ts'
import { getPlan } from '../plans/stored-plan.ts'

/** The formats a report is rendered in, besides JSON. */
export type ReportFormat = 'markdown' | 'html' | 'csv'

/** The report of a week: as it was published, or computed now when it was not, or when `recompute` asks for it. */
export async function weeklyReport(
  hub: Hub,
  planId: string,
  week: string,
  options: { readonly recompute?: boolean | undefined } = {},
): Promise<WeeklyReport> {
  const wanted = parseWeek(week)
  const published = options.recompute === true ? null : await findReport(hub.database, planId, wanted)
  if (published !== null) return published.report as WeeklyReport
  return computeReport(hub, planId, wanted)
}

/** Publishes the report of the week that just ended, unless it was published before. */
export async function publishWeeklyReport(hub: Hub, planId: string): Promise<void> {
  const { plan, record } = await getPlan(hub, planId)
  const week = previousWeek(weekOf(hub.clock(), plan.timeZone))
  const report = await computeReport(hub, planId, week)
  const published = await publishReport(
    hub.database,
    { plan: planId, week, planVersion: record.version, report },
    hub.clock(),
  )
  hub.log.info(
    { plan: planId, week, published },
    published ? 'Weekly report published' : 'Weekly report was published before',
  )
}

/** Published reports, newest first. */
export async function listWeeklyReports(
  hub: Hub,
  planId: string,
  page: PageRequest,
): Promise<PageOf<Omit<PublishedReport, 'report'>>> {
  await getPlan(hub, planId)
  const rows = await listReports(hub.database, planId, readCursor(page.cursor, isText), page.limit + 1)
  return toPage(rows, page.limit, (last) => last.week)
}

/** A report as text of a format. */
export function renderReport(report: WeeklyReport, format: ReportFormat): string {
  switch (format) {
    case 'markdown':
      return renderMarkdown(report)
    case 'html':
      return renderHtml(report)
    case 'csv':
      return renderCsv(report)
  }
}

async function computeReport(hub: Hub, planId: string, week: string): Promise<WeeklyReport> {
  const basis = await basisOf(hub, planId)
  const { plan, record, now } = basis
  const before = await findReport(hub.database, planId, previousWeek(week))
  return buildReport({
    ...basis,
    version: record.version,
    week,
    facts: await reviewFacts(hub, plan, Math.min(weekBounds(week, plan.timeZone).end, now)),
    previous: before === null ? null : (before.report as WeeklyReport),
  })
}
