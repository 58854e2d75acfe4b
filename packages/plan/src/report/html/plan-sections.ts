import type { Forecast } from '../../forecast/forecast.ts'
import { bridgeSentence } from '../bridge-words.ts'
import { progressBar } from '../charts/progress-bar.ts'
import { changeHead, deliverablesText } from '../plan-tables.ts'
import type { ProgressChange, ReportDeliverable, ReportObjective, WeeklyReport } from '../report.ts'
import { changeText, countsText, movementText, progressText } from '../report-words.ts'
import { healthCell } from '../verdict-words.ts'
import {
  type MarkupCell,
  markupCell,
  nameCell,
  quiet,
  rowsTable,
  section,
  styled,
  text,
  verdictMarkup,
  wordsCell,
} from './elements.ts'

/** All objectives in one table, each with its bar and the names of its deliverables by health. */
export function objectivesSection(report: WeeklyReport): string {
  if (report.objectives.length === 0) return ''
  const rows = report.objectives.map((objective) => [
    nameCell(objective.title, styled('p', 'reason', text(deliverablesText(objective, report)))),
    progressCell(objective.title, objective, progressText(objective.progress, objective.measured)),
    ...changeCells(objective, report),
    markupCell(healthCell(objective.health.status, report)),
  ])
  const head = ['Objective', 'Progress', ...changeHead(report), 'Health']
  const widths = report.isRunning ? [44, 20, 13, 12, 11] : [48, 24, 16, 12]
  return section('Objectives', rowsTable('Objectives', head, rows, widths))
}

/** An objective with a table of its deliverables, each with its bar and why it is not well. */
export function objectiveSection(objective: ReportObjective, report: WeeklyReport): string {
  const { title, progress, measured, health, deliverables } = objective
  const cell = healthCell(health.status, report)
  const standing = `<strong>${text(progressText(progress, measured))}</strong> (${text(movementText(objective, report.isRunning))}), ${verdictMarkup(cell.text, cell.verdict)}`
  const why = bridgeSentence(objective.bridge)
  const lines = [styled('p', 'text', standing), ...(why === null ? [] : [quiet(text(why))])]
  if (deliverables.length === 0) return section(title, ...lines)
  const head = ['Deliverable', 'Progress', ...changeHead(report), 'Work', 'Due', '50 % / 85 % forecast', 'Health']
  const rows = deliverables.map((part) => deliverableRow(part, report))
  return section(
    title,
    ...lines,
    rowsTable(`Deliverables of ${title}`, head, rows, report.isRunning ? RUNNING_WIDTHS : WIDTHS),
  )
}

/** Of the columns of deliverables, in percent, so that the objectives line up; a running week has one column more. */
const RUNNING_WIDTHS = [26.5, 12, 9, 9, 11, 10.5, 11.5, 10.5]
const WIDTHS = [33.5, 12, 10, 12, 10.5, 11.5, 10.5]

function deliverableRow(part: ReportDeliverable, report: WeeklyReport): MarkupCell[] {
  const { title, progress, health, counts, due, forecast = null } = part
  // On track and done, the reason says again what the row says.
  const isWell = health.status === 'on_track' || health.status === 'done'
  const reasons = isWell ? [] : health.reasons.map((reason) => styled('p', 'reason', text(reason)))
  return [
    nameCell(title, reasons.join('')),
    progressCell(title, part, progressText(progress)),
    ...changeCells(part, report),
    wordsCell(countsText(counts, progress)),
    wordsCell(due ?? 'no date'),
    forecastCell(forecast),
    markupCell(healthCell(health.status, report)),
  ]
}

/** Both days, each on one line. */
function forecastCell(forecast: Forecast | null): MarkupCell {
  if (forecast === null) return wordsCell('none')
  const days = [forecast.p50, forecast.p85].map((day) => text(day ?? 'open-ended'))
  return { markup: days.join(' /<br>'), kind: 'short' }
}

function progressCell(name: string, { progress, previousProgress }: ProgressChange, words: string): MarkupCell {
  return { markup: `${text(words)}${progressBar({ name, progress, previous: previousProgress, words })}`, kind: 'bar' }
}

function changeCells({ change, lastWeek }: ProgressChange, { isRunning }: WeeklyReport): MarkupCell[] {
  const changes = [change, ...(isRunning ? [lastWeek?.change ?? null] : [])]
  return changes.map((each) => wordsCell(changeText(each)))
}
