import type { ReportScope, WeeklyReport } from './report.ts'
import type { ReportTable } from './report-table.ts'
import { scopeCells } from './report-words.ts'

/** The scopes a report is made of, those that are least complete and were read longest ago first. */
export function scopeTable({ scopes = [] }: WeeklyReport): ReportTable {
  return {
    title: 'Projects and repositories behind this report',
    head: ['Connection', 'Project or repository', 'Items held', 'Read'],
    rows: [...scopes].sort(byStanding).map(scopeCells),
  }
}

function byStanding(one: ReportScope, other: ReportScope): number {
  const held = (one.coverage ?? 0) - (other.coverage ?? 0)
  return held !== 0 ? held : (one.readAt ?? '').localeCompare(other.readAt ?? '')
}
