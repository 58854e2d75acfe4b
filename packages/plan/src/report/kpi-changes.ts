import type { ReportKpi } from './report.ts'
import type { KpiStatusChange } from './report-news.ts'

/** KPIs that were judged in both of the last two complete weeks, and otherwise in the second; losing its data is one too. */
export function kpiChanges(kpis: readonly ReportKpi[]): KpiStatusChange[] {
  return kpis.flatMap(({ id, title, unit, week, value, previous, status, previousStatus = null, note }) =>
    status === null || previousStatus === null || status === previousStatus
      ? []
      : [
          {
            id,
            title,
            unit,
            week,
            from: previousStatus,
            to: status,
            previous,
            value,
            ...(note === undefined ? {} : { note }),
          },
        ],
  )
}
