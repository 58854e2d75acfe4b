import type { InSteps } from '@throughline/plan'
import { expect, it } from 'vitest'
import { givingWay } from './giving-way.ts'

/** Steps that take a millisecond of processor time each. */
function* long(steps: number): InSteps<number> {
  for (let step = 0; step < steps; step += 1) {
    const end = performance.now() + 1
    while (performance.now() < end);
    yield
  }
  return steps
}

it('work in many steps lets others go first every few of them, and answers what it came to', async () => {
  let turns = 0
  const count = () => {
    turns += 1
    immediate = setImmediate(count)
  }
  let immediate = setImmediate(count)
  await expect(givingWay(long(100))).resolves.toBe(100)
  clearImmediate(immediate)
  expect(turns).toBeGreaterThan(5)
})
