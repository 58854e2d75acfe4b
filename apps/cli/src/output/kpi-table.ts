import type { KpiSummary } from '@throughline/plan'
import { counted, cut, measure } from './formats.ts'
import type { Paint } from './paint.ts'
import { table } from './table.ts'

/** KPIs by their last complete week, each with its target, status, trend and how many items made the value. */
export function kpiTable(kpis: readonly KpiSummary[], paint: Paint): string {
  const [first] = kpis
  if (first === undefined) return 'The plan has no KPIs.\n'
  const rows = kpis.map((kpi) => [
    cut(kpi.preset === null ? kpi.title : `${kpi.title} (${kpi.preset})`, 52),
    measure(kpi.current, kpi.unit),
    measure(kpi.target, kpi.unit),
    kpi.status === null ? '' : paint.status(kpi.status),
    [...(kpi.trend === null ? [] : [paint.status(kpi.trend)]), ...unusual(kpi)].join(', '),
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
  return table(columns, rows)
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
