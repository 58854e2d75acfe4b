import { percent } from './csv-cells.ts'
import type { CsvRow } from './csv-row.ts'
import type { WeeklyReport } from './report.ts'
import { oneLine } from './report-words.ts'

/**
 * What is new in a week as rows of CSV, each kind by its own name: what became done, slipped or moved, changed its status,
 * needs a decision or attention, is due next week, was finished, is found by the review; last the standing of the data.
 */
export function csvNewsRows(report: WeeklyReport): CsvRow[] {
  return [
    ...deliverableRows(report),
    ...changeRows(report),
    ...askingRows(report),
    ...(report.dueNextWeek ?? []).map(
      ({ kind, id, title, due, progress, status }): CsvRow => ({
        kind: 'due_next_week',
        ...named({ id, title }),
        text: kind,
        due,
        progress_percent: percent(progress),
        status,
      }),
    ),
    ...report.finished.map(
      ({ key, title, url, deliverable, doneAt, weight, isEpic }): CsvRow => ({
        kind: isEpic === true ? 'finished_epic' : 'finished_item',
        ...named({ id: key, title }),
        text: deliverable,
        value: weight ?? null,
        unit: 'weight',
        to: doneAt,
        url: oneLine(url),
      }),
    ),
    ...(report.data === undefined
      ? []
      : [
          {
            kind: 'data',
            status: report.data.standing,
            value: report.data.ageHours,
            unit: 'hours since the oldest part was read',
            progress_percent: percent(report.data.coverage),
            text: report.data.says,
          },
        ]),
  ]
}

function deliverableRows({ finishedDeliverables = [], slipped = [], movedDates = [] }: WeeklyReport): CsvRow[] {
  return [
    ...finishedDeliverables.map(
      (each): CsvRow => ({
        kind: 'finished_deliverable',
        objective: each.objective,
        ...named(each),
        due: each.due,
        to: each.doneOn,
        days: each.daysLate,
      }),
    ),
    ...slipped.map(
      (each): CsvRow => ({
        kind: 'slipped',
        objective: each.objective,
        ...named(each),
        due: each.due,
        health: each.health.status,
        from: each.forecastBefore,
        to: each.forecast,
        status: each.reason,
        text: each.says,
      }),
    ),
    ...movedDates.flatMap(({ moves, ...part }) =>
      moves.map(
        ({ date, from, to, days }): CsvRow => ({
          kind: 'moved_date',
          objective: part.objective,
          ...named(part),
          status: date,
          from,
          to,
          days,
        }),
      ),
    ),
  ]
}

function changeRows({ kpiChanges = [] }: WeeklyReport): CsvRow[] {
  return kpiChanges.map((each) => ({
    kind: 'kpi_change',
    ...named(each),
    value: each.value,
    previous_value: each.previous,
    unit: oneLine(each.unit),
    from: each.from,
    to: each.to,
    week: each.week,
  }))
}

function askingRows({ decisions = [], attention = [], review }: WeeklyReport): CsvRow[] {
  return [
    ...decisions.map(
      (each): CsvRow => ({
        kind: 'decision',
        ...named(each),
        status: each.rule,
        reasons: oneLine(each.evidence.join(' ')),
        text: each.question,
      }),
    ),
    ...attention.map(
      (each): CsvRow => ({
        kind: each.kind,
        ...named(each),
        value: each.exposure,
        unit: each.exposure === null ? null : 'of 25 (exposure)',
        severity: each.severity,
        reasons: oneLine(each.says.join(' ')),
        text: oneLine(each.remedies.join(' ')),
      }),
    ),
    ...(review?.findings ?? []).map(
      ({ rule, severity, subject, says, remedy }): CsvRow => ({
        kind: 'review_finding',
        ...named(subject),
        severity,
        status: rule,
        reasons: oneLine(says),
        text: oneLine(remedy),
      }),
    ),
  ]
}

function named({
  id,
  title,
  owner = null,
}: {
  readonly id: string
  readonly title: string
  readonly owner?: string | null
}) {
  return { id: oneLine(id), title: oneLine(title), owner: owner === null ? null : oneLine(owner) }
}
