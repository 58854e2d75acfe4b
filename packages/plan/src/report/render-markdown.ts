import { percentText } from '../measure/words.ts'
import { healthWords } from '../measure/worst-health.ts'
import { causesText } from './bridge-text.ts'
import { partTables } from './part-tables.ts'
import type { ProgressChange, ReportDeliverable, ReportObjective, WeeklyReport } from './report.ts'
import {
  calibrationText,
  changeText,
  countsText,
  evidenceText,
  forecastText,
  kpiText,
  movementText,
  oneLine,
  periodText,
  progressText,
  scopeCells,
  statusText,
} from './report-words.ts'

/** A weekly report as Markdown (CommonMark with tables). Names every objective, deliverable and KPI. */
export function renderMarkdown(report: WeeklyReport): string {
  const blocks = [
    `# ${inline(report.title)}`,
    `${inline(periodText(report))}. Plan version ${report.version}.`,
    ...[report.parts?.vision, report.parts?.mission].flatMap((text) => (text == null ? [] : [`> ${inline(text)}`])),
    inline(report.summary),
    `**Whole plan: ${progressText(report.progress, report.measured)}** (${movementText(report, report.isRunning)}), ${healthWords(report.health.status)}.`,
    ...whyBlocks(report),
    ...report.objectives.flatMap((objective) => objectiveBlocks(objective, report)),
    ...calibrationBlocks(report),
    ...kpiBlocks(report),
    ...dueBlocks(report),
    ...finishedBlocks(report),
    ...partBlocks(report),
    ...dataBlocks(report),
  ]
  return `${blocks.join('\n\n')}\n`
}

function objectiveBlocks(objective: ReportObjective, report: WeeklyReport): string[] {
  const { isRunning } = report
  const showsForecasts = hasForecasts(report)
  const { title, progress, measured, health, deliverables } = objective
  const head = [
    `## ${inline(title)}`,
    `**${progressText(progress, measured)}** (${movementText(objective, isRunning)}), ${healthWords(health.status)}.`,
    ...whyBlocks(objective),
  ]
  if (deliverables.length === 0) return head
  const rows = deliverables.map((part) => [
    inline(part.title),
    progressText(part.progress),
    changeText(part.change),
    ...(isRunning ? [changeText(part.lastWeek?.change ?? null)] : []),
    healthWords(part.health.status),
    countsText(part.counts, part.progress),
    part.due ?? 'no date',
    ...(showsForecasts ? [forecastText(part.forecast ?? null)] : []),
  ])
  const changes = isRunning ? ['So far this week', 'Last week'] : ['Change in the week']
  const forecast = showsForecasts ? ['Forecast (50 % / 85 %)'] : []
  const reasons = [...deliverables.filter(needsReason).flatMap(reasonLines), ...deliverables.flatMap(whyLines)]
  return [
    ...head,
    table(['Deliverable', 'Progress', ...changes, 'Health', 'Work', 'Due', ...forecast], rows),
    ...(reasons.length === 0 ? [] : [reasons.join('\n')]),
  ]
}

/** A report of before there were forecasts, or of a plan too young for any, has no column of them. */
function hasForecasts({ objectives }: WeeklyReport): boolean {
  return objectives.some(({ deliverables }) => deliverables.some(({ forecast = null }) => forecast !== null))
}

function calibrationBlocks({ calibration = null }: WeeklyReport): string[] {
  return calibration === null ? [] : [calibrationText(calibration)]
}

function needsReason({ health }: ReportDeliverable): boolean {
  return health.status === 'off_track' || health.status === 'at_risk' || health.status === 'unknown'
}

function reasonLines({ title, health }: ReportDeliverable): string[] {
  return health.reasons.map((reason) => `- ${inline(title)}: ${inline(reason)}`)
}

/** What moved progress, where it moved and that is told. */
function whyBlocks({ bridge }: ProgressChange): string[] {
  return bridge === undefined || bridge.parts.length === 0 ? [] : [`What moved it: ${causesText(bridge)}.`]
}

function whyLines(part: ReportDeliverable): string[] {
  return whyBlocks(part).map((why) => `- ${inline(part.title)}: ${why}`)
}

function kpiBlocks({ kpis }: WeeklyReport): string[] {
  const [first] = kpis
  if (first === undefined) return []
  const rows = kpis.map((kpi) => [
    inline(kpi.title),
    inline(kpiText(kpi.value, kpi.unit)),
    inline(kpiText(kpi.previous, kpi.unit)),
    kpi.target === null ? 'none' : inline(kpiText(kpi.target, kpi.unit)),
    statusText(kpi.status),
    inline(evidenceText(kpi)),
  ])
  return [`## KPIs of week ${first.week}`, table(['KPI', 'Value', 'Week before', 'Target', 'Status', 'Made by'], rows)]
}

function dueBlocks({ dueNext }: WeeklyReport): string[] {
  if (dueNext.length === 0) return []
  const lines = dueNext.map(
    ({ title, due, progress, health }) =>
      `- ${due}: ${inline(title)}, ${progressText(progress)}, ${healthWords(health.status)}`,
  )
  return ['## Due within four weeks', lines.join('\n')]
}

function finishedBlocks({ finished, finishedCount }: WeeklyReport): string[] {
  if (finishedCount === 0) return []
  const lines = finished.map(({ key, title }) => `- ${inline(key)} ${inline(title)}`)
  const more = finishedCount > finished.length ? [`- and ${finishedCount - finished.length} more`] : []
  return [`## Finished in the week: ${finishedCount}`, [...lines, ...more].join('\n')]
}

function partBlocks({ parts, review }: WeeklyReport): string[] {
  if (parts === undefined || review === undefined) return []
  return partTables(parts, review).flatMap(({ title, head, rows }) => [
    `## ${title}`,
    table(
      head,
      rows.map((row) => row.map(inline)),
    ),
  ])
}

function dataBlocks({ coverage, scopes }: WeeklyReport): string[] {
  if (scopes !== undefined) {
    const head = ['Connection', 'Scope', 'Items held', 'Read']
    return scopes.length === 0
      ? []
      : [
          '## Data',
          table(
            head,
            scopes.map(scopeCells).map((row) => row.map(inline)),
          ),
        ]
  }
  if (coverage === null || coverage >= 1) return []
  return [`Only ${percentText(coverage)} of the scopes that the plan looks at have been read.`]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** A text of somebody else as one line of Markdown that means just these characters. */
function inline(text: string): string {
  return oneLine(text).replaceAll(/[\\`*<>[\]|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
}
