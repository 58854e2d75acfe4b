import { calendarDate } from './document-fields.ts'
import type { Finding, Outline } from './outline.ts'
import type { OutlinedPeriod } from './outline-kpi.ts'
import type { Spot } from './outline-place.ts'

/** Dates outside the plan's period, work that starts after it is due, and days with two entries. */
export function checkDates({ period, objectives, kpis, parts, reviewDays }: Outline): Finding[] {
  const outside = (dates: readonly (Spot | null)[]) => dates.flatMap((date) => outsidePeriod(date, period))
  return [
    ...objectives.flatMap(({ deliverables }) =>
      deliverables.flatMap((deliverable) => [
        ...outside([deliverable.start, deliverable.due, deliverable.release, ...deliverable.entryDates]),
        ...backwards(deliverable.start, deliverable.due, 'the due date'),
        ...repeatedDays(deliverable.entryDates, 'entries'),
      ]),
    ),
    ...kpis.flatMap((kpi) => outside([kpi.period.start, kpi.period.end])),
    ...parts.flatMap(({ days, spans }) => [
      ...outside(days),
      ...spans.flatMap(([first, last]) => backwards(first, last, 'the last day')),
    ]),
    ...repeatedDays(reviewDays, 'reviews'),
  ]
}

function outsidePeriod(date: Spot | null, period: OutlinedPeriod): Finding[] {
  if (!isDay(date)) return []
  if (isDay(period.start) && date.text < period.start.text) {
    return [
      { path: date.path, detail: `${date.text} lies before the plan's period, which starts ${period.start.text}` },
    ]
  }
  if (isDay(period.end) && date.text > period.end.text) {
    return [{ path: date.path, detail: `${date.text} lies after the plan's period, which ends ${period.end.text}` }]
  }
  return []
}

function backwards(first: Spot | null, last: Spot | null, end: string): Finding[] {
  if (!isDay(first) || !isDay(last) || first.text <= last.text) return []
  return [{ path: first.path, detail: `${first.text} lies after ${end} ${last.text}` }]
}

function repeatedDays(all: readonly Spot[], what: string): Finding[] {
  const days = new Set<string>()
  return all.flatMap(({ text, path }) => {
    const isRepeated = days.has(text)
    days.add(text)
    return isRepeated ? [{ path, detail: `there are two ${what} of ${text}; keep one` }] : []
  })
}

function isDay(date: Spot | null): date is Spot {
  return date !== null && calendarDate.safeParse(date.text).success
}
