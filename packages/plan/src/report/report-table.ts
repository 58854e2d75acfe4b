import type { KpiStatus } from '../kpi/kpi-status.ts'
import type { HealthStatus } from '../measure/health.ts'

/** What a thing is judged to be; a format may draw it beside its words, never instead of them. */
export type Verdict = HealthStatus | KpiStatus

/** A verdict as it is shown: good news that is not to be trusted is `unchecked`. */
export type ShownVerdict = Verdict | 'unchecked'

/** A cell of a report's table, in words; a verdict and an address are told beside the words where the format can. */
export type Cell = string | { readonly text: string; readonly verdict?: ShownVerdict; readonly url?: string }

/** A table of a report, in words, whatever format shows it. */
export interface ReportTable {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** What has to be known to read it, or how much of it is not shown; a sentence each. */
  readonly notes?: readonly string[]
}

/** The words of a cell. */
export function cellText(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text
}

/** A table with its first rows alone and a note of how many there are; unchanged when it has no more. */
export function firstRows(table: ReportTable, max: number): ReportTable {
  const { rows, notes = [] } = table
  if (rows.length <= max) return table
  return { ...table, rows: rows.slice(0, max), notes: [...notes, `${max} of ${rows.length} are shown.`] }
}
