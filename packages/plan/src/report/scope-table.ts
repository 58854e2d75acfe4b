import type { ReportScope, WeeklyReport } from './report.ts'
import type { ReportTable } from './report-table.ts'
import { scopeCells } from './report-words.ts'

/** The scopes a report is made of, those that were never read and are least complete first. */
export function scopeTable({ scopes = [] }: WeeklyReport): ReportTable {
  return {
    title: 'Projects and repositories behind this report',
    head: ['Connection', 'Project or repository', 'Items held', 'Read'],
    rows: [...scopes].sort(byStanding).map(scopeCells),
  }
}

function byStanding(one: ReportScope, other: ReportScope): number {
  const heldOf = ({ readAt, coverage }: ReportScope) => (readAt === null ? -1 : (coverage ?? 0))
  return heldOf(one) - heldOf(other)
}
