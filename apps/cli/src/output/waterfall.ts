/**
 * The steps from one value to another as bars of `width` cells, each from where the one before ended: `█` where a step
 * leads up, `▒` where it leads down. A step too small to be seen has one cell.
 */
export function waterfall(start: number, steps: readonly number[], width = 24): string[] {
  const ends = [start]
  for (const step of steps) ends.push((ends.at(-1) ?? start) + step)
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const cellOf = (value: number) => (high === low ? 0 : ((value - low) / (high - low)) * width)
  return steps.map((step, index) => {
    const [from, to] = [cellOf(ends[index] ?? start), cellOf(ends[index + 1] ?? start)].sort(
      (one, other) => one - other,
    )
    const first = Math.min(Math.round(from ?? 0), width - 1)
    const cells = Math.max(1, Math.round(to ?? 0) - first)
    return step === 0 ? '' : `${' '.repeat(first)}${(step > 0 ? '█' : '▒').repeat(cells)}`
  })
}
