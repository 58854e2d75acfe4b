import { sparkline } from '../charts/sparkline.ts'
import { targetText } from '../plan-tables.ts'
import type { ReportKpi, WeeklyReport } from '../report.ts'
import { evidenceText, kpiText } from '../report-words.ts'
import { kpiStatusCell } from '../verdict-words.ts'
import { type MarkupCell, markupCell, nameCell, quiet, rowsTable, section, wordsCell } from './elements.ts'

/** The KPIs of the last complete week, each with the weeks before it and its target as a line. */
export function kpiSection(report: WeeklyReport): string {
  const [first] = report.kpis
  if (first === undefined) return ''
  const weeks = first.history?.length ?? 0
  const hasLines = weeks > 0
  const title = `KPIs of week ${first.week}`
  const head = [
    'KPI',
    'Value',
    ...(hasLines ? [`Last ${weeks} weeks`] : []),
    'Week before',
    'Target',
    'Status',
    'Made by',
  ]
  const rows = report.kpis.map((kpi) => kpiRow(kpi, report, hasLines))
  return section(
    title,
    rowsTable(title, head, rows),
    hasLines ? quiet('The line shows the weeks, the newest on the right; the dashed line is the target.') : '',
  )
}

function kpiRow(kpi: ReportKpi, report: WeeklyReport, hasLine: boolean): MarkupCell[] {
  const { title: name, unit, value, previous, target } = kpi
  const words = (number: number) => kpiText(number, unit)
  const line = () => sparkline({ name, values: (kpi.history ?? []).map((each) => each.value), target, words })
  return [
    nameCell(name),
    wordsCell(kpiText(value, unit)),
    ...(hasLine ? [{ markup: line(), kind: 'chart' as const }] : []),
    wordsCell(kpiText(previous, unit)),
    wordsCell(targetText(kpi)),
    markupCell(kpiStatusCell(kpi, report)),
    wordsCell(evidenceText(kpi)),
  ]
}
