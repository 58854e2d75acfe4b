import { ValidationError } from '@throughline/errors'
import { dateOf, isoInstant } from '../calendar/instant.ts'
import { type IsoWeek, previousWeek, weekBounds } from '../calendar/iso-week.ts'
import type { Plan } from '../document/plan.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import { doneWithin } from '../kpi/item-metric.ts'
import type { ManualValue } from '../kpi/manual-value.ts'
import { measureKpi, valueSourceOf } from '../kpi/measure-kpi.ts'
import type { SideFacts } from '../kpi/side-facts.ts'
import { type Span, spansOf } from '../kpi/span.ts'
import type { Link } from '../link/link.ts'
import type { DataFreshness } from '../measure/health-context.ts'
import type { Outlook } from '../measure/outlook.ts'
import { type PlanWork, planWork } from '../measure/plan-work.ts'
import { type RoadmapDeliverable, roadmapOf } from '../measure/roadmap.ts'
import { DAY_MS } from '../measure/words.ts'
import { type ReviewFacts, reviewContextOf, reviewOf } from '../review/review-plan.ts'
import { kpiEvidenceWords } from './kpi-evidence-words.ts'
import { type ProgressHistory, progressHistory } from './progress-history.ts'
import {
  type DueDeliverable,
  FINISHED_MAX,
  type FinishedItem,
  type ReportKpi,
  type ReportObjective,
  type WeeklyReport,
} from './report.ts'
import { summaryOf } from './summary.ts'

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
  const [span] = spansOf([week], 1, plan.timeZone, now)
  if (span === undefined || span.phase === 'future') {
    throw new ValidationError(
      'report.week_not_begun',
      `Week ${week} has not begun in ${plan.timeZone}. Ask for the running week or an earlier one.`,
    )
  }
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
  const objectives = roadmap.objectives.map(
    ({ id, title, owner, progress, measured, health, deliverables }): ReportObjective => ({
      id,
      title,
      owner,
      ...changeOf(id, progress),
      measured,
      health,
      deliverables: deliverables.map((part) => ({
        id: part.id,
        title: part.title,
        owner: part.owner,
        ...changeOf(part.id, part.progress),
        health: part.health,
        counts: part.counts,
        due: part.due,
        forecast: part.forecast,
      })),
    }),
  )
  const context = reviewContextOf(work, roadmap, { ...input, ...input.facts, asOf: span.at })
  const finished = finishedIn(work, span)
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
    measured: roadmap.measured,
    health: roadmap.health,
    objectives,
    kpis: reportKpis(input, span),
    finished: finished.slice(0, FINISHED_MAX),
    finishedCount: finished.length,
    unlinked: context.unlinked,
    dueNext: dueNext(roadmap.objectives.flatMap(dueParts), changeOf, span.at, plan.timeZone),
    calibration: outlook?.calibration.all ?? null,
    coverage: data?.coverage ?? null,
    parts: context.parts,
    review: reviewOf(context, version),
  }
  return { ...report, summary: summaryOf(report) }
}

function reportKpis({ plan, items, links, side, now, manualValues = {} }: WeeklyReportInput, span: Span): ReportKpi[] {
  const week = span.phase === 'complete' ? span.week : previousWeek(span.week)
  return plan.kpis.map((kpi) => {
    const entered = manualValues[kpi.id] ?? []
    const weeks = [previousWeek(week), week]
    const [previous, value] = measureKpi({ plan, kpi, items, links, side, weeks, now, manualValues: entered })
    return {
      id: kpi.id,
      title: kpi.title,
      objective: kpi.objective,
      unit: kpi.unit,
      week,
      value: value?.value ?? null,
      previous: previous?.value ?? null,
      status: value?.status ?? null,
      count: value?.count ?? 0,
      ...(value === undefined ? {} : { evidence: kpiEvidenceWords(kpi, value) }),
      target: kpi.target,
      ...valueSourceOf(value),
    }
  })
}

/** Counted items done in the span, the heaviest first, then the latest. */
function finishedIn(work: PlanWork, span: Span): FinishedItem[] {
  return work.objectives
    .flatMap(({ deliverables }) => deliverables)
    .flatMap(({ deliverable, counted }) =>
      counted.flatMap((item) => {
        const doneAt = doneWithin(item, span)
        return doneAt === null ? [] : [{ item, doneAt, deliverable: deliverable.id }]
      }),
    )
    .sort(
      (one, other) =>
        (other.item.estimate ?? 0) - (one.item.estimate ?? 0) ||
        other.doneAt - one.doneAt ||
        one.item.id - other.item.id,
    )
    .map(({ item: { connection, key, title, url }, doneAt, deliverable }) => ({
      connection,
      key,
      title,
      url,
      deliverable,
      doneAt: isoInstant(doneAt),
    }))
}

interface DuePart {
  readonly objective: string
  readonly deliverable: RoadmapDeliverable
}

function dueParts(objective: { readonly id: string; readonly deliverables: readonly RoadmapDeliverable[] }): DuePart[] {
  return objective.deliverables.map((deliverable) => ({ objective: objective.id, deliverable }))
}

function dueNext(
  parts: readonly DuePart[],
  changeOf: ProgressHistory,
  at: EpochMs,
  timeZone: string,
): DueDeliverable[] {
  const [today, horizon] = [dateOf(at, timeZone), dateOf(at + DUE_NEXT_DAYS * DAY_MS, timeZone)]
  return parts
    .flatMap(({ objective, deliverable: { id, title, due, progress, health } }): DueDeliverable[] => {
      const isOver = health.status === 'done' || health.status === 'cancelled'
      if (isOver || due === null || due < today || due > horizon) return []
      return [{ id, title, objective, due, ...changeOf(id, progress), health }]
    })
    .sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0))
}
