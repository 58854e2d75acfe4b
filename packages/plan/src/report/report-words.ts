import { Temporal } from 'temporal-polyfill'
import type { Calibration } from '../forecast/calibrate.ts'
import type { Forecast } from '../forecast/forecast.ts'
import type { KpiStatus } from '../kpi/kpi-status.ts'
import type { Measured } from '../measure/plan-progress.ts'
import type { StateCounts } from '../measure/progress.ts'
import { percentText, plural } from '../measure/words.ts'
import type { MilestoneStanding } from '../parts/timeline/milestone-standing.ts'
import type { ProgressChange, ReportKpi, ReportScope, WeeklyReport } from './report.ts'
import type { DateMove } from './report-news.ts'

/**
 * Progress as text: `42.5 %`, or `96.0 % over 2 of 3 deliverables` where the mean does not stand on all of them: the
 * bare number would hide what nobody measures.
 */
export function progressText(progress: number | null, measured: Measured | null = null): string {
  if (progress === null) return 'not measured'
  if (measured === null || measured.with >= measured.of) return percentText(progress)
  return `${percentText(progress)} over ${measured.with} of ${plural(measured.of, 'deliverable')}`
}

/** A change of progress in percentage points: `+3.1 pp`; `no comparison` where there is nothing to compare. */
export function changeText(change: number | null): string {
  if (change === null) return 'no comparison'
  const points = Math.round(change * 1000) / 10
  return `${points > 0 ? '+' : ''}${(points === 0 ? 0 : points).toFixed(1)} pp`
}

/**
 * How far progress moved: `+3.1 pp in the week`, and while the week is running `+0.4 pp so far this week, +2.2 pp last
 * week`. On a Monday the week's own change is nothing yet, and last week's is the news.
 */
export function movementText({ change, lastWeek }: ProgressChange, isRunning: boolean): string {
  if (!isRunning) return change === null ? changeText(change) : `${changeText(change)} in the week`
  const last = lastWeek?.change ?? null
  if (change === null && last === null) return changeText(null)
  const soFar = change === null ? 'no comparison this week' : `${changeText(change)} so far this week`
  return `${soFar}, ${last === null ? 'no comparison last week' : `${changeText(last)} last week`}`
}

/** A scope as cells: connection, scope, part of its items that were held, and when it had been read. */
export function scopeCells({
  connection,
  scope,
  coverage,
  readAt,
}: ReportScope): readonly [string, string, string, string] {
  const held = coverage === null ? 'not known' : percentText(coverage)
  return [connection, scope, held, readAt === null ? 'never' : `${readAt.slice(0, 16).replace('T', ' ')} UTC`]
}

/** A KPI's number with its unit: `12.3 days`, `41.0 %`, `34 items`, `1 item`; `no data` for null. */
export function kpiText(value: number | null, unit: string): string {
  if (value === null) return 'no data'
  if (unit === 'ratio') return value < 0 ? `-${percentText(-value)}` : percentText(value)
  const text = Number.isInteger(value) || Math.abs(value) >= 1000 ? value.toFixed(0) : shortDecimal(value)
  return unit === '' ? text : `${text} ${text === '1' ? (SINGULAR[unit] ?? unit) : unit}`
}

/** One of a unit. Units are the plan author's words, so only those of the metrics and of the calendar are known. */
const SINGULAR: Readonly<Record<string, string>> = {
  items: 'item',
  'pull requests': 'pull request',
  releases: 'release',
  deployments: 'deployment',
  points: 'point',
  weeks: 'week',
  days: 'day',
  hours: 'hour',
  minutes: 'minute',
}

/** How many of a deliverable's items are done: `5 of 12 items done`. */
export function countsText({ todo, inProgress, done }: StateCounts, progress: number | null): string {
  const total = todo + inProgress + done
  if (total === 0) return progress === null ? 'no items' : 'entered by hand'
  return `${done} of ${plural(total, 'item')} done`
}

/** The days by which half and 85 % of the trials finish: `2027-02-14 / 2027-03-20`; `none` without a forecast. */
export function forecastText(forecast: Forecast | null): string {
  return forecast === null ? 'none' : `${forecast.p50 ?? 'open-ended'} / ${forecast.p85 ?? 'open-ended'}`
}

/** How far the forecasts of a plan can be trusted, as a sentence. */
export function calibrationText({ p50, p85 }: Calibration): string {
  return `Of the dates that past forecasts gave and that have passed, ${p50.held} of ${p50.of} held for 50 %, and ${p85.held} of ${p85.of} for 85 %.`
}

/** How far a date moved: `14 days later`, `3 days earlier`, `now without a date`, `now 2027-04-30`. */
export function daysLaterText({ to, days }: Pick<DateMove, 'to' | 'days'>): string {
  if (days === null) return to === null ? 'now without a date' : `now ${to}`
  return `${plural(Math.abs(days), 'day')} ${days < 0 ? 'earlier' : 'later'}`
}

/** That a milestone waits for its release, to go on a sentence; null where it has none. */
export function awaitedRelease({ release }: Pick<MilestoneStanding, 'release'>): string | null {
  return release === null ? null : `release ${release.name} is not known to be out`
}

/** A KPI's status in words; `no target` for null. */
export function statusText(status: KpiStatus | null): string {
  return status === null ? 'no target' : status.replaceAll('_', ' ')
}

/** What made a KPI's value, and what is missing from it: `65 pull requests`, `entered by hand by pmo: Survey`. */
export function evidenceText({ count, evidence = plural(count, 'item'), note }: ReportKpi): string {
  return note === undefined ? evidence : `${evidence}; ${lowerFirst(note).replace(/\.$/, '')}`
}

/** The days of a week and the instant a report is of, in the plan's time zone, which is named. */
export function periodText({ week, weekStart, weekEnd, asOf, isRunning, timeZone }: WeeklyReport): string {
  const monday = Temporal.Instant.from(weekStart).toZonedDateTimeISO(timeZone).toPlainDate()
  const sunday = Temporal.Instant.from(weekEnd).toZonedDateTimeISO(timeZone).toPlainDate().subtract({ days: 1 })
  const at = Temporal.Instant.from(asOf).toZonedDateTimeISO(timeZone)
  const time = `${at.toPlainDate().toString()} ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`
  const running = isRunning ? ', a running week' : ''
  return `Week ${week}, Monday ${monday} to Sunday ${sunday}${running}; as of ${time} (${timeZone})`
}

/** A text on one line, however its author broke it. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

/** A text that goes on a sentence. */
export function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}

function shortDecimal(value: number): string {
  return Math.abs(value) < 0.1 ? value.toPrecision(2) : value.toFixed(1)
}
