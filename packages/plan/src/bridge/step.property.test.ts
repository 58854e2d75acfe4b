import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyMoments } from './random-moments.fixture.ts'
import { STAGES, STEPS } from './stages.ts'
import { type Behind, stepBehind } from './step.ts'
import { compareMoments } from './subject.ts'
import { groundOf, worldAt } from './world.ts'

const numRuns = process.env.CI === 'true' ? 10_000 : 1_000

it('the contributions behind a step sum to the difference it makes before anything is rounded', () => {
  const met = new Set<string>()
  let worst = 0
  fc.assert(
    fc.property(anyMoments, ({ before, after }) => {
      const ground = groundOf(compareMoments(before, after))
      let world = worldAt(ground, STAGES.earlier)
      for (const { stage } of STEPS) {
        const worlds = { before: world, after: worldAt(ground, stage) }
        const { deliverables, objectives, plan } = stepBehind(ground.moving, worlds)
        const check = (behind: Behind, was = 0, is = 0) => {
          worst = Math.max(worst, Math.abs(sumOf(behind) - (is - was)))
          if (is !== was) met.add(`${stage}`)
        }
        for (const [id, behind] of [...deliverables, ...objectives]) {
          const of = ({ deliverables: parts, objectives: wholes }: typeof world) =>
            (parts.get(id) ?? wholes.get(id))?.value
          check(behind, of(worlds.before), of(worlds.after))
        }
        check(plan, worlds.before.progress ?? 0, worlds.after.progress ?? 0)
        world = worlds.after
      }
    }),
    { numRuns },
  )
  expect(worst).toBeLessThan(1e-12)
  expect([...met].map(Number).sort((one, other) => one - other)).toEqual(STEPS.map(({ stage }) => stage))
}, 600_000)

function sumOf(behind: Behind): number {
  return behind.reduce((sum, { amount }) => sum + amount, 0)
}
