import { expect, it } from 'vitest'
import { day, linkTo, timeline, workItem } from './random-portfolio.fixture.ts'
import { unlinkedItems } from './unlinked-items.ts'

it('lists what is linked to nothing as it was at an instant, newest first', () => {
  const old = workItem({ timeline: timeline(day(0), [day(9), 'done']) })
  const young = workItem({ timeline: timeline(day(2)) })
  const unborn = workItem({ timeline: timeline(day(30)) })
  const dropped = workItem({ timeline: timeline(day(0), [day(8), 'dropped']) })
  const gone = workItem({ tombstone: { kind: 'deleted', at: day(20), movedTo: null } })
  const linked = workItem({ timeline: timeline(day(0)) })
  const input = { items: [old, young, unborn, dropped, gone, linked], links: linkTo('d', linked) }
  const at = (asOf: number) => unlinkedItems({ ...input, asOf }).map(({ id, state }) => [id, state])
  expect(at(day(10))).toEqual([
    [young.id, 'todo'],
    [old.id, 'done'],
  ])
  expect(at(day(1))).toEqual([
    [dropped.id, 'todo'],
    [old.id, 'todo'],
  ])
})
