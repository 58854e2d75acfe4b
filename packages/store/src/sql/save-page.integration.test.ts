import type { ItemRecord } from '@throughline/plan'
import { makeRecord } from '@throughline/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { findSync } from '../records/syncs.ts'
import { saveFetched } from './save-fetched.ts'
import { savePage } from './save-page.ts'
import {
  endScope,
  hubNow,
  openWalk,
  pageOf,
  readItems,
  readOne,
  rowOf,
  storeConnection,
  storeRecords,
} from './stored-items.fixture.ts'
import { cancelSync } from './sync-steps.ts'
import { openTestStore } from './test-store.fixture.ts'
import { openRanges } from './walk-ranges.ts'
import { listWanted } from './wanted-items.ts'

let database: Database
let connection = ''
let made = 0

beforeAll(async () => {
  database = await openTestStore()
})

afterAll(() => database.close())

beforeEach(async () => {
  await database.pool.query('delete from connection')
  await database.pool.query('delete from dirty_item')
  made += 1
  connection = `jira-${made}`
  await storeConnection(database, connection, 'jira', ['EHR'])
})

const at = (minute: number) => Date.parse('2026-10-01T00:00:00Z') + minute * 60_000
const record = (overrides: Partial<ItemRecord>) =>
  makeRecord({ key: 'EHR-1', sourceId: `id of ${overrides.key ?? 'EHR-1'}`, ...overrides })

async function waiting(): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>('select count(*) as count from dirty_item')
  return rows[0]?.count ?? 0
}

