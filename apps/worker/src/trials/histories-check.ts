import { expect } from 'vitest'
import type { Stage } from './histories-play.ts'
import { type TrueItem, truthOf } from './histories-truth.ts'
import type { World } from './histories-world.ts'
import { type StoredItem, storedState } from './hub-under-test.ts'

/** Expects the hub that lived through a history to hold what a new one holds, and both what the tools show. */
export async function expectTruth(stage: Stage, world: World): Promise<void> {
  const [lived, fresh] = await Promise.all([storedState(stage.living.database), storedState(stage.fresh.database)])
  const living = lived.filter((item) => item.tombstone_kind === null)
  expect(byKey(living.map(shown))).toEqual(byKey(truthOf(world)))
  expect(living.map((item) => ofLiving(item, living))).toEqual(fresh.map((item) => ofLiving(item, fresh)))
  for (const { key, tombstone_kind: kind, moved_to: movedTo } of lived) {
    if (kind === null) continue
    const fate = world.fates.of(key)
    const veiled = world.wasVeiled ? ['deleted', 'hidden'] : []
    expect({ key, kinds: [...(fate?.kinds ?? []), ...veiled] }).toEqual({ key, kinds: expect.arrayContaining([kind]) })
    if (movedTo !== null) expect({ key, later: fate?.later }).toEqual({ key, later: expect.arrayContaining([movedTo]) })
  }
}

function shown(item: StoredItem, _: number, all: readonly StoredItem[]): TrueItem | object {
  const { connection_id: connection, scope, key, kind, title, state, labels, milestones, parent } = item
  const isSeen = all.some((each) => each.key === parent)
  return { connection, scope, key, kind, title, state, labels, milestones, parent: isSeen ? parent : null }
}

/** What leads to a tombstone leads to nothing in a hub that never saw the item. */
function ofLiving(item: StoredItem, living: readonly StoredItem[]): StoredItem {
  const keys = new Set(living.map(({ connection_id: connection, key }) => `${connection} ${key}`))
  const references = item.references?.filter((each) => keys.has(each)) ?? []
  const isSeen = item.parent !== null && keys.has(`${item.connection_id} ${item.parent}`)
  return { ...item, references, parent: isSeen ? item.parent : null }
}

function byKey<T extends object>(items: readonly T[]): readonly T[] {
  const keyOf = (item: T) => ('key' in item ? String(item.key) : '')
  return [...items].sort((a, b) => keyOf(a).localeCompare(keyOf(b)))
}
