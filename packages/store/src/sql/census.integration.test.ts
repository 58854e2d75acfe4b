import { makeRecord } from '@throughline/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { beginListing, type Completeness, compareCensus, completeScope, enterPhase, saveCensusPage } from './census.ts'
import { saveFetched } from './save-fetched.ts'
import { savePage } from './save-page.ts'
import {
  hubNow,
  type OpenWalk,
  openWalk,
  pageOf,
  readOne,
  relateAll,
  rowOf,
  storeConnection,
  storeRecords,
} from './stored-items.fixture.ts'
import { relatingScopes, succeedScopes } from './sync-steps.ts'
import { openTestStore } from './test-store.fixture.ts'
import { at, endItems, fetched, issue, later, of, tally } from './walked-items.fixture.ts'
import { forgetWanted, listWanted } from './wanted-items.ts'

let database: Database

beforeEach(async () => {
  database = await openTestStore()
  await storeConnection(database, 'jira', 'jira', ['EHR', 'OPS'])
})

afterEach(() => database.close())

/** Takes the census of a walk whose pages are stored, in one page. */
async function list(walk: OpenWalk, entries: readonly { readonly key: string; readonly updatedAt: number | null }[]) {
  await endItems(database, walk)
  const begun = { page: 0 }
  expect(await beginListing(database.pool, of(walk), begun)).toBe(true)
  const page = { entries, after: begun, cursor: { page: 1 }, requests: 1 }
  expect(await saveCensusPage(database.pool, of(walk), page)).toBe(true)
}

/** Starts a walk that brings nothing, up to its end. */
async function emptyWalk(): Promise<OpenWalk> {
  const walk = await openWalk(database, 'jira')
  await savePage(database.pool, pageOf(walk, 0, [], { cursor: null, mark: {} }))
  return walk
}

async function complete(walk: OpenWalk, completeness: Completeness): Promise<void> {
  await enterPhase(database.pool, of(walk), 'census', 'mend', completeness)
  await completeScope(database.pool, of(walk), completeness)
  await relateAll(database)
  await succeedScopes(database.pool, await relatingScopes(database.pool), hubNow)
}

