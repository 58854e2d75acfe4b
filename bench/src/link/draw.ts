/** A whole number from 0 to below `below`. */
export type DrawFrom = (below: number) => number

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function drawing(seed: number): DrawFrom {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}
