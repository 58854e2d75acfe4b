import { ValidationError } from '@throughline/errors'
import type { Moment } from '../bridge/bridge.ts'
import { dateOf, isoInstant } from '../calendar/instant.ts'
import { addWeeks, type IsoWeek, previousWeek, weekBounds, weeksBetween } from '../calendar/iso-week.ts'
import type { Plan } from '../document/plan.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import type { ManualValue } from '../kpi/manual-value.ts'
import { markedValues } from '../kpi/marked-values.ts'
import { valueSourceOf } from '../kpi/measure-kpi.ts'
import type { SideFacts } from '../kpi/side-facts.ts'
import { type Span, spansOf } from '../kpi/span.ts'
import type { Link } from '../link/link.ts'
import type { DataFreshness, ReadScope } from '../measure/health-context.ts'
import type { Outlook } from '../measure/outlook.ts'
import { planWork } from '../measure/plan-work.ts'
import { roadmapOf } from '../measure/roadmap.ts'
import { DAY_MS } from '../measure/words.ts'
import { type ReviewFacts, reviewContextOf, reviewOf } from '../review/review-plan.ts'
import { finishedWork } from './finished-work.ts'
import { kpiEvidenceWords } from './kpi-evidence-words.ts'
import { type ProgressHistory, progressHistory } from './progress-history.ts'
import {
  type DueDeliverable,
  FINISHED_MAX,
  KPI_HISTORY_WEEKS,
  type ProgressChange,
  type ReportKpi,
  type ReportObjective,
  type ReportScope,
  type WeeklyReport,
} from './report.ts'
import { reportBridges } from './report-bridges.ts'
import { isOver, type ReportedPart, reportedParts } from './reported-part.ts'
import { storyOf } from './story.ts'
import { weeklyNews } from './weekly-news.ts'

/** What a weekly report is made of. */
export interface WeeklyReportInput {
  readonly plan: Plan
  /** Number of the plan's stored version. */
  readonly version: number
  /** All items the hub knows, linked or not. */
  readonly items: readonly WorkItem[]
  readonly links: readonly Link[]
  /** What some metrics need beside items; left out, those have no value. */
  readonly side?: SideFacts | undefined
  readonly week: IsoWeek
  readonly now: EpochMs
  /** The published report of the week before; its progress wins over the as-of value. Any other week's is ignored. */
  readonly previous?: WeeklyReport | null
  /**
   * What was known when that report was published, as of the end of its week; what progress moved from. Left out, it is what is
   * known now, as of then.
   */
  readonly before?: Moment
  /** Left out, coverage and age of the data do not enter health. */
  readonly data?: DataFreshness
  /** Looks ahead from the instant of the report. Left out, there are no forecasts, and neither they nor KPIs enter health. */
  readonly outlookAt?: (at: EpochMs) => Outlook
  /** Entered KPI values by id of the KPI. */
  readonly manualValues?: Readonly<Record<string, readonly ManualValue[]>>
  /** What judges the other parts of the plan. */
  readonly facts: ReviewFacts
}

/** How far ahead `dueNext` looks. */
const DUE_NEXT_DAYS = 28

/**
 * Builds the report of a week: as of its end, or of now while it is running. KPIs are those of the last complete week.
 * The same input gives the same report.
 *
 * Throws ValidationError `week.invalid` for a week that is none, `report.week_not_begun` for one that lies ahead.
 */
export function weeklyReport(input: WeeklyReportInput): WeeklyReport {
  const { plan, version, items, links, week, now, data } = input
  const span = reportSpan(week, plan, now)
  const work = planWork(plan, items, links)
  const outlook = input.outlookAt?.(span.at)
  const roadmap = roadmapOf(work, {
    plan,
    version,
    asOf: span.at,
    now,
    ...(data === undefined ? {} : { data }),
    ...(outlook === undefined ? {} : { outlook }),
  })
  const changeOf = progressHistory(work, week, input.previous ?? null)
  const bridgeOf = bridgesOf(input, span)
  const objectives = roadmap.objectives.map(
    ({ id, title, owner, progress, measured, health, deliverables }): ReportObjective => ({
      id,
      title,
      owner,
      ...changeOf(id, progress),
      ...bridgeOf(id),
      measured,
      health,
      deliverables: deliverables.map((part) => ({
        id: part.id,
        title: part.title,
        owner: part.owner,
        ...changeOf(part.id, part.progress),
        ...bridgeOf(part.id),
        health: part.health,
        counts: part.counts,
        start: part.start,
        due: part.due,
        forecast: part.forecast,
      })),
    }),
  )
  const context = reviewContextOf(work, roadmap, { ...input, ...input.facts, asOf: span.at })
  const finished = finishedWork(work, span)
  const parts = reportedParts(roadmap)
  const kpis = reportKpis(input, span)
  const review = reviewOf(context, version)
  const report = {
    plan: plan.id,
    title: plan.title,
    week,
    weekStart: isoInstant(weekBounds(week, plan.timeZone).start),
    weekEnd: isoInstant(weekBounds(week, plan.timeZone).end),
    timeZone: plan.timeZone,
    asOf: isoInstant(span.asOf),
    isRunning: span.phase === 'running',
    version,
    ...changeOf(null, roadmap.progress),
    ...bridgeOf(null),
    measured: roadmap.measured,
    health: roadmap.health,
    objectives,
    kpis,
    finished: finished.all.slice(0, FINISHED_MAX),
    finishedCount: finished.counted,
    unlinked: context.unlinked,
    dueNext: dueNext(parts, changeOf, span.at, plan.timeZone),
    calibration: outlook?.calibration.all ?? null,
    coverage: data?.coverage ?? null,
    ...(data?.scopes === undefined ? {} : { scopes: data.scopes.map(reportScope) }),
    parts: context.parts,
    review,
    ...weeklyNews(input, { work, span, parts, changeOf, context, kpis, review }),
  }
  const story = storyOf(report)
  return {
    ...report,
    story,
    summary: [story.moved, story.why, story.decisions].filter((each) => each !== '').join(' '),
  }
}

