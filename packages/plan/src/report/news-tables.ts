import { plural } from '../measure/words.ts'
import type { WeeklyReport } from './report.ts'
import type { DateMove, DatesBefore, FinishedDeliverable, MovedDates } from './report-news.ts'
import type { Cell, ReportTable } from './report-table.ts'
import { daysLaterText, kpiText, progressText } from './report-words.ts'
import { healthCell, kpiStatusCell } from './verdict-words.ts'

/** What needs a decision, the most pressing first. */
export function decisionTable({ decisions = [] }: WeeklyReport): ReportTable {
  return {
    title: 'Decisions needed',
    head: ['About', 'Decision', 'Why', 'Owner'],
    rows: decisions.map(({ title, question, evidence, owner }) => [
      title,
      question,
      evidence.join(' '),
      owner ?? 'nobody',
    ]),
  }
}

/** Deliverables that stopped being in time. */
export function slippedTable(report: WeeklyReport): ReportTable {
  return {
    title: 'Slipped deliverables',
    head: ['Deliverable', 'What happened', 'Progress', 'Health', 'Owner'],
    rows: (report.slipped ?? []).map(({ title, says, progress, health, owner }) => [
      title,
      says,
      progressText(progress),
      healthCell(health.status, report),
      owner ?? 'nobody',
    ]),
  }
}

/** Deliverables that became done. */
export function finishedDeliverableTable({ finishedDeliverables = [] }: WeeklyReport): ReportTable {
  return {
    title: 'Finished deliverables',
    head: ['Deliverable', 'Done on', 'Due', 'Against the due date', 'Owner'],
    rows: finishedDeliverables.map((each) => [
      each.title,
      each.doneOn ?? 'day not known',
      each.due ?? 'no date',
      againstDueText(each),
      each.owner ?? 'nobody',
    ]),
  }
}

function againstDueText({ daysLate }: FinishedDeliverable): string {
  if (daysLate === null) return 'not known'
  if (daysLate === 0) return 'on the day'
  return `${plural(Math.abs(daysLate), 'day')} ${daysLate > 0 ? 'late' : 'early'}`
}

/** Forecasts breathe: moves of fewer days than this are counted, not listed. Dates of the plan are always listed. */
const FORECAST_DAYS_MIN = 7

/** Dates that moved, with what they are compared with. */
export function movedDatesTable({ movedDates = [], datesBefore }: WeeklyReport): ReportTable {
  const all = movedDates.flatMap((part) => part.moves.map((move) => ({ part, move })))
  const shown = all.filter(({ move }) => isTold(move))
  const small = all.length - shown.length
  return {
    title: 'Dates that moved',
    head: ['Deliverable', 'Date', 'Was', 'Is now', 'Moved'],
    rows: shown.map(({ part, move }) => movedRow(part, move)),
    notes: [
      ...comparedText(datesBefore),
      ...(small === 0
        ? []
        : [
            `${plural(small, 'forecast date')} moved by less than ${FORECAST_DAYS_MIN} days and ${small === 1 ? 'is' : 'are'} not listed.`,
          ]),
    ],
  }
}

function isTold({ date, days }: DateMove): boolean {
  return date === 'start' || date === 'due' || days === null || Math.abs(days) >= FORECAST_DAYS_MIN
}

const DATE_WORDS: Readonly<Record<DateMove['date'], string>> = {
  start: 'start',
  due: 'due date',
  forecast_p50: '50 % forecast',
  forecast_p85: '85 % forecast',
}

function movedRow({ title }: MovedDates, move: DateMove): Cell[] {
  const none = move.date === 'start' || move.date === 'due' ? 'no date' : 'open-ended'
  return [title, DATE_WORDS[move.date], move.from ?? none, move.to ?? none, daysLaterText(move)]
}

function comparedText(before: DatesBefore | undefined): string[] {
  if (before === undefined || before.source === 'nothing') return []
  return before.source === 'published_report'
    ? [`Compared with the published report of week ${before.week}.`]
    : [
        `Compared with the forecasts as of the end of week ${before.week}. No report of that week was published, so start and due dates are not compared.`,
      ]
}

/** KPIs whose status changed. */
export function kpiChangeTable(report: WeeklyReport): ReportTable {
  return {
    title: 'KPIs that changed status',
    head: ['KPI', 'Was', 'Is now', 'Value before', 'Value now'],
    rows: (report.kpiChanges ?? []).map(({ title, unit, from, to, previous, value, note }) => [
      title,
      kpiStatusCell({ status: from }, report),
      kpiStatusCell({ status: to, note }, report),
      kpiText(previous, unit),
      kpiText(value, unit),
    ]),
  }
}

/** Risks and controls that need attention. */
export function attentionTable({ attention = [] }: WeeklyReport): ReportTable {
  return {
    title: 'Risks and controls that need attention',
    head: ['Risk or control', 'Kind', 'What is the matter', 'What to do', 'Owner'],
    rows: attention.map(({ title, kind, exposure, says, remedies, owner }) => [
      title,
      exposure === null ? kind : `${kind}, exposure ${exposure} of 25`,
      says.join(' '),
      remedies.join(' '),
      owner ?? 'nobody',
    ]),
  }
}

/** What is due in the week after the report’s. */
export function nextWeekTable(report: WeeklyReport): ReportTable {
  return {
    title: 'Due next week',
    head: ['What', 'Kind', 'Due', 'Progress', 'Health'],
    rows: (report.dueNextWeek ?? []).map(({ kind, title, due, progress, status }) => [
      title,
      kind,
      due,
      progressText(progress),
      status === 'upcoming' ? 'upcoming' : healthCell(status, report),
    ]),
  }
}

/** Deliverables due within four weeks. */
export function dueTable(report: WeeklyReport): ReportTable {
  return {
    title: 'Due within four weeks',
    head: ['Deliverable', 'Due', 'Progress', 'Health'],
    rows: report.dueNext.map(({ title, due, progress, health }) => [
      title,
      due,
      progressText(progress),
      healthCell(health.status, report),
    ]),
  }
}

/** Notable work that was finished in the week. */
export function finishedTable({ finished, finishedCount, objectives }: WeeklyReport): ReportTable {
  const titles = new Map(objectives.flatMap(({ deliverables }) => deliverables.map(({ id, title }) => [id, title])))
  const listed = finished.filter(({ isEpic }) => isEpic !== true).length
  return {
    title: `Finished in the week: ${plural(finishedCount, 'item')}`,
    head: ['Work', 'Item', 'Deliverable'],
    rows: finished.map(({ key, title, url, deliverable, isEpic }) => [
      title,
      { text: isEpic === true ? `${key} (epic)` : key, url },
      titles.get(deliverable) ?? deliverable,
    ]),
    notes:
      finishedCount > listed ? [`${listed} of ${plural(finishedCount, 'item')} are shown, the heaviest first.`] : [],
  }
}
