import type { PlanDocument } from '@throughline/plan'
import type { Figure } from '../bench.ts'
import { bigPlan, withObjectiveFirst, withSelector } from './big-plan.ts'
import { ms } from './everything.ts'
import type { LinkHub } from './link-hub.ts'
import { names } from './portfolio.ts'

const rounds = 3

/** Changes of the plan, from what people do most to what reaches furthest. */
const changes: readonly (readonly [name: string, change: (plan: PlanDocument) => PlanDocument])[] = [
  ['an epic', (plan) => withSelector(plan, 0, { connection: 'jira', epic: `${names.project(7)}-30` })],
  ['labels of a project', (plan) => withSelector(plan, 1, { project: names.project(7), labels: names.label(3, 4) })],
  ['a pattern of labels anywhere', (plan) => withSelector(plan, 3, { labels: 'team-9/area-1?' })],
  ['the place of an objective', withObjectiveFirst],
]

/**
 * One change of a settled plan, until it is settled again, beside reading from PostgreSQL the rows of the items whose link
 * differs then. Each change is made and taken back several times; of each the fastest round.
 */
export async function measureChanges(linking: LinkHub, note: (text: string) => void): Promise<Figure[]> {
  const base = bigPlan()
  const figures: Figure[] = []
  const puts: number[] = []
  for (const [name, change] of changes) {
    const settles: number[] = []
    const reads: number[] = []
    let touched: readonly number[] = []
    for (let round = 1; round <= rounds; round += 1) {
      const before = await linking.links()
      puts.push(await linking.put(change(base)))
      settles.push(await linking.settle())
      touched = difference(before, await linking.links())
      reads.push(await linking.read(touched))
      await linking.put(base)
      await linking.settle()
      note(`${name}, round ${round}: read in ${ms(reads.at(-1))}, linked again in ${ms(settles.at(-1))}`)
    }
    const [value, floor] = [Math.min(...settles), Math.min(...reads)]
    figures.push({
      figure: `change of ${name}, ${touched.length} links differ, beside reading their rows`,
      ...{ value, unit: 's', floor, ratio: value / floor },
    })
  }
  const storing = 'storing a changed document before that'
  return [...figures, { figure: storing, value: Math.min(...puts), unit: 's', floor: null, ratio: null }]
}

function difference(before: ReadonlyMap<number, string>, after: ReadonlyMap<number, string>): number[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id))
}
