import type { ReportDeliverable, ReportKpi, ReportObjective, WeeklyReport } from './report.ts'
import type { Cell, ReportTable } from './report-table.ts'
import { changeText, countsText, evidenceText, forecastText, kpiText, progressText } from './report-words.ts'
import { healthCell, kpiStatusCell } from './verdict-words.ts'

/** The objectives of a plan at a glance. */
export function objectiveTable(report: WeeklyReport): ReportTable {
  return {
    title: 'Objectives',
    head: ['Objective', 'Progress', ...changeHead(report), 'Health', 'Deliverables'],
    rows: report.objectives.map((objective) => [
      objective.title,
      progressText(objective.progress, objective.measured),
      ...changeCells(objective, report),
      healthCell(objective.health.status, report),
      deliverablesText(objective, report),
    ]),
  }
}

/** The deliverables of an objective with their work, dates and forecasts. */
export function deliverableTable({ title, deliverables }: ReportObjective, report: WeeklyReport): ReportTable {
  const showsForecasts = hasForecasts(report)
  return {
    title,
    head: [
      'Deliverable',
      'Progress',
      ...changeHead(report),
      'Health',
      'Work',
      'Due',
      ...(showsForecasts ? ['Forecast (50 % / 85 %)'] : []),
    ],
    rows: deliverables.map((part) => [
      part.title,
      progressText(part.progress),
      ...changeCells(part, report),
      healthCell(part.health.status, report),
      countsText(part.counts, part.progress),
      part.due ?? 'no date',
      ...(showsForecasts ? [forecastText(part.forecast ?? null)] : []),
    ]),
  }
}

/** The KPIs of the last complete week. */
export function kpiTable(report: WeeklyReport): ReportTable {
  const [first] = report.kpis
  return {
    title: first === undefined ? 'KPIs' : `KPIs of week ${first.week}`,
    head: ['KPI', 'Value', 'Week before', 'Target', 'Status', 'Made by'],
    rows: report.kpis.map((kpi) => [
      kpi.title,
      kpiText(kpi.value, kpi.unit),
      kpiText(kpi.previous, kpi.unit),
      targetText(kpi),
      kpiStatusCell(kpi, report),
      evidenceText(kpi),
    ]),
  }
}

/** The target of a KPI with its unit; `none` without one. */
export function targetText({ target, unit }: ReportKpi): string {
  return target === null ? 'none' : kpiText(target, unit)
}

/** What stands over the changes of progress: in a running week its own and last week’s. */
export function changeHead({ isRunning }: WeeklyReport): string[] {
  return isRunning ? ['So far this week', 'Last week'] : ['Change in the week']
}

function changeCells({ change, lastWeek }: ReportObjective | ReportDeliverable, { isRunning }: WeeklyReport): Cell[] {
  return [changeText(change), ...(isRunning ? [changeText(lastWeek?.change ?? null)] : [])]
}

/** Every deliverable of an objective by health, the worst first: `2 at risk: A, B; 1 done: C`. */
export function deliverablesText({ deliverables }: ReportObjective, report: WeeklyReport): string {
  if (deliverables.length === 0) return 'no deliverables'
  return WORST_FIRST.flatMap((status) => {
    const found = deliverables.filter(({ health }) => health.status === status)
    return found.length === 0
      ? []
      : [`${found.length} ${healthCell(status, report).text}: ${found.map(({ title }) => title).join(', ')}`]
  }).join('; ')
}

const WORST_FIRST = ['off_track', 'at_risk', 'unknown', 'not_started', 'on_track', 'done', 'cancelled'] as const

/** Whether a report has any forecast: one of before there were any, or of a plan too young, has no column of them. */
function hasForecasts({ objectives }: WeeklyReport): boolean {
  return objectives.some(({ deliverables }) => deliverables.some(({ forecast = null }) => forecast !== null))
}
