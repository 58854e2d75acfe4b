import { dot, line, svg } from './svg.ts'

const [WIDTH, HEIGHT, EDGE] = [132, 36, 4]

/** What a sparkline shows. */
export interface Sparkline {
  /** What is measured. */
  readonly name: string
  /** A value a week, oldest first; null is a gap. */
  readonly values: readonly (number | null)[]
  /** Null draws no line for it. */
  readonly target: number | null
  /** A value with its unit. */
  readonly words: (value: number) => string
}

/** Weekly values as a line that breaks where there are none, with a dot at the last and a dashed line at the target. */
export function sparkline({ name, values, target, words }: Sparkline): string {
  const known = values.filter((value) => value !== null)
  const all = target === null ? known : [...known, target]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const x = (index: number) => EDGE + (index * (WIDTH - 2 * EDGE)) / Math.max(1, values.length - 1)
  const y = (value: number) =>
    high === low ? HEIGHT / 2 : HEIGHT - EDGE - ((value - low) / (high - low)) * (HEIGHT - 2 * EDGE)
  const last = values.findLastIndex((value) => value !== null)
  const lastValue = values[last] ?? null
  return svg(
    {
      title: `${name}: ${titleOf(known, values.length, words)}${target === null ? '' : `; target ${words(target)}`}`,
      description: 'A line over the weeks, the newest on the right with a dot; the dashed line is the target.',
      width: WIDTH,
      height: HEIGHT,
    },
    [
      ...(target === null
        ? []
        : [
            line(
              'line',
              [
                [EDGE, y(target)],
                [WIDTH - EDGE, y(target)],
              ],
              { width: 1, isDashed: true },
            ),
          ]),
      ...runsOf(values).map((run) =>
        line(
          'fill',
          run.map(({ index, value }) => [x(index), y(value)] as const),
        ),
      ),
      ...runsOf(values).flatMap(([only, ...others]) =>
        only === undefined || others.length > 0 ? [] : [dot('fill', x(only.index), y(only.value), 1.5)],
      ),
      ...(lastValue === null ? [] : [dot('fill', x(last), y(lastValue), 3)]),
    ],
  )
}

function titleOf(known: readonly number[], weeks: number, words: (value: number) => string): string {
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return `no data in ${weeks} weeks`
  return `from ${words(first)} to ${words(last)} in ${weeks} weeks`
}

interface Point {
  readonly index: number
  readonly value: number
}

/** The values without gaps between them, together. */
function runsOf(values: readonly (number | null)[]): Point[][] {
  const runs: Point[][] = [[]]
  for (const [index, value] of values.entries()) {
    if (value === null) runs.push([])
    else runs.at(-1)?.push({ index, value })
  }
  return runs.filter((run) => run.length > 0)
}
