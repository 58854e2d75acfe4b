import { describe, expect, it } from 'vitest'
import { waitsOf } from './waits.ts'

const moves = (...all: readonly (readonly [number, string])[]) => all.map(([at, status]) => ({ at, status }))

describe('waitsOf', () => {
  it('sees moves between statuses of one state, in any case, and joins those from one wait to the next', () => {
    const history = moves([0, 'Open'], [10, 'WAITING'], [20, 'Blocked'], [30, 'Doing'], [40, 'waiting'], [50, 'Done'])
    expect(waitsOf(history, ['Waiting', 'blocked'])).toEqual([
      { from: 10, to: 30 },
      { from: 40, to: 50 },
    ])
  })

  it('leaves a wait open that lasts, and never runs backwards', () => {
    expect(waitsOf(moves([10, 'Doing'], [5, 'Waiting']), ['waiting'])).toEqual([{ from: 10, to: null }])
    expect(waitsOf(moves([10, 'Waiting'], [10, 'Doing']), ['waiting'])).toEqual([])
    expect(waitsOf([], ['waiting'])).toEqual([])
  })
})
