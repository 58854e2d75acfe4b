import type { KpiSummary } from '@throughline/plan'
import { counted, cut, measure, words } from './formats.ts'
import type { Paint } from './paint.ts'
import { table } from './table.ts'

/**
 * KPIs by their last complete week, each with its target, status, trend and how many items made the value; below them what is
 * missing from measured values. Good news by such a value is not shown in green.
 */
export function kpiTable(kpis: readonly KpiSummary[], paint: Paint): string {
  const [first] = kpis
  if (first === undefined) return 'The plan has no KPIs.\n'
  const rows = kpis.map((kpi) => [
    cut(kpi.preset === null ? kpi.title : `${kpi.title} (${kpi.preset})`, 52),
    measure(kpi.current, kpi.unit),
    measure(kpi.target, kpi.unit),
    status(kpi, paint),
    [...trend(kpi, paint), ...unusual(kpi)].join(', '),
    evidence(kpi),
  ])
  const right = 'right' as const
  const columns = [
    { head: `KPI of week ${first.week}` },
    { head: 'Value', align: right },
    { head: 'Target', align: right },
    { head: 'Status' },
    { head: 'Trend' },
    { head: 'Evidence', align: right },
  ]
  return `${table(columns, rows)}${missing(kpis)}`
}

function status(kpi: KpiSummary, paint: Paint): string {
  if (kpi.status === null) return ''
  return kpi.status === 'on_track' && missingFrom(kpi) !== undefined
    ? `${words(kpi.status)} (data incomplete)`
    : paint.status(kpi.status)
}

function trend(kpi: KpiSummary, paint: Paint): string[] {
  if (kpi.trend === null) return []
  return [kpi.trend === 'improving' && missingFrom(kpi) !== undefined ? words(kpi.trend) : paint.status(kpi.trend)]
}

function missing(kpis: readonly KpiSummary[]): string {
  const lines = kpis.flatMap((kpi) => {
    const note = missingFrom(kpi)
    return note === undefined ? [] : [`  ${kpi.title}: ${note}\n`]
  })
  return lines.length === 0 ? '' : `\nMissing:\n${lines.join('')}`
}

/** What is missing from a value, or why there is none. The note of an entered one is its reason, and says nothing of that. */
function missingFrom({ source, note }: KpiSummary): string | undefined {
  return source === 'measured' ? note : undefined
}

/** An entered value has no items behind it, but somebody who says so, and stands in front of what is measured. */
function evidence({ count, unit, entered, measured }: KpiSummary): string {
  if (entered === undefined) return counted(count, 'item')
  const author = entered.author === null ? 'by hand' : `by ${cut(entered.author, 24)}`
  return `entered ${author}${measured === undefined ? '' : `; measured ${measure(measured, unit)}`}`
}

function unusual({ current, anomaly }: KpiSummary): string[] {
  if (anomaly === null || current === null) return []
  return [current > anomaly.expected ? 'unusually high' : 'unusually low']
}
