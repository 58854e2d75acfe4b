import { makeRecord } from '@throughline/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { mergeStaged } from './merge-staged.ts'
import { listItems } from './read-items.ts'
import { saveFetched } from './save-fetched.ts'
import { savePage } from './save-page.ts'
import {
  endScope,
  openWalk,
  pageOf,
  readItems,
  readOne,
  relateAll,
  rowOf,
  storeConnection,
  storeRecords,
} from './stored-items.fixture.ts'
import { openTestStore } from './test-store.fixture.ts'
import { beginWalk, endWalk } from './walk-ranges.ts'
import { at, endItems, fetched, issue, later, of, tally } from './walked-items.fixture.ts'

let database: Database

beforeEach(async () => {
  database = await openTestStore()
  await storeConnection(database, 'jira', 'jira', ['EHR', 'OPS'])
})

afterEach(() => database.close())

const shown = async () => (await listItems(database.pool, {}, { after: 0, limit: 100 })).map((item) => item.key)

describe('a first walk', () => {
  it('shows nothing before it is whole, and everything at once then', async () => {
    const walk = await openWalk(database, 'jira')
    await savePage(database.pool, pageOf(walk, 0, [issue(1), issue(2, { parent: 'EHR-1' })]))
    expect(await shown()).toEqual([])
    await relateAll(database)
    expect(await shown()).toEqual([])
    await savePage(database.pool, pageOf(walk, 1, [issue(3)], { cursor: null, mark: {} }))
    await endScope(database, walk)
    expect(await shown()).toEqual(['EHR-1', 'EHR-2', 'EHR-3'])
  })

  it('in ranges ends when the last of them does, whichever that is, with their marks joined', async () => {
    const walk = await openWalk(database, 'jira')
    await database.pool.query('delete from sync_range')
    await database.pool.query(`update sync_scope set phase = 'begin'`)
    const plan = { ranges: [{ from: 1 }, { from: 2 }], isStaged: false, expected: 2, requests: 3 }
    await beginWalk(database.pool, walk.sync, walk.scope, plan)
    await savePage(database.pool, pageOf(walk, 0, [issue(2)], { range: 2, cursor: null, mark: { of: 2 } }))
    const join = (parts: readonly object[]) => ({ parts })
    expect(await endWalk(database.pool, walk.sync, walk.scope, join)).toBe(false)
    await savePage(database.pool, pageOf(walk, 0, [issue(1)], { range: 1, cursor: null, mark: { of: 1 } }))
    expect(await endWalk(database.pool, walk.sync, walk.scope, join)).toBe(true)
    expect(await endWalk(database.pool, walk.sync, walk.scope, join)).toBe(false)
    expect(await tally(database, walk)).toMatchObject({
      phase: 'census',
      mark: { parts: [{ of: 1 }, { of: 2 }] },
      expected: 2,
      requests: 5,
    })
  })
})

