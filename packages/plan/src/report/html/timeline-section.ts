import { Temporal } from 'temporal-polyfill'
import { type TimelineEntry, timelineRow, timelineScale } from '../charts/due-timeline.ts'
import type { ReportDeliverable, WeeklyReport } from '../report.ts'
import { calibrationText } from '../report-words.ts'
import { isOver } from '../reported-part.ts'
import { type MarkupCell, nameCell, quiet, rowsTable, section, text, wordsCell } from './elements.ts'

/** Due dates and forecasts of what is not over, soonest due first, on one scale of days. */
export function timelineSection(report: WeeklyReport): string {
  const today = Temporal.Instant.from(report.asOf).toZonedDateTimeISO(report.timeZone).toPlainDate().toString()
  const entries = report.objectives
    .flatMap(({ deliverables }) => deliverables)
    .filter((part) => !isOver(part))
    .map(entryOf)
    .filter(({ due, p50 }) => due !== null || p50 !== null)
    .sort((one, other) => ((one.due ?? '9999') < (other.due ?? '9999') ? -1 : 1))
  const scale = timelineScale(entries, today)
  if (scale === null) return ''
  const rows = entries.map((entry): MarkupCell[] => [
    nameCell(entry.name),
    { markup: timelineRow(entry, scale, today), kind: 'chart' },
    wordsCell(entry.due ?? 'no date'),
    wordsCell(entry.p50 ?? (entry.p85 === null ? 'none' : 'open-ended')),
    wordsCell(entry.p85 ?? (entry.p50 === null ? 'none' : 'open-ended')),
  ])
  const head = ['Deliverable', `${scale.from} to ${scale.to}`, 'Due', '50 % forecast', '85 % forecast']
  return section(
    'Due dates and forecasts',
    rowsTable('Due dates and forecasts', head, rows, [31, 36, 10, 11, 12]),
    quiet(
      text(
        'The upright line is the due date, the band runs from the day by which 50 % of the forecast’s trials finish to that of 85 %, the dashed line is the day of this report. An arrow at the edge stands for a forecast beyond it.',
      ),
    ),
    report.calibration == null ? '' : quiet(text(calibrationText(report.calibration))),
  )
}

function entryOf({ title, due, forecast = null }: ReportDeliverable): TimelineEntry {
  return { name: title, due, p50: forecast?.p50 ?? null, p85: forecast?.p85 ?? null }
}