describe('a page', () => {
  it('that is saved twice changes nothing the second time', async () => {
    const records = [record({}), record({ key: 'EHR-2', parent: 'EHR-1', labels: ['a'] })]
    expect(await storeRecords(database, connection, records)).toBe(2)
    const before = await readItems(database)
    await database.pool.query('delete from dirty_item')
    expect(await storeRecords(database, connection, records)).toBe(0)
    expect(await readItems(database)).toEqual(before)
    expect(await waiting()).toBe(0)
  })

  it('with an older copy never overwrites a newer one', async () => {
    await storeRecords(database, connection, [record({ title: 'new', updatedAt: at(2) })])
    expect(await storeRecords(database, connection, [record({ title: 'old', updatedAt: at(1) })])).toBe(0)
    expect((await readOne(database, 'EHR-1')).title).toBe('new')
  })

  it('with other content at the same updatedAt is taken: the later observation wins', async () => {
    await storeRecords(database, connection, [record({ title: 'first', updatedAt: at(1) })])
    expect(await storeRecords(database, connection, [record({ title: 'second', updatedAt: at(1) })])).toBe(1)
    expect((await readOne(database, 'EHR-1')).title).toBe('second')
  })

  it('that shows an item twice stores the newer copy, of equals the later', async () => {
    const copies = [
      record({ title: 'newest', updatedAt: at(3) }),
      record({ title: 'oldest', updatedAt: at(1) }),
      record({ key: 'EHR-2', title: 'earlier', updatedAt: at(1) }),
      record({ key: 'EHR-2', title: 'later', updatedAt: at(1) }),
    ]
    expect(await storeRecords(database, connection, copies)).toBe(2)
    expect((await readOne(database, 'EHR-1')).title).toBe('newest')
    expect((await readOne(database, 'EHR-2')).title).toBe('later')
  })

  it('does not bring back an item that is gone, but has the tool asked for it, unless the page is older', async () => {
    await storeRecords(database, connection, [record({})])
    await database.pool.query(`update item set tombstone_kind = 'hidden', tombstone_at = now(), observed_at = $1`, [
      new Date(hubNow + 1_000),
    ])
    const again = record({ updatedAt: at(9) })
    expect(await storeRecords(database, connection, [again], { observedAt: hubNow + 500 })).toBe(0)
    expect(await listWanted(database.pool, connection, 'EHR', '', 9)).toEqual([])
    expect(await storeRecords(database, connection, [again], { observedAt: hubNow + 2_000 })).toBe(0)
    expect(await listWanted(database.pool, connection, 'EHR', '', 9)).toEqual(['EHR-1'])
    expect((await readOne(database, 'EHR-1')).tombstone?.kind).toBe('hidden')
  })

  it('has the tool asked for what a page could not read to its end, once even where it is gone as well', async () => {
    await storeRecords(database, connection, [record({})])
    await database.pool.query(`update item set tombstone_kind = 'deleted', tombstone_at = now()`)
    const page = { observedAt: hubNow + 1_000, unseen: ['EHR-1', 'EHR-2'] }
    await storeRecords(database, connection, [record({}), record({ key: 'EHR-2', sourceId: '2' })], page)
    expect(await listWanted(database.pool, connection, 'EHR', '', 9)).toEqual(['EHR-1', 'EHR-2'])
  })

  it('learns that an item has moved which it took for gone', async () => {
    await storeRecords(database, connection, [record({ key: 'EHR-1', sourceId: '1' })])
    const gone = [{ key: 'EHR-1', kind: 'deleted', at: null, movedTo: null }] as const
    const later = hubNow + 60_000
    const fetched = { connection, rows: [], moves: [], sprints: [], gone, raises: true, observedAt: later, now: later }
    expect(await saveFetched(database.pool, fetched)).toMatchObject({ removed: 1 })
    const moved = rowOf(record({ key: 'EHR-9', sourceId: '1', updatedAt: at(2) }))
    const found = { ...fetched, rows: [moved], gone: [], observedAt: later + 1, now: later + 1 }
    expect(await saveFetched(database.pool, found)).toMatchObject({ saved: 1, removed: 0 })
    expect((await readOne(database, 'EHR-1')).tombstone).toMatchObject({ kind: 'moved', movedTo: 'EHR-9' })
  })

  it('stores an item that a walk met under both of its keys', async () => {
    await storeRecords(database, connection, [record({ key: 'EHR-1', sourceId: '1' })])
    const before = record({ key: 'EHR-1', sourceId: '1', title: 'Edited', updatedAt: at(2) })
    expect(await storeRecords(database, connection, [before, { ...before, key: 'EHR-9', updatedAt: at(3) }])).toBe(2)
  })

  it('makes a tombstone of the key that an item had before it moved, in the same step', async () => {
    await storeRecords(database, connection, [record({ updatedAt: at(1) })])
    const moved = record({ key: 'EHR-9', sourceId: 'id of EHR-1', updatedAt: at(2) })
    expect(await storeRecords(database, connection, [moved])).toBe(1)
    expect((await readOne(database, 'EHR-1')).tombstone).toEqual({ kind: 'moved', at: hubNow, movedTo: 'EHR-9' })
    expect((await readOne(database, 'EHR-9')).tombstone).toBeNull()
    expect(await storeRecords(database, connection, [record({ updatedAt: at(1) })])).toBe(0)
  })

  it('keeps instants to the millisecond and texts as they came', async () => {
    const title = 'Zöe\'s "quoted" \\ back\nslash 🏥 \u2028 {"a":1}'
    const given = record({
      title,
      createdAt: 1_700_000_000_123,
      updatedAt: 1_700_000_000_457,
      labels: ['a,b', '{}', ''],
    })
    await storeRecords(database, connection, [given])
    expect(await readOne(database, 'EHR-1')).toMatchObject({
      title,
      createdAt: given.createdAt,
      updatedAt: given.updatedAt,
      labels: given.labels,
    })
  })
})

