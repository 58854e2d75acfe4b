import {
  weeklyReport as buildReport,
  isoInstant,
  parseWeek,
  previousWeek,
  type ReportAudience,
  renderCsv,
  renderHtml,
  renderMarkdown,
  reportInstant,
  type WeeklyReport,
  weekBounds,
} from '@throughline/plan'
import { listReports, type PublishedReport } from '@throughline/store'
import type { Hub } from '../context.ts'
import { type Basis, basisOf } from '../numbers/basis.ts'
import type { Moments } from '../numbers/known-moment.ts'
import { reviewFacts } from '../numbers/review-facts.ts'
import { isText, type PageOf, type PageRequest, readCursor, toPage } from '../page.ts'
import { getPlan } from '../plans/stored-plan.ts'
import { momentBefore } from './moment-before.ts'
import { publishedReport, readReport, reportKnownAt } from './published-reports.ts'

/** The formats a report is rendered in, besides JSON. */
export type ReportFormat = 'markdown' | 'html' | 'csv'

/**
 * The report of a week: as it was published, or computed from what is known now when it was not, or when `recompute` asks for it.
 * With `knownAt` it is computed from what was known then; with that of a published report, by the same code, it is that report
 * again, byte for byte.
 */
export async function weeklyReport(
  hub: Hub,
  planId: string,
  week: string,
  options: Pick<Moments, 'knownAt'> & { readonly recompute?: boolean | undefined } = {},
): Promise<WeeklyReport> {
  const { recompute = false, knownAt } = options
  const wanted = parseWeek(week)
  const published = recompute || knownAt !== undefined ? null : await publishedReport(hub, planId, wanted)
  return published ?? readReport(await reportText(hub, await basisOf(hub, planId, { knownAt }), wanted))
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

/**
 * A report as text of a format; of a published one, which is the same object each time, the text is kept beside it. CSV holds
 * everything for every audience.
 */
export function renderReport(report: WeeklyReport, format: ReportFormat, audience: ReportAudience = 'team'): string {
  const texts = rendered.get(report) ?? new Map<string, string>()
  rendered.set(report, texts)
  const key = `${format} ${audience}`
  const text = texts.get(key) ?? render(report, format, audience)
  texts.set(key, text)
  return text
}

const rendered = new WeakMap<WeeklyReport, Map<string, string>>()

function render(report: WeeklyReport, format: ReportFormat, audience: ReportAudience): string {
  switch (format) {
    case 'markdown':
      return renderMarkdown(report, audience)
    case 'html':
      return renderHtml(report, audience)
    case 'csv':
      return renderCsv(report)
  }
}

/** The report of a week as the JSON that is published, with what made it. Throws ValidationError for a week to come. */
export async function reportText(hub: Hub, basis: Basis, week: string): Promise<string> {
  const { plan, record, now, knownAt, data } = basis
  const outlook = await basis.outlookAt(reportInstant(week, plan, now))
  const previous = await reportKnownAt(hub, plan.id, previousWeek(week), knownAt)
  const before = await momentBefore(hub, previous)
  const report: WeeklyReport = {
    ...buildReport({
      ...basis,
      version: record.version,
      week,
      facts: await reviewFacts(hub, plan, Math.min(weekBounds(week, plan.timeZone).end, now), knownAt),
      outlookAt: () => outlook,
      previous,
      ...(before === undefined ? {} : { before }),
    }),
    knownAt: knownAt === undefined ? null : isoInstant(knownAt),
    codeVersion: hub.codeVersion,
    oldestSyncAt: data.oldestSyncAt === null ? null : isoInstant(data.oldestSyncAt),
  }
  return JSON.stringify(report)
}
