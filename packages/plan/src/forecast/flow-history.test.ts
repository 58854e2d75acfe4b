import { describe, expect, it } from 'vitest'
import { HISTORY_WEEKS, historyOf } from './flow-history.ts'
import type { WorkFlow } from './work-flow.ts'

/** A flow of four items delivered, two added and one dropped in each of its weeks. */
function flow({ open = 10, age = HISTORY_WEEKS, finished = 5 }): WorkFlow {
  const weeks = Array.from({ length: HISTORY_WEEKS }, (_, index) => ({
    week: `2026-W${index + 10}`,
    delivered: index < HISTORY_WEEKS - age ? 0 : 4,
    added: index < HISTORY_WEEKS - age ? 0 : 2,
    dropped: index < HISTORY_WEEKS - age ? 0 : 1,
  }))
  return { open, weeks, age, finished }
}

const allDays = { perWeek: 7, daysIn: new Map<string, number>() }

describe('historyOf', () => {
  it('is a deliverable’s own with six weeks and five finished items, without the weeks before its first item', () => {
    const own = flow({ age: 6, finished: 5 })
    const history = historyOf(own, () => flow({ open: 40, finished: 90 }), allDays)
    expect(history).toEqual({
      weeks: own.weeks.slice(-6),
      worked: { days: 42, of: 42 },
      finished: 5,
      borrowed: null,
    })
  })

  it.each([{ age: 5 }, { finished: 4 }])('is borrowed from the objective with %o, scaled by the open part', (thin) => {
    const own = flow({ age: 6, finished: 5, ...thin })
    const history = historyOf(own, () => flow({ open: 40, age: 8, finished: 30 }), allDays)
    expect(history).toEqual({
      weeks: flow({ age: 8 })
        .weeks.slice(-8)
        .map(({ week }) => ({ week, delivered: 1, added: 0.5, dropped: 0.25 })),
      worked: { days: 56, of: 56 },
      finished: 30,
      borrowed: { ownWeeks: own.age, ownFinished: own.finished, part: 0.25 },
    })
  })

  it('scales all its weeks alike where holidays made some short', () => {
    const time = { perWeek: 5, daysIn: new Map([['2026-W21', 1]]) }
    const history = historyOf(flow({ age: 6 }), () => flow({}), time)
    expect(history).toMatchObject({ worked: { days: 26, of: 30 } })
    const delivered = typeof history === 'string' ? [] : history.weeks.map((week) => week.delivered)
    expect(delivered).toEqual(Array.from({ length: 6 }, () => 4 * (30 / 26)))
  })

  it('is refused with the reason where the objective’s is too thin as well', () => {
    expect(historyOf(flow({ age: 3, finished: 1 }), () => flow({ age: 3, finished: 4 }), allDays)).toBe(
      'The history is too thin: 3 complete weeks with 1 finished item, and 3 complete weeks with 4 finished items in its objective; a forecast needs 6 complete weeks and 5 finished items.',
    )
  })
})