function reportScope({ readAt, ...scope }: ReadScope): ReportScope {
  return { ...scope, readAt: readAt === null ? null : isoInstant(readAt) }
}

/** Why progress moved since the end of the week before the report's; what nothing is told of has no bridge. */
function bridgesOf(
  { plan, items, links, week, previous = null, before }: WeeklyReportInput,
  { at }: Span,
): (id: string | null) => Pick<ProgressChange, 'bridge'> {
  const lastWeek = previousWeek(week)
  const known = { plan, items, links, asOf: weekBounds(lastWeek, plan.timeZone).end - 1 }
  const bridges = reportBridges({
    told: before ?? known,
    known,
    after: { ...known, asOf: at },
    published: previous?.week === lastWeek ? previous : null,
  })
  return (id) => {
    const bridge = bridges(id)
    return bridge === undefined ? {} : { bridge }
  }
}

/** The instant that the report of a week is of. Throws as {@link weeklyReport} does. */
export function reportInstant(week: IsoWeek, plan: Plan, now: EpochMs): EpochMs {
  return reportSpan(week, plan, now).at
}

function reportSpan(week: IsoWeek, { timeZone }: Plan, now: EpochMs): Span {
  const [span] = spansOf([week], 1, timeZone, now)
  if (span !== undefined && span.phase !== 'future') return span
  throw new ValidationError(
    'report.week_not_begun',
    `Week ${week} has not begun in ${timeZone}. Ask for the running week or an earlier one.`,
  )
}

function reportKpis({ plan, items, links, side, now, manualValues = {} }: WeeklyReportInput, span: Span): ReportKpi[] {
  const week = span.phase === 'complete' ? span.week : previousWeek(span.week)
  return plan.kpis.map((kpi) => {
    const entered = manualValues[kpi.id] ?? []
    const weeks = weeksBetween(addWeeks(week, 1 - KPI_HISTORY_WEEKS), week)
    const values = markedValues({ plan, kpi, items, links, side, weeks, now, manualValues: entered })
    const [previous, value] = values.slice(-2)
    return {
      id: kpi.id,
      title: kpi.title,
      objective: kpi.objective,
      unit: kpi.unit,
      preset: kpi.preset,
      week,
      value: value?.value ?? null,
      previous: previous?.value ?? null,
      status: value?.status ?? null,
      previousStatus: previous?.status ?? null,
      history: values.map((each) => ({ week: each.week, value: each.value })),
      count: value?.count ?? 0,
      ...(value === undefined ? {} : { evidence: kpiEvidenceWords(kpi, value) }),
      // The note of an entered value is its reason, which says nothing of what is missing.
      ...(value?.source !== 'measured' || value.note === undefined ? {} : { note: value.note }),
      target: kpi.target,
      ...valueSourceOf(value),
      anomaly: value?.anomaly ?? null,
    }
  })
}

function dueNext(
  parts: readonly ReportedPart[],
  changeOf: ProgressHistory,
  at: EpochMs,
  timeZone: string,
): DueDeliverable[] {
  const [today, horizon] = [dateOf(at, timeZone), dateOf(at + DUE_NEXT_DAYS * DAY_MS, timeZone)]
  return parts
    .flatMap(({ objective, deliverable }): DueDeliverable[] => {
      const { id, title, due, progress, health } = deliverable
      if (isOver(deliverable) || due === null || due < today || due > horizon) return []
      return [{ id, title, objective, due, ...changeOf(id, progress), health }]
    })
    .sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0))
}
