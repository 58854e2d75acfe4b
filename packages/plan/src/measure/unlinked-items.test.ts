import { makeItem } from '@throughline/testing'
import { expect, it } from 'vitest'
import { unlinkedItems } from './unlinked-items.ts'

const day = (date: string) => Date.parse(`${date}T09:00:00Z`)

it('lists what is linked to nothing as it was at an instant, newest first', () => {
  const old = makeItem({ createdAt: day('2026-10-01'), state: 'done' })
  const young = makeItem({ createdAt: day('2026-10-20') })
  const unborn = makeItem({ createdAt: day('2026-11-20') })
  const dropped = makeItem({ createdAt: day('2026-10-01'), state: 'dropped' })
  const gone = makeItem({ tombstone: { kind: 'deleted', at: day('2026-11-01'), movedTo: null } })
  const linked = makeItem({ createdAt: day('2026-10-01') })
  const items = [old, young, unborn, dropped, gone, linked]
  const links = [{ itemId: linked.id, deliverable: 'd', rule: 'key', detail: 'by key', conflicts: [] } as const]
  const at = (asOf: number) => unlinkedItems({ items, links, asOf }).map(({ id, state }) => [id, state])
  expect(at(day('2026-11-01'))).toEqual([
    [young.id, 'todo'],
    [old.id, 'done'],
  ])
  expect(at(day('2026-10-01') + 1)).toEqual([
    [dropped.id, 'todo'],
    [old.id, 'todo'],
  ])
})
