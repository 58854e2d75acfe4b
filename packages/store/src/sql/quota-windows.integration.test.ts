import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { noteQuotaWindow, readQuotaWindows } from './quota-windows.ts'
import { hubNow, storeConnection } from './stored-items.fixture.ts'
import { openTestStore } from './test-store.fixture.ts'

let database: Database

beforeEach(async () => {
  database = await openTestStore()
  await storeConnection(database, 'gh', 'github', ['clinic/ehr'])
})

afterEach(() => database.close())

const hour = 3_600_000
const window = (remaining: number | null, resetAt: number | null, pausedUntil: number | null = null) => ({
  resource: 'core',
  limit: 5_000,
  remaining,
  resetAt,
  pausedUntil,
})

async function after(...windows: readonly ReturnType<typeof window>[]) {
  for (const each of windows) await noteQuotaWindow(database.pool, 'gh', each)
  return (await readQuotaWindows(database.pool, 'gh'))[0]
}

it('keeps the lower word about one window, and the later of two windows, in any order', async () => {
  expect(await after(window(900, hubNow), window(800, hubNow + 1_000), window(850, hubNow))).toEqual(
    window(800, hubNow + 1_000),
  )
  expect(await after(window(4_999, hubNow + hour))).toEqual(window(4_999, hubNow + hour))
  expect(await after(window(10, hubNow))).toEqual(window(4_999, hubNow + hour))
})

it('keeps the later pause, and what an answer without numbers does not tell', async () => {
  expect(await after(window(700, hubNow, hubNow + 500), window(null, null, hubNow + 200))).toEqual(
    window(700, hubNow, hubNow + 500),
  )
})

it('notes nothing of a connection that was deleted meanwhile', async () => {
  await noteQuotaWindow(database.pool, 'gone', window(1, hubNow))
  expect(await readQuotaWindows(database.pool, 'gone')).toEqual([])
})
