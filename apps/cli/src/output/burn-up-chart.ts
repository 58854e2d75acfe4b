import type { BurnUp, BurnUpPoint } from '@throughline/plan'
import { plot } from 'asciichart'
import { percent, thousands } from './formats.ts'
import type { Paint } from './paint.ts'
import { table } from './table.ts'

/** Width of the chart in points, and its height in lines. */
const [pointsMax, linesMax] = [64, 12]

/** How many of the last points are listed with their numbers. */
const listedMax = 8

/** Scope and what was done of it as a chart of lines, with the last points as numbers below. */
export function burnUpChart(series: BurnUp, paint: Paint): string {
  const { title, by, unit, due, forecast, points } = series
  const last = points.at(-1)
  const first = points[0]
  if (last === undefined || first === undefined) return `${paint.bold(title)}\nNothing to show.\n`
  const ahead = [
    ...(due === null ? [] : [`due ${due}`]),
    ...(forecast === null ? [] : [`85 % by ${forecast.p85 ?? 'open-ended'}`]),
  ]
  const head = [percent(last.progress), ...ahead].join(', ')
  const legend = `${unit} by ${by}, ${first.period} to ${last.period}; upper line: scope, lower line: done`
  return `${paint.bold(title)}\n${head}\n\n${chart(points)}\n${paint.dim(legend)}\n\n${pointTable(points.slice(-listedMax))}`
}

function chart(points: readonly BurnUpPoint[]): string {
  const shown = thinned(points)
  const scope = shown.map((point) => point.scope.weight)
  const done = shown.map((point) => point.done.weight)
  const highest = Math.max(1, ...scope)
  const lines = plot([scope, done], {
    height: Math.min(linesMax, Math.max(1, Math.ceil(highest))),
    min: 0,
    max: highest,
    format: (value) => thousands(Math.round(value)).padStart(7),
  })
  return `${lines
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')}\n`
}

/** As many points as the chart is wide, evenly spaced, the last one always among them. */
function thinned(points: readonly BurnUpPoint[]): BurnUpPoint[] {
  const step = Math.max(1, points.length / pointsMax)
  const count = Math.min(points.length, pointsMax)
  return Array.from(
    { length: count },
    (_, index) => points[points.length - 1 - Math.round((count - 1 - index) * step)],
  ).filter((point) => point !== undefined)
}

function pointTable(points: readonly BurnUpPoint[]): string {
  const right = 'right' as const
  const columns = [
    { head: 'Until' },
    { head: 'Scope', align: right },
    { head: 'Done', align: right },
    { head: 'In progress', align: right },
    { head: 'Todo', align: right },
    { head: 'Dropped', align: right },
    { head: 'Progress', align: right },
  ]
  const weight = (value: number) => (Number.isInteger(value) ? thousands(value) : value.toFixed(1))
  const rows = points.map(({ period, isPartial, scope, done, inProgress, todo, dropped, progress }) => [
    isPartial ? `${period}, so far` : period,
    ...[scope, done, inProgress, todo, dropped].map((amount) => weight(amount.weight)),
    percent(progress),
  ])
  return table(columns, rows)
}
