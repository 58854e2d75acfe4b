import { percentText } from '../../measure/words.ts'
import { line, outline, rect, svg } from './svg.ts'

const [WIDTH, HEIGHT] = [100, 14]

/** A part of a change of progress, as a fraction of all: 0.012 is 1.2 percentage points. */
export interface WaterfallPart {
  readonly label: string
  readonly value: number
  /** The value as it is told elsewhere on the page. */
  readonly words: string
}

/** A row of a waterfall: its name, its drawing and its number. */
export interface WaterfallRow {
  readonly label: string
  readonly chart: string
  readonly words: string
}

/**
 * How progress came from one value to another, a row a step: the value before, each part from where the one above it
 * ended, and the value after. What adds is filled, what takes away is an outline, so no colour is needed to tell them
 * apart. The rows share one scale, from the least to the greatest value on the way.
 *
 * @param afterWords the value after with what it stands on, where that is not everything.
 */
export function waterfall(
  before: number,
  parts: readonly WaterfallPart[],
  after: number,
  afterWords = percentText(after),
): WaterfallRow[] {
  const levels: number[] = []
  for (const { value } of parts) levels.push((levels.at(-1) ?? before) + value)
  const ends = [before, ...levels, after]
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  // Without an edge the smallest value would have no bar at all.
  const edge = (high - low) * 0.15 || 0.01
  const x = (value: number) => ((value - low + edge) / (high - low + 2 * edge)) * WIDTH
  const whole = (label: string, value: number, words: string): WaterfallRow => ({
    label,
    words,
    chart: drawn(`${label}: ${words}`, [rect('line', 0, 2, x(value), HEIGHT - 4)]),
  })
  const steps = parts.map(({ label, value, words }, index): WaterfallRow => {
    const from = index === 0 ? before : (levels[index - 1] ?? before)
    const [left, right] = [x(Math.min(from, from + value)), x(Math.max(from, from + value))]
    const shape =
      value < 0 ? outline('fill', left, 2, right - left, HEIGHT - 4) : rect('fill', left, 2, right - left, HEIGHT - 4)
    const rule = line(
      'line',
      [
        [x(from), 0],
        [x(from), HEIGHT],
      ],
      { width: 1 },
    )
    return { label, words, chart: drawn(`${label}: ${words}`, [rule, shape]) }
  })
  return [whole('Before', before, percentText(before)), ...steps, whole('After', after, afterWords)]
}

function drawn(title: string, shapes: readonly string[]): string {
  return svg(
    {
      title,
      description: 'A step of a waterfall: filled where progress grew, an outline where it shrank.',
      width: WIDTH,
      height: HEIGHT,
      stretches: true,
    },
    shapes,
  )
}
