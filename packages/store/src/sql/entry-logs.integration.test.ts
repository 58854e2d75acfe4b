import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { putPlan } from '../records/plans.ts'
import { enterKpiValues, listKpiEntries, listKpiEntryActs, takeBackKpiValue } from './kpi-entries.ts'
import { addProgressEntry, listProgressEntries, listProgressEntryActs } from './progress-entries.ts'
import { hubNow } from './stored-items.fixture.ts'
import { openTestStore } from './test-store.fixture.ts'

const minute = 60_000
const value = { kpi: 'mood', week: '2026-W47', value: 4, reason: 'Survey', until: '2026-W48' }

let database: Database

beforeEach(async () => {
  database = await openTestStore()
  const plan = { plan: 'p', format: 'yaml', text: 'plan: p', author: null, message: null } as const
  await putPlan(database, plan, hubNow)
})

afterEach(() => database.close())

describe('the log of entered KPI values', () => {
  it('keeps every act, and answers what stood at any instant', async () => {
    await enterKpiValues(database, 'p', [value], 'ann', hubNow)
    await enterKpiValues(database, 'p', [{ ...value, value: 5, until: null }], 'bob', hubNow + minute)
    const taken = { kpi: 'mood', week: '2026-W47', reason: 'Wrong team', author: 'eve' }
    await takeBackKpiValue(database, 'p', taken, hubNow + 2 * minute)
    await database.pool.query('update kpi_entry set known_since = created_at')
    const stood = async (at?: number) => (await listKpiEntries(database, 'p', at)).map((entry) => entry.value)
    expect(await stood(hubNow - 1)).toEqual([])
    expect(await stood(hubNow)).toEqual([4])
    expect(await stood(hubNow + minute)).toEqual([5])
    expect([await stood(hubNow + 2 * minute), await stood()]).toEqual([[], []])
    const first = { ...value, author: 'ann', createdAt: hubNow }
    const second = { ...value, value: 5, until: null, author: 'bob', createdAt: hubNow + minute }
    const acts = await listKpiEntryActs(database, 'p', 'mood', null, 10)
    expect(acts).toMatchObject([
      { ...taken, value: null, createdAt: hubNow + 2 * minute, replaced: second },
      { ...second, replaced: first },
      { ...first, replaced: null },
    ])
    expect(await listKpiEntryActs(database, 'p', 'mood', acts[1]?.id ?? 0, 10)).toEqual(acts.slice(2))
  })

  it('has nothing to take back where nothing stands', async () => {
    const taken = { kpi: 'mood', week: '2026-W47', reason: null, author: null }
    expect(await takeBackKpiValue(database, 'p', taken, hubNow)).toBeNull()
    await enterKpiValues(database, 'p', [value], null, hubNow)
    expect(await takeBackKpiValue(database, 'p', taken, hubNow)).toMatchObject({ value: null })
    expect(await takeBackKpiValue(database, 'p', taken, hubNow)).toBeNull()
    expect(await listKpiEntryActs(database, 'p', 'mood', null, 10)).toHaveLength(2)
  })

  it('says what held for a week, also where that was entered for an earlier one', async () => {
    const enter = async (week: string, until: string | null, value: number) => {
      const [act] = await enterKpiValues(
        database,
        'p',
        [{ kpi: 'mood', week, until, value, reason: 'R' }],
        null,
        hubNow,
      )
      return act?.replaced?.value ?? null
    }
    expect(await enter('2026-W45', '2026-W47', 100)).toBeNull()
    expect(await enter('2026-W46', null, 5)).toBe(100)
    expect(await enter('2026-W47', null, 6)).toBe(100)
    expect(await enter('2026-W47', null, 7)).toBe(6)
    expect(await enter('2026-W48', null, 8)).toBeNull()
    await takeBackKpiValue(database, 'p', { kpi: 'mood', week: '2026-W46', reason: null, author: null }, hubNow)
    expect(await enter('2026-W46', null, 9)).toBe(100)
  })

  it('tells each of those who enter a value at once what they replaced', async () => {
    const values = Array.from({ length: 8 }, (_, index) => index)
    const acts = await Promise.all(
      values.map((each) => enterKpiValues(database, 'p', [{ ...value, value: each }], null, hubNow)),
    )
    const replaced = acts.flat().map((act) => act.replaced?.value ?? null)
    const [standing] = await listKpiEntries(database, 'p')
    expect(new Set([...replaced, standing?.value])).toEqual(new Set([null, ...values]))
  })
})

describe('the log of entered progress', () => {
  it('keeps every act, and answers what stood at any instant', async () => {
    const entry = { deliverable: 'wiring', date: '2026-11-20', progress: 0.25, note: 'One site', author: 'ann' }
    await addProgressEntry(database, 'p', entry, hubNow)
    await addProgressEntry(database, 'p', { ...entry, progress: 0.5, author: 'bob' }, hubNow + minute)
    const taken = { ...entry, progress: null, note: 'Typo', author: 'eve' }
    await addProgressEntry(database, 'p', taken, hubNow + 2 * minute)
    expect(await addProgressEntry(database, 'p', taken, hubNow + 2 * minute)).toBeNull()
    await database.pool.query('update progress_entry set known_since = created_at')
    const stood = async (at?: number) => (await listProgressEntries(database, 'p', at)).map(({ progress }) => progress)
    expect(await stood(hubNow - 1)).toEqual([])
    expect(await stood(hubNow)).toEqual([0.25])
    expect(await stood(hubNow + minute)).toEqual([0.5])
    expect([await stood(hubNow + 2 * minute), await stood()]).toEqual([[], []])
    expect(await listProgressEntryActs(database, 'p', 'wiring', null, 2)).toMatchObject([
      { ...taken, replaced: { progress: 0.5, author: 'bob', createdAt: hubNow + minute } },
      { progress: 0.5, replaced: { progress: 0.25, author: 'ann', createdAt: hubNow } },
    ])
  })
})
