import { describe, expect, it } from 'vitest'
import { day, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { itemAt } from './item-at.ts'

describe('itemAt', () => {
  const moves = timeline(
    day(1),
    [day(2), 'in_progress'],
    [day(4), 'done'],
    [day(6), 'in_progress'],
    [day(8), 'dropped'],
  )
  const item = workItem({ timeline: moves, status: 'Rejected' })
  const at = (instant: number) => itemAt(item, instant)

  it('stands where the moves up to the instant brought it, the one at the instant included', () => {
    expect(at(day(1))).toMatchObject({ state: 'todo', status: 'Open', startedAt: null, timeline: moves.slice(0, 1) })
    expect(at(day(4) - 1)).toMatchObject({ state: 'in_progress', startedAt: day(2), doneAt: null })
    expect(at(day(4))).toMatchObject({ state: 'done', status: 'done', startedAt: day(2), doneAt: day(4) })
    expect(at(day(7))).toMatchObject({ state: 'in_progress', startedAt: day(2), doneAt: null, droppedAt: null })
  })

  it('is the item itself once all its moves were made, with the status it has now', () => {
    expect(at(day(8))).toBe(item)
    expect(at(day(8))?.status).toBe('Rejected')
  })

  it('did not exist before it was created', () => {
    expect(at(day(1) - 1)).toBeNull()
  })
})
