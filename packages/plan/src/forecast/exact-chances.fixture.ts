/** The chance to have finished by the end of each of the first weeks, added up over every possible draw. */
export function finishedByWeek(open: number, burns: readonly number[], weeks: number): number[] {
  let left = new Map([[open, 1]])
  let finished = 0
  return Array.from({ length: weeks }, () => {
    const next = new Map<number, number>()
    for (const [rest, chance] of left) {
      for (const burn of burns) {
        if (burn >= rest) finished += chance / burns.length
        else next.set(rest - burn, (next.get(rest - burn) ?? 0) + chance / burns.length)
      }
    }
    left = next
    return finished
  })
}