describe('a census', () => {
  it('wants what it shows and the hub lacks or has older, and what the hub has and it does not show', async () => {
    await storeRecords(database, 'jira', [issue(1), issue(2), issue(3), issue(4)])
    await saveFetched(
      database.pool,
      fetched({ gone: [{ key: 'EHR-4', kind: 'hidden', at: null, movedTo: null }], observedAt: hubNow }),
    )
    await saveFetched(database.pool, fetched({ rows: [rowOf(issue(9))], observedAt: later(2), now: later(2) }))
    const walk = await emptyWalk()
    const entries = [
      { key: 'EHR-1', updatedAt: at(1) },
      { key: 'EHR-2', updatedAt: at(7) },
      { key: 'EHR-4', updatedAt: null },
      { key: 'EHR-5', updatedAt: null },
    ]
    await list(walk, entries)
    await compareCensus(database.pool, of(walk), { beganAt: later(1), vocabularies: [], now: later(3) })
    expect(await listWanted(database.pool, 'jira', 'EHR', '', 100)).toEqual(['EHR-2', 'EHR-3', 'EHR-4', 'EHR-5'])
  })

  it('wants items that carry a name which is no longer in use', async () => {
    const records = [
      issue(1, { milestones: ['v1'] }),
      issue(2, { milestones: ['v2'] }),
      issue(3, { components: ['x'] }),
    ]
    await storeRecords(database, 'jira', records)
    const walk = await emptyWalk()
    const entries = records.map(({ key }) => ({ key, updatedAt: null }))
    await list(walk, entries)
    const vocabularies = [
      { field: 'milestones', names: ['v2', 'v3'] },
      { field: 'components', names: ['x'] },
    ] as const
    await compareCensus(database.pool, of(walk), { beganAt: later(1), vocabularies, now: later(3) })
    expect(await listWanted(database.pool, 'jira', 'EHR', '', 100)).toEqual(['EHR-1'])
  })

  it('wants children of what has gone, whatever their tool shows of them', async () => {
    const records = [issue(1), issue(2, { parent: 'EHR-1' }), issue(4)]
    await storeRecords(database, 'jira', records)
    const gone = [{ key: 'EHR-1', kind: 'moved', at: at(3), movedTo: 'OPS-1' }] as const
    await saveFetched(database.pool, fetched({ gone }))
    const walk = await emptyWalk()
    await list(
      walk,
      ['EHR-2', 'EHR-4'].map((key) => ({ key, updatedAt: at(1) })),
    )
    await compareCensus(database.pool, of(walk), { beganAt: later(3), vocabularies: [], now: later(3) })
    expect(await listWanted(database.pool, 'jira', 'EHR', '', 100)).toEqual(['EHR-2'])
  })

  it('wants children of a parent that a whole scope lacks, not of one from beyond the scopes or in one still to come', async () => {
    await storeRecords(database, 'jira', [
      issue(1),
      issue(2, { parent: 'EHR-1' }),
      issue(3, { parent: 'EHR-9' }),
      issue(4, { parent: 'OPS-7' }),
      issue(5, { parent: 'LAB-7' }),
    ])
    const keys = [1, 2, 3, 4, 5].map((number) => ({ key: `EHR-${number}`, updatedAt: null }))
    const wanted = async () => {
      const walk = await emptyWalk()
      await list(walk, keys)
      await compareCensus(database.pool, of(walk), { beganAt: hubNow, vocabularies: [], now: later(3) })
      return listWanted(database.pool, 'jira', 'EHR', '', 100)
    }
    expect(await wanted()).toEqual(['EHR-3'])
    await storeRecords(database, 'jira', [makeRecord({ scope: 'OPS', key: 'OPS-1', sourceId: '11' })])
    expect(await wanted()).toEqual(['EHR-3', 'EHR-4'])
  })

  it('asks once more for what was called deleted or hidden since the last one', async () => {
    await storeRecords(database, 'jira', [issue(1), issue(2), issue(3)])
    const gone = [
      { key: 'EHR-1', kind: 'deleted', at: null, movedTo: null },
      { key: 'EHR-2', kind: 'hidden', at: null, movedTo: null },
      { key: 'EHR-3', kind: 'moved', at: null, movedTo: 'OPS-1' },
    ] as const
    await saveFetched(database.pool, fetched({ gone, observedAt: later(2) }))
    const wantedBy = async () => {
      const walk = await emptyWalk()
      await list(walk, [])
      await compareCensus(database.pool, of(walk), { beganAt: later(3), vocabularies: [], now: later(3) })
      return listWanted(database.pool, 'jira', 'EHR', '', 100)
    }
    expect(await wantedBy()).toEqual(['EHR-1', 'EHR-2'])
    await forgetWanted(database.pool, 'jira', 'EHR', ['EHR-1', 'EHR-2'], later(4))
    await database.pool.query('update scope_state set census_at = $1', [new Date(later(3)).toISOString()])
    expect(await wantedBy()).toEqual([])
  })

  it('ends with how many of the items that are there the hub holds', async () => {
    const walk = await openWalk(database, 'jira')
    await savePage(database.pool, pageOf(walk, 0, [issue(1), issue(2)], { cursor: null, mark: {} }))
    const entries = ['EHR-1', 'EHR-2', 'EHR-3', 'EHR-4'].map((key) => ({ key, updatedAt: null }))
    await list(walk, entries)
    const gone = [{ key: 'EHR-2', kind: 'deleted', at: at(3), movedTo: null }] as const
    await saveFetched(database.pool, fetched({ gone }))
    await complete(walk, { kind: 'listed', unreadable: 0 })
    expect(await tally(database, walk)).toMatchObject({ status: 'succeeded', entries: 3, matched: 1, isProven: true })
    const { rows } = await database.pool.query('select from census_entry')
    expect(rows).toEqual([])
  })
})

describe('a census on two workers', () => {
  it('is begun once, and each of its pages is stored by one of them', async () => {
    const walk = await emptyWalk()
    await list(walk, [{ key: 'EHR-1', updatedAt: null }])
    expect(await beginListing(database.pool, of(walk), { page: 0 })).toBe(false)
    const late = { entries: [{ key: 'EHR-9', updatedAt: null }], after: { page: 0 }, cursor: { page: 1 }, requests: 1 }
    expect(await saveCensusPage(database.pool, of(walk), late)).toBe(false)
    const { rows } = await database.pool.query<{ key: string }>('select key from census_entry')
    expect(rows).toEqual([{ key: 'EHR-1' }])
  })
})

