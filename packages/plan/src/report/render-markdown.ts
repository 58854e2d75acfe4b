import type { ReportAudience } from './audience.ts'
import { BRIDGE_TITLE, bridgeRows, bridgeSentence } from './bridge-words.ts'
import { dataText } from './data-words.ts'
import { deliverableTable, kpiTable, objectiveTable } from './plan-tables.ts'
import type { ReportDeliverable, ReportObjective, WeeklyReport } from './report.ts'
import { reportSections } from './report-sections.ts'
import { cellText, type ReportTable } from './report-table.ts'
import { calibrationText, movementText, oneLine, periodText, progressText } from './report-words.ts'
import { healthCell } from './verdict-words.ts'

/**
 * A weekly report as Markdown (CommonMark with tables). For either audience it names every objective, deliverable and
 * KPI.
 */
export function renderMarkdown(report: WeeklyReport, audience: ReportAudience = 'team'): string {
  const { decisions, moves, changes, rest } = reportSections(report, audience)
  const blocks = [
    `# ${inline(report.title)}`,
    `${inline(periodText(report))}. Plan version ${report.version}.`,
    ...(audience === 'team' ? purposeBlocks(report) : []),
    ...storyBlocks(report),
    `**Whole plan: ${standingText(report, report)}`,
    ...decisions.flatMap(tableBlocks),
    ...(audience === 'executive' ? tableBlocks(objectiveTable(report)) : []),
    ...bridgeBlocks(report),
    ...moves.flatMap(tableBlocks),
    ...(audience === 'team' ? report.objectives.flatMap((each) => objectiveBlocks(each, report)) : []),
    ...(audience === 'team' ? calibrationBlocks(report) : []),
    ...(report.kpis.length === 0 ? [] : tableBlocks(kpiTable(report))),
    ...changes.flatMap(tableBlocks),
    ...rest.flatMap(tableBlocks),
    '## Data behind this report',
    inline(dataText(report)),
  ]
  return `${blocks.join('\n\n')}\n`
}

function purposeBlocks({ parts }: WeeklyReport): string[] {
  return [parts?.vision, parts?.mission].flatMap((text) => (text == null ? [] : [`> ${inline(text)}`]))
}

/** The summary in paragraphs; reports of before there were any have it in one. */
function storyBlocks({ story, summary }: WeeklyReport): string[] {
  if (story === undefined) return [inline(summary)]
  return [
    `**What moved.** ${inline(story.moved)}`,
    `**Why.** ${inline(story.why)}`,
    `**Decisions.** ${inline(story.decisions)}`,
  ]
}

/** Progress, change and health as the rest of a bold beginning. */
function standingText(part: WeeklyReport | ReportObjective, report: WeeklyReport): string {
  const { progress, measured, health } = part
  return `${progressText(progress, measured)}** (${movementText(part, report.isRunning)}), ${healthCell(health.status, report).text}.`
}

function bridgeBlocks(report: WeeklyReport): string[] {
  const rows = bridgeRows(report).map(({ label, words }) => [label, words])
  return rows.length === 0 ? [] : tableBlocks({ title: BRIDGE_TITLE, head: ['Cause', 'Progress or change'], rows })
}

function objectiveBlocks(objective: ReportObjective, report: WeeklyReport): string[] {
  const table = deliverableTable(objective, report)
  const reasons = objective.deliverables.filter(needsReason).flatMap(reasonLines)
  return [
    `## ${inline(objective.title)}`,
    `**${standingText(objective, report)}`,
    ...sentences(bridgeSentence(objective.bridge)),
    ...(table.rows.length === 0 ? [] : [tableText(table)]),
    ...(reasons.length === 0 ? [] : [reasons.join('\n')]),
  ]
}

function sentences(text: string | null): string[] {
  return text === null ? [] : [inline(text)]
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

function tableBlocks(table: ReportTable): string[] {
  return [`## ${inline(table.title)}`, tableText(table), ...(table.notes ?? []).map(inline)]
}

function tableText({ head, rows }: ReportTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(head.map(inline)),
    line(head.map(() => '---')),
    ...rows.map((row) => line(row.map((cell) => inline(cellText(cell))))),
  ].join('\n')
}

/** A text of somebody else as one line of Markdown that means just these characters. */
function inline(text: string): string {
  return oneLine(text).replaceAll(/[\\`*<>[\]|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
}
