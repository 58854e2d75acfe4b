import { stringify } from 'csv-stringify/sync'
import { healthCells, percent, progressCells } from './csv-cells.ts'
import { csvNewsRows } from './csv-news-rows.ts'
import { csvPlanRows } from './csv-plan-rows.ts'
import { CSV_COLUMNS, type CsvRow } from './csv-row.ts'
import type { ReportDeliverable, ReportKpi, ReportObjective, ReportScope, WeeklyReport } from './report.ts'
import { evidenceText, oneLine } from './report-words.ts'

/**
 * A weekly report as CSV (RFC 4180, UTF-8, with a header): one row an objective, deliverable and KPI, in the order of
 * the plan, then one for each thing that is new and each scope they are made of, last those of the whole plan: new kinds come
 * behind the others, some read rows by their place. It is the same whatever the audience. Texts that a spreadsheet would run as a
 * formula begin with an apostrophe.
 */
export function renderCsv(report: WeeklyReport): string {
  const common = { plan: report.plan, week: report.week, as_of_utc: report.asOf, time_zone: report.timeZone }
  const rows: CsvRow[] = [
    ...report.objectives.flatMap((objective) => [
      objectiveRow(objective),
      ...objective.deliverables.map((part) => deliverableRow(part, objective.id)),
    ]),
    ...report.kpis.map(kpiRow),
    ...csvNewsRows(report),
    ...(report.scopes ?? []).map(scopeRow),
    ...csvPlanRows(report),
  ].map((row) => ({ ...common, ...row }))
  return stringify(rows, {
    header: true,
    columns: [...CSV_COLUMNS],
    escape_formulas: true,
    record_delimiter: 'windows',
  })
}

function objectiveRow(objective: ReportObjective): CsvRow {
  return {
    kind: 'objective',
    objective: objective.id,
    id: objective.id,
    title: oneLine(objective.title),
    owner: objective.owner === null ? null : oneLine(objective.owner),
    ...progressCells(objective),
    deliverables_measured: objective.measured.with,
    deliverables: objective.measured.of,
    ...healthCells(objective.health),
  }
}

function deliverableRow(part: ReportDeliverable, objective: string): CsvRow {
  return {
    kind: 'deliverable',
    objective,
    id: part.id,
    title: oneLine(part.title),
    owner: part.owner === null ? null : oneLine(part.owner),
    ...progressCells(part),
    ...healthCells(part.health),
    due: part.due,
    forecast_p50: part.forecast?.p50 ?? null,
    forecast_p85: part.forecast?.p85 ?? null,
    forecast_p95: part.forecast?.p95 ?? null,
    items_todo: part.counts.todo,
    items_in_progress: part.counts.inProgress,
    items_done: part.counts.done,
    items_dropped: part.counts.dropped,
  }
}

function kpiRow(kpi: ReportKpi): CsvRow {
  return {
    kind: 'kpi',
    objective: kpi.objective,
    id: kpi.id,
    title: oneLine(kpi.title),
    value: kpi.value,
    previous_value: kpi.previous,
    target: kpi.target,
    unit: oneLine(kpi.unit),
    status: kpi.status,
    items_behind_value: kpi.count,
    made_by: evidenceText(kpi),
    week: kpi.week,
  }
}

function scopeRow({ connection, scope, coverage, readAt }: ReportScope): CsvRow {
  return { kind: 'scope', id: scope, connection, coverage_percent: percent(coverage), read_at_utc: readAt }
}