describe('a staged walk', () => {
  it('changes nothing that readers see until it is merged, and then differences only', async () => {
    await storeRecords(database, 'jira', [issue(1), issue(2), issue(3)])
    await relateAll(database)
    const before = await readItems(database)
    const walk = await openWalk(database, 'jira', 'EHR', { isStaged: true })
    const records = [issue(1), issue(2, { title: 'renamed', updatedAt: at(2) }), issue(4)]
    await savePage(
      database.pool,
      pageOf(walk, 0, records, { isStaged: true, cursor: null, mark: {}, observedAt: later(1), now: later(1) }),
    )
    expect(await readItems(database)).toEqual(before)
    await endItems(database, walk)
    await mergeStaged(database.pool, { ...of(walk), now: later(2) })
    await mergeStaged(database.pool, { ...of(walk), now: later(3) })
    expect(await tally(database, walk)).toMatchObject({ phase: 'census', saved: 2, added: 1, removed: 0, fetched: 3 })
    const after = await readItems(database)
    expect(after.find((item) => item.key === 'EHR-1')).toEqual(before.find((item) => item.key === 'EHR-1'))
    expect((await readOne(database, 'EHR-2')).title).toBe('renamed')
    const { rows } = await database.pool.query('select from staged_item')
    expect(rows).toEqual([])
  })

  it('yields to what was observed meanwhile, at equal times and when it had gone', async () => {
    await storeRecords(database, 'jira', [issue(1), issue(2), issue(3)])
    const walk = await openWalk(database, 'jira', 'EHR', { isStaged: true })
    const old = [issue(1, { labels: ['old'] }), issue(2), issue(3, { title: 'older' })]
    const page = { isStaged: true, cursor: null, mark: {}, observedAt: later(1), now: later(1) }
    await savePage(database.pool, pageOf(walk, 0, old, page))
    await saveFetched(
      database.pool,
      fetched({
        rows: [rowOf(issue(1, { labels: ['new'] })), rowOf(issue(3, { title: 'newest', updatedAt: at(5) }))],
        gone: [{ key: 'EHR-2', kind: 'deleted', at: null, movedTo: null }],
        observedAt: later(2),
        now: later(2),
      }),
    )
    await endItems(database, walk)
    await mergeStaged(database.pool, { ...of(walk), now: later(3) })
    expect((await readOne(database, 'EHR-1')).labels).toEqual(['new'])
    expect((await readOne(database, 'EHR-2')).tombstone?.kind).toBe('deleted')
    expect((await readOne(database, 'EHR-3')).title).toBe('newest')
  })
})

describe('moves that come apart from their items', () => {
  const move = (id: string, minute: number, isDone: boolean) => ({
    key: 'clinic/ehr#1',
    id,
    at: at(minute),
    ...(isDone
      ? { status: 'closed', category: 'done' as const, resolution: 'completed' }
      : { status: 'open', category: 'todo' as const, resolution: null }),
  })
  const closed = () =>
    makeRecord({
      scope: 'clinic/ehr',
      key: 'clinic/ehr#1',
      sourceId: 'issue/1',
      createdAt: at(0),
      updatedAt: at(30),
      endedAt: at(30),
      seen: { status: 'closed', category: 'done', resolution: 'completed' },
    })

  it('make the history of an item that comes after them, each event once, in any order', async () => {
    await storeConnection(database, 'gh', 'github', ['clinic/ehr'])
    const moves = [move('3', 30, true), move('1', 10, true), move('2', 20, false), move('1', 10, true)]
    const walk = await openWalk(database, 'gh', 'clinic/ehr')
    await savePage(database.pool, pageOf(walk, 0, [], { moves }))
    await savePage(database.pool, pageOf(walk, 1, [closed()], { cursor: null, mark: {}, moves }))
    await endScope(database, walk)
    await relateAll(database)
    expect((await readOne(database, 'clinic/ehr#1')).timeline.map(({ at: when, to }) => [when, to])).toEqual([
      [at(0), 'todo'],
      [at(10), 'done'],
      [at(20), 'todo'],
      [at(30), 'done'],
    ])
  })

  it('may be all that a page brings, several of them about one stored item', async () => {
    await storeConnection(database, 'gh', 'github', ['clinic/ehr'])
    await storeRecords(database, 'gh', [closed()])
    await relateAll(database)
    const moves = [move('1', 10, true), move('2', 20, false), move('3', 30, true)]
    const walk = await openWalk(database, 'gh', 'clinic/ehr')
    expect(await savePage(database.pool, pageOf(walk, 0, [], { moves }))).toBe(0)
    await relateAll(database)
    expect((await readOne(database, 'clinic/ehr#1')).timeline.map(({ to }) => to)).toEqual([
      'todo',
      'done',
      'todo',
      'done',
    ])
  })

  it('stay in the timeline when only the title of the item changes', async () => {
    await storeConnection(database, 'gh', 'github', ['clinic/ehr'])
    const moves = [move('1', 10, true), move('2', 20, false), move('3', 30, true)]
    await storeRecords(database, 'gh', [closed()], { moves })
    await relateAll(database)
    const before = await readOne(database, 'clinic/ehr#1')
    await storeRecords(database, 'gh', [{ ...closed(), title: 'renamed', updatedAt: at(40) }])
    expect(await readOne(database, 'clinic/ehr#1')).toMatchObject({ title: 'renamed', timeline: before.timeline })
  })
})
