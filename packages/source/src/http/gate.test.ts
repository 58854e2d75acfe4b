import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { Gate } from './gate.ts'

test.prop([fc.integer({ min: 1, max: 5 }), fc.array(fc.boolean(), { maxLength: 30 }), fc.scheduler()])(
  'never more pieces of work run at once than there are places, and all run',
  async (places, outcomes, scheduler) => {
    const gate = new Gate(places)
    let running = 0
    let most = 0
    const all = outcomes.map((fails, index) =>
      gate
        .run(async () => {
          running += 1
          most = Math.max(most, running)
          await scheduler.schedule(Promise.resolve(), `work ${index}`)
          running -= 1
          if (fails) throw new Error('failed')
          return index
        })
        .catch(() => index),
    )
    await scheduler.waitFor(Promise.all(all))
    expect(await Promise.all(all)).toEqual(outcomes.map((_, index) => index))
    expect(most).toBeLessThanOrEqual(places)
    expect(most).toBe(Math.min(places, outcomes.length))
  },
)
