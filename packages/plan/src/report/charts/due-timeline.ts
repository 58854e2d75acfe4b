import { daysBetween } from '../../parts/days.ts'
import { line, rect, svg } from './svg.ts'

const [WIDTH, HEIGHT] = [100, 16]

/** A deliverable on a timeline; days, `2027-03-31` each. */
export interface TimelineEntry {
  readonly name: string
  readonly due: string | null
  /** Days by which 50 and 85 % of the trials finish; null when fewer do or there is no forecast. */
  readonly p50: string | null
  readonly p85: string | null
}

/** The days a timeline spans, both included. */
export interface TimelineScale {
  readonly from: string
  readonly to: string
}

/** A single runaway forecast must not press all others into a corner: so many times the way to the last due date. */
const WAY_MAX = 1.5

/**
 * The scale that entries share: from the earlier of today and the first due date to the last due date or forecast, those
 * far beyond the due dates left to run out of the picture. Null without a day to show beside today.
 */
export function timelineScale(entries: readonly TimelineEntry[], today: string): TimelineScale | null {
  const dues = entries.flatMap(({ due }) => due ?? []).sort()
  const forecasts = entries.flatMap(({ p50, p85 }) => [p50 ?? [], p85 ?? []].flat()).sort()
  const [firstDue, lastDue] = [dues[0], dues.at(-1)]
  const last = [lastDue, forecasts.at(-1)]
    .flatMap((day) => day ?? [])
    .sort()
    .at(-1)
  if (last === undefined) return null
  const from = firstDue !== undefined && firstDue < today ? firstDue : today
  const bound = lastDue === undefined || lastDue <= today ? null : daysBetween(today, lastDue) * WAY_MAX
  const way = daysBetween(from, last)
  const to = bound !== null && daysBetween(today, last) > bound ? plusDays(today, bound) : last
  return way <= 0 ? null : { from, to: to < today ? today : to }
}

/** One row of a timeline: the due date as an upright line, p50 to p85 as a band, today as a dashed line. */
export function timelineRow(entry: TimelineEntry, scale: TimelineScale, today: string): string {
  const { name, due, p50, p85 } = entry
  const span = Math.max(1, daysBetween(scale.from, scale.to))
  const x = (day: string) => Math.min(1, Math.max(0, daysBetween(scale.from, day) / span)) * WIDTH
  const said = [
    due === null ? 'no due date' : `due ${due}`,
    ...(p50 === null ? [] : [`50 % by ${p50}`]),
    ...(p85 === null ? [] : [`85 % by ${p85}`]),
  ]
  return svg(
    {
      title: `${name}: ${said.join(', ')}`,
      description: `From ${scale.from} to ${scale.to}: the upright line is the due date, the band runs from the 50 % to the 85 % forecast, the dashed line is today, ${today}.`,
      width: WIDTH,
      height: HEIGHT,
      stretches: true,
    },
    [
      line(
        'track',
        [
          [0, HEIGHT / 2],
          [WIDTH, HEIGHT / 2],
        ],
        { width: 1 },
      ),
      ...forecastBand(entry, scale, x),
      line(
        'line',
        [
          [x(today), 0],
          [x(today), HEIGHT],
        ],
        { width: 1, isDashed: true },
      ),
      ...(due === null
        ? []
        : [
            line(
              'mark',
              [
                [x(due), 1],
                [x(due), HEIGHT - 1],
              ],
              { width: 3 },
            ),
          ]),
    ],
  )
}

/** The band from p50 to p85; what lies beyond the scale is an arrow at its edge. */
function forecastBand({ p50, p85 }: TimelineEntry, { to }: TimelineScale, x: (day: string) => number): string[] {
  if (p50 === null) return []
  const isBeyond = p85 === null || p85 > to
  const [left, right] = [x(p50), isBeyond ? WIDTH : x(p85)]
  const arrow = line('fill', [
    [WIDTH - 2, 3],
    [WIDTH - 0.5, HEIGHT / 2],
    [WIDTH - 2, HEIGHT - 3],
  ])
  return [...(p50 > to ? [] : [rect('band', left, 4, Math.max(0.8, right - left), HEIGHT - 8)]), isBeyond ? arrow : '']
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + Math.round(days) * 86_400_000).toISOString().slice(0, 10)
}
