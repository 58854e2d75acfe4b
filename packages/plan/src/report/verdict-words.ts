import type { KpiStatus } from '../kpi/kpi-status.ts'
import type { HealthStatus } from '../measure/health.ts'
import { healthWords } from '../measure/worst-health.ts'
import type { WeeklyReport } from './report.ts'
import type { ShownVerdict, Verdict } from './report-table.ts'
import { statusText } from './report-words.ts'

/** What a verdict of a report stands on. */
type Grounds = Pick<WeeklyReport, 'data'>

/** A verdict in words; a format that draws it draws `unchecked` good news differently. */
export interface VerdictCell {
  readonly text: string
  readonly verdict?: ShownVerdict
}

/**
 * Whether good news of a report may be shown as such: all the data was read, and lately enough. Reports that were
 * published before they said so are not trusted.
 */
export function isTrusted(report: Grounds): boolean {
  return standingOf(report) === 'complete'
}

/** Health as a cell: `at risk`; good news on data that is not complete says so, `on track (data stale)`. */
export function healthCell(status: HealthStatus, report: Grounds): VerdictCell {
  return verdictCell(healthWords(status), status, standingOf(report))
}

/**
 * A KPI's status as a cell, like {@link healthCell}; `no target` for null. A value that lacks something, as its note says, is
 * incomplete even where all the data is read.
 */
export function kpiStatusCell({ status, note }: KpiVerdict, report: Grounds): VerdictCell {
  if (status === null) return { text: statusText(null) }
  const standing = standingOf(report)
  return verdictCell(
    statusText(status),
    status,
    standing === 'complete' && note !== undefined ? 'incomplete' : standing,
  )
}

/** A KPI's status, with what is missing from the value it judges. */
interface KpiVerdict {
  readonly status: KpiStatus | null
  readonly note?: string | undefined
}

/** Whether a KPI is on track by a value that lacks nothing. */
export function isSurelyOnTrack({ status, note }: KpiVerdict): boolean {
  return status === 'on_track' && note === undefined
}

function standingOf({ data }: Grounds) {
  return data?.standing ?? 'unknown'
}

function verdictCell(words: string, verdict: Verdict, standing: ReturnType<typeof standingOf>): VerdictCell {
  const isGood = verdict === 'on_track' || verdict === 'done'
  if (!isGood || standing === 'complete') return { text: words, verdict }
  return { text: `${words} (data ${standing === 'unknown' ? 'not checked' : standing})`, verdict: 'unchecked' }
}
