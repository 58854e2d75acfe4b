import { percentText } from '../../measure/words.ts'
import { line, rect, svg } from './svg.ts'

const [WIDTH, HEIGHT] = [100, 10]

/** What a bar shows. */
export interface ProgressBar {
  /** Whose progress it is. */
  readonly name: string
  /** 0..1; null is drawn empty and dashed. */
  readonly progress: number | null
  /** Where it was a week before; null draws no mark. */
  readonly previous: number | null
  /** The progress in words, as it stands beside the bar. */
  readonly words: string
}

/** Progress as a bar from nothing to all, with a mark where it was a week before. */
export function progressBar({ name, progress, previous, words }: ProgressBar): string {
  const was = previous === null ? '' : `, ${percentText(previous)} a week before`
  return svg(
    {
      title: `${name}: ${words}${was}`,
      description: 'A bar from 0 to 100 %; the upright line is where it was a week before.',
      width: WIDTH,
      height: HEIGHT,
      stretches: true,
    },
    progress === null
      ? [
          line(
            'line',
            [
              [0, HEIGHT / 2],
              [WIDTH, HEIGHT / 2],
            ],
            { isDashed: true },
          ),
        ]
      : [
          rect('track', 0, 2, WIDTH, HEIGHT - 4),
          rect('fill', 0, 2, within(progress) * WIDTH, HEIGHT - 4),
          // It stands out above and below, because on the fill a dark line is hard to see.
          ...(previous === null
            ? []
            : [
                line('mark', [
                  [within(previous) * WIDTH, 0],
                  [within(previous) * WIDTH, HEIGHT],
                ]),
              ]),
        ],
  )
}

function within(part: number): number {
  return Math.min(1, Math.max(0, part))
}