describe('the fence of a walk', () => {
  it('lets only one of two workers store the same page', async () => {
    const walk = await openWalk(database, connection)
    const answers = await Promise.all([
      savePage(database.pool, pageOf(walk, 0, [record({ key: 'EHR-1' })])),
      savePage(database.pool, pageOf(walk, 0, [record({ key: 'EHR-2' })])),
    ])
    expect([...answers].sort()).toEqual([1, null])
    expect(await readItems(database)).toHaveLength(1)
    const scope = (await findSync(database, walk.sync))?.scopes[0]
    expect(scope).toMatchObject({ fetched: 1, saved: 1, added: 1, requests: 1 })
    expect(await openRanges(database.pool, walk.sync, walk.scope)).toEqual([
      { number: 1, cursor: { page: 1 }, pages: 1, isOnly: true },
    ])
  })

  it('stores nothing of a page out of turn', async () => {
    const walk = await openWalk(database, connection)
    expect(await savePage(database.pool, pageOf(walk, 1, [record({})]))).toBeNull()
    expect(await readItems(database)).toEqual([])
  })

  it('stores nothing after the sync was cancelled', async () => {
    const walk = await openWalk(database, connection)
    await savePage(database.pool, pageOf(walk, 0, [record({})]))
    await cancelSync(database.pool, walk.sync, { code: 'sync.cancelled', message: 'It was cancelled.' }, at(0))
    expect(await savePage(database.pool, pageOf(walk, 1, [record({ key: 'EHR-2' })]))).toBeNull()
    expect((await readItems(database)).map((item) => item.key)).toEqual(['EHR-1'])
  })

  it('closes behind the last page, and the walk ends with its mark', async () => {
    const walk = await openWalk(database, connection)
    await savePage(database.pool, pageOf(walk, 0, [record({})], { quarantined: [{ key: null, reason: 'x' }] }))
    await savePage(database.pool, pageOf(walk, 1, [], { cursor: null, mark: { since: 'now' } }))
    expect(await savePage(database.pool, pageOf(walk, 2, [record({ key: 'EHR-9' })]))).toBeNull()
    expect(await openRanges(database.pool, walk.sync, walk.scope)).toEqual([])
    await endScope(database, walk)
    const scope = (await findSync(database, walk.sync))?.scopes[0]
    expect(scope).toMatchObject({
      status: 'succeeded',
      mark: { since: 'now' },
      quarantined: [{ key: null, reason: 'x' }],
    })
  })
})

it('stores neither items nor cursor when one row is refused', async () => {
  await database.pool.query(`
    create function refuse() returns trigger language plpgsql as
    $$ begin if new.key = 'EHR-3' then raise exception 'refused'; end if; return new; end $$;
    create trigger refuse before insert on item for each row execute function refuse()`)
  try {
    const walk = await openWalk(database, connection)
    await savePage(database.pool, pageOf(walk, 0, [record({})]))
    const records = [record({ key: 'EHR-2' }), record({ key: 'EHR-3' })]
    await expect(savePage(database.pool, pageOf(walk, 1, records))).rejects.toThrow('refused')
    expect((await readItems(database)).map((item) => item.key)).toEqual(['EHR-1'])
    const scope = (await findSync(database, walk.sync))?.scopes[0]
    expect(scope).toMatchObject({ fetched: 1, status: 'running' })
    expect(await openRanges(database.pool, walk.sync, walk.scope)).toMatchObject([{ pages: 1 }])
  } finally {
    await database.pool.query('drop trigger refuse on item; drop function refuse')
  }
})

it('ends in the newest state of every item, however pages repeat, overtake and interleave', async () => {
  const sighting = fc.record({ item: fc.nat(4), version: fc.nat(5) })
  const page = fc.array(sighting, { maxLength: 6 })
  const walkPages = fc.array(page, { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(fc.array(walkPages, { minLength: 1, maxLength: 3 }), async (walks) => {
      made += 1
      const id = `jira-${made}`
      await storeConnection(database, id, 'jira', ['EHR'])
      const seen = (item: number, version: number) =>
        record({ key: `EHR-${item}`, title: `${item} in version ${version}`, updatedAt: at(version) })
      await Promise.all(
        walks.map(async (pages) => {
          const walk = await openWalk(database, id)
          for (const [index, sightings] of pages.entries()) {
            const records = sightings.map(({ item, version }) => seen(item, version))
            expect(await savePage(database.pool, pageOf(walk, index, records))).not.toBeNull()
          }
        }),
      )
      const newest = new Map<string, number>()
      for (const { item, version } of walks.flat(2)) {
        newest.set(`EHR-${item}`, Math.max(version, newest.get(`EHR-${item}`) ?? 0))
      }
      const stored = (await readItems(database)).filter((item) => item.connection === id)
      expect(Object.fromEntries(stored.map((item) => [item.key, item.title]))).toEqual(
        Object.fromEntries([...newest].map(([key, version]) => [key, `${key.slice(4)} in version ${version}`])),
      )
    }),
    { numRuns: 60 },
  )
})
