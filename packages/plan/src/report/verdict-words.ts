import type { KpiStatus } from '../kpi/kpi-status.ts'
import type { HealthStatus } from '../measure/health.ts'
import { healthWords } from '../measure/worst-health.ts'
import type { WeeklyReport } from './report.ts'
import type { Cell, Verdict } from './report-table.ts'
import { statusText } from './report-words.ts'

/**
 * Whether good news of a report may be shown as such: all the data was read, and lately enough. Reports that were
 * published before they said so are not trusted.
 */
export function isTrusted({ data }: Pick<WeeklyReport, 'data'>): boolean {
  return data?.standing === 'complete'
}

/** Health as a cell: `at risk`; good news on data that is not complete says so, `on track (data stale)`. */
export function healthCell(status: HealthStatus, report: Pick<WeeklyReport, 'data'>): Exclude<Cell, string> {
  return { text: qualified(healthWords(status), status, report), verdict: status }
}

/** A KPI's status as a cell, like {@link healthCell}; `no target` for null. */
export function kpiStatusCell(status: KpiStatus | null, report: Pick<WeeklyReport, 'data'>): Exclude<Cell, string> {
  if (status === null) return { text: statusText(null) }
  return { text: qualified(statusText(status), status, report), verdict: status }
}

function qualified(words: string, verdict: Verdict, report: Pick<WeeklyReport, 'data'>): string {
  const standing = report.data?.standing ?? 'unknown'
  if ((verdict !== 'on_track' && verdict !== 'done') || standing === 'complete') return words
  return `${words} (data ${standing === 'unknown' ? 'not checked' : standing})`
}
