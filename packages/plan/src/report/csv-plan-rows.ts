import { plural } from '../measure/words.ts'
import { healthCells, percent, progressCells } from './csv-cells.ts'
import type { CsvRow } from './csv-row.ts'
import type { ProgressChange, ReportObjective, WeeklyReport } from './report.ts'
import { oneLine } from './report-words.ts'

/**
 * The whole plan as rows of CSV: one of its own, one for each cause that moved it, an objective or a deliverable, and one for
 * each date that its past forecasts are judged by.
 */
export function csvPlanRows(report: WeeklyReport): CsvRow[] {
  const { plan: id, title, objectives } = report
  return [
    planRow(report),
    ...bridgeRows({ id, title: oneLine(title) }, report),
    ...objectives.flatMap((objective) => [
      ...bridgeRows(placeOf(objective, objective), objective),
      ...objective.deliverables.flatMap((part) => bridgeRows(placeOf(objective, part), part)),
    ]),
    ...calibrationRows(report),
  ]
}

function planRow(report: WeeklyReport): CsvRow {
  const { plan, title, measured, health, summary, unlinked } = report
  return {
    kind: 'plan',
    id: plan,
    title: oneLine(title),
    ...progressCells(report),
    deliverables_measured: measured.with,
    deliverables: measured.of,
    ...healthCells(health),
    text: oneLine(summary),
    unlinked_items: unlinked.open,
    unlinked_percent: percent(unlinked.share),
  }
}

function bridgeRows(place: CsvRow, { bridge }: Pick<ProgressChange, 'bridge'>): CsvRow[] {
  return (bridge?.parts ?? []).map(({ cause, value, count, changes }) => ({
    kind: 'bridge',
    ...place,
    status: cause,
    change_percentage_points: percent(value),
    items_behind_value: count,
    text: oneLine(changes.map(({ note }) => note).join(' ')),
  }))
}

function placeOf(objective: ReportObjective, { id, title }: { readonly id: string; readonly title: string }): CsvRow {
  return { objective: objective.id, id, title: oneLine(title) }
}

function calibrationRows({ calibration = null }: WeeklyReport): CsvRow[] {
  if (calibration === null) return []
  return (['p50', 'p85', 'p95'] as const).map((status) => {
    const { of, held } = calibration[status]
    const unit = `of ${plural(of, 'date')} that ${of === 1 ? 'has' : 'have'} passed`
    return { kind: 'calibration', status, value: held, unit }
  })
}
