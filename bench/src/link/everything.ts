import type { Figure } from '../bench.ts'
import { bigPlan } from './big-plan.ts'
import type { LinkHub } from './link-hub.ts'
import { itemCount } from './portfolio.ts'

const rounds = 3

/**
 * Linking everything, as the first settling of a plan does, beside reading the rows of the same items from PostgreSQL:
 * both in turn, several times, and of each the fastest round, which other load on the machine disturbed least.
 */
export async function measureEverything(linking: LinkHub, note: (text: string) => void): Promise<Figure[]> {
  const { pool } = linking.hub.database
  await linking.put(bigPlan())
  const reads: number[] = []
  const settles: number[] = []
  for (let round = 1; round <= rounds; round += 1) {
    await pool.query('update plan set settled_version = 0')
    await pool.query('truncate link')
    reads.push(await linking.read())
    settles.push(await linking.settle())
    note(`everything, round ${round}: read in ${ms(reads.at(-1))}, linked in ${ms(settles.at(-1))}`)
  }
  const [value, floor] = [Math.min(...settles), Math.min(...reads)]
  const linked = (await linking.links()).size
  return [
    {
      figure: `link ${itemCount} items, of which ${linked} are named, beside reading their rows`,
      ...{ value, unit: 's', floor, ratio: value / floor },
    },
  ]
}

/** A time in seconds, for people. */
export function ms(seconds = Number.NaN): string {
  return `${Math.round(seconds * 1_000)} ms`
}