describe('an item whose tool turned its clock back', () => {
  const stored = issue(1, { title: 'before', updatedAt: at(9) })
  const edited = rowOf(issue(1, { title: 'after', updatedAt: at(2) }))

  it('is believed when it was asked for, not in a list, and not when it was observed before', async () => {
    await storeRecords(database, 'jira', [stored])
    await saveFetched(database.pool, fetched({ rows: [edited], raises: false }))
    await saveFetched(database.pool, fetched({ rows: [edited], observedAt: hubNow - 60_000 }))
    expect((await readOne(database, 'EHR-1')).title).toBe('before')
    await saveFetched(database.pool, fetched({ rows: [edited] }))
    expect((await readOne(database, 'EHR-1')).title).toBe('after')
  })

  it('is wanted by a census that shows the earlier stamp', async () => {
    await storeRecords(database, 'jira', [stored])
    const walk = await emptyWalk()
    const entries = [{ key: 'EHR-1', updatedAt: at(2) }]
    await list(walk, entries)
    await compareCensus(database.pool, of(walk), { beganAt: later(1), vocabularies: [], now: later(3) })
    expect(await listWanted(database.pool, 'jira', 'EHR', '', 100)).toEqual(['EHR-1'])
  })
})

describe('what was asked for by key', () => {
  it('becomes a tombstone of its kind once, keeps its last state, and comes back when it is seen again', async () => {
    await storeRecords(database, 'jira', [issue(1, { title: 'last' })])
    const gone = [{ key: 'EHR-1', kind: 'moved', at: at(3), movedTo: 'OPS-1' }] as const
    expect(await saveFetched(database.pool, fetched({ gone }))).toEqual({ saved: 0, added: 0, removed: 1 })
    expect(await saveFetched(database.pool, fetched({ gone }))).toEqual({ saved: 0, added: 0, removed: 0 })
    expect(await readOne(database, 'EHR-1')).toMatchObject({
      title: 'last',
      tombstone: { kind: 'moved', at: at(3), movedTo: 'OPS-1' },
      changedAt: later(1),
    })
    const rows = [rowOf(issue(1, { title: 'last' }))]
    expect(await saveFetched(database.pool, fetched({ rows, observedAt: later(2) }))).toMatchObject({ saved: 1 })
    expect((await readOne(database, 'EHR-1')).tombstone).toBeNull()
  })

  it('is deleted or hidden as the tool answered last, since it went, until its new place is known', async () => {
    await storeRecords(database, 'jira', [issue(1)])
    const tell = async (kind: 'deleted' | 'hidden' | 'moved', minute: number) => {
      const gone = [{ key: 'EHR-1', kind, at: null, movedTo: kind === 'moved' ? 'OPS-1' : null }] as const
      await saveFetched(database.pool, fetched({ gone, observedAt: later(minute), now: later(minute) }))
      return (await readOne(database, 'EHR-1')).tombstone
    }
    expect(await tell('hidden', 1)).toEqual({ kind: 'hidden', at: later(1), movedTo: null })
    expect(await tell('deleted', 2)).toEqual({ kind: 'deleted', at: later(1), movedTo: null })
    expect(await tell('hidden', 3)).toEqual({ kind: 'hidden', at: later(1), movedTo: null })
    expect(await tell('deleted', 2)).toEqual({ kind: 'hidden', at: later(1), movedTo: null })
    expect(await tell('moved', 4)).toEqual({ kind: 'moved', at: later(1), movedTo: 'OPS-1' })
    expect(await tell('deleted', 5)).toEqual({ kind: 'moved', at: later(1), movedTo: 'OPS-1' })
  })

  it('is asked for again when it was wanted anew meanwhile', async () => {
    await storeRecords(database, 'jira', [issue(1)])
    const walk = await openWalk(database, 'jira')
    await compareCensus(database.pool, of(walk), { beganAt: later(1), vocabularies: [], now: later(2) })
    expect(await listWanted(database.pool, 'jira', 'EHR', '', 10)).toEqual(['EHR-1'])
    await forgetWanted(database.pool, 'jira', 'EHR', ['EHR-1'], later(1))
    expect(await listWanted(database.pool, 'jira', 'EHR', '', 10)).toEqual(['EHR-1'])
    await forgetWanted(database.pool, 'jira', 'EHR', ['EHR-1'], later(3))
    expect(await listWanted(database.pool, 'jira', 'EHR', '', 10)).toEqual([])
  })
})
