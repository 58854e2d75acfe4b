import type { ReportAudience } from './audience.ts'
import {
  attentionTable,
  decisionTable,
  dueTable,
  finishedDeliverableTable,
  finishedTable,
  kpiChangeTable,
  movedDatesTable,
  nextWeekTable,
  slippedTable,
} from './news-tables.ts'
import { partTables } from './part-tables.ts'
import type { WeeklyReport } from './report.ts'
import { firstRows, type ReportTable } from './report-table.ts'
import { scopeTable } from './scope-table.ts'

/** The tables of a report around its objectives and KPIs, which each format shows in its own way. None is empty. */
export interface ReportSections {
  readonly decisions: readonly ReportTable[]
  /** What became done, slipped and moved. */
  readonly moves: readonly ReportTable[]
  /** What changed among KPIs, and the risks and controls that need attention. */
  readonly changes: readonly ReportTable[]
  /** What is due and what was finished; then every other part of the plan. */
  readonly rest: readonly ReportTable[]
}

/** So many decisions and notes of attention fit the one page of executives. */
const EXECUTIVE_ROWS_MAX = 7

/** More rows than this of one table nobody reads in a weekly report; JSON has them all. */
const TEAM_ROWS_MAX = 50

/** What a report shows an audience. */
export function reportSections(report: WeeklyReport, audience: ReportAudience): ReportSections {
  const isTeam = audience === 'team'
  const shown = (...tables: readonly ReportTable[]) =>
    tables
      .filter(({ rows }) => rows.length > 0)
      .map((table) => firstRows(table, isTeam ? TEAM_ROWS_MAX : EXECUTIVE_ROWS_MAX))
  const { parts, review } = report
  return {
    decisions: shown(decisionTable(report)),
    moves: shown(finishedDeliverableTable(report), slippedTable(report), ...(isTeam ? [movedDatesTable(report)] : [])),
    changes: shown(kpiChangeTable(report), attentionTable(report)),
    rest: isTeam
      ? shown(
          nextWeekTable(report),
          dueTable(report),
          finishedTable(report),
          ...(parts === undefined || review === undefined ? [] : partTables(parts, review, report.objectives)),
          scopeTable(report),
        )
      : shown(nextWeekTable(report)),
  }
}
