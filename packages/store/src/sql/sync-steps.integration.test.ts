import { makeRecord } from '@throughline/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { scopeStates } from '../records/connections.ts'
import { createSync, findSync, unfinishedSyncs } from '../records/syncs.ts'
import { completeScope, enterPhase } from './census.ts'
import { removeOtherScopes } from './remove-items.ts'
import { savePage } from './save-page.ts'
import { hubNow, type OpenWalk, pageOf, readItems, storeConnection } from './stored-items.fixture.ts'
import {
  cancelSync,
  claimScope,
  endSyncs,
  failScope,
  relatingScopes,
  requeueScopes,
  succeedScopes,
} from './sync-steps.ts'
import { openTestStore } from './test-store.fixture.ts'
import { beginWalk, endWalk, openRanges } from './walk-ranges.ts'

const cancelled = { code: 'sync.cancelled', message: 'It was cancelled.' }
const removed = { code: 'sync.scope_removed', message: 'The scope was taken away.' }

let database: Database

beforeEach(async () => {
  database = await openTestStore()
  await storeConnection(database, 'jira', 'jira', ['EHR', 'OPS'])
})

afterEach(() => database.close())

const failure = { code: 'jira.unreachable', message: 'Nobody answers; check the address.' }
const later = (minutes: number) => hubNow + minutes * 60_000

async function startSync(id: string, ...scopes: string[]): Promise<void> {
  const queued = scopes.map((scope) => ({ scope, since: null }))
  await createSync(database, { id, connection: 'jira', mode: 'full', scopes: queued }, hubNow)
}

/** Walks a scope to its last page, begun at an instant, ending with a mark. */
async function walkToEnd(sync: string, scope: string, startedAt: number, mark: object): Promise<void> {
  const walk = await takeUp(sync, scope, startedAt)
  await savePage(database.pool, pageOf(walk, 0, [], { cursor: null, mark }))
  await endWalk(database.pool, sync, scope, (parts) => parts[0] ?? {})
  await enterPhase(database.pool, { syncId: sync, scope }, 'census', 'mend')
  await completeScope(database.pool, { syncId: sync, connection: 'jira', scope }, { kind: 'none' })
}

/** Takes a scope up and begins its walk, in one range. */
async function takeUp(sync: string, scope: string, startedAt: number): Promise<OpenWalk> {
  await claimScope(database.pool, sync, scope, startedAt)
  await beginWalk(database.pool, sync, scope, { ranges: [null], isStaged: false, expected: null, requests: 0 })
  return { sync, connection: 'jira', scope }
}

async function statusOf(sync: string): Promise<readonly (string | undefined)[]> {
  const record = await findSync(database, sync)
  return [record?.status, ...(record?.scopes.map((scope) => scope.status) ?? [])]
}

async function markOf(scope: string): Promise<object | null | undefined> {
  return (await scopeStates(database, 'jira')).find((mark) => mark.scope === scope)?.mark
}

describe('the mark of a scope', () => {
  it('moves when the scope succeeds, not when its last page is stored', async () => {
    await startSync('s1', 'EHR')
    await walkToEnd('s1', 'EHR', later(1), { at: 1 })
    expect(await markOf('EHR')).toBeUndefined()
    await succeedScopes(database.pool, await relatingScopes(database.pool), later(2))
    expect(await markOf('EHR')).toEqual({ at: 1 })
  })

  it('never moves back when walks that overlap end in the other order', async () => {
    await startSync('early', 'EHR')
    await startSync('late', 'EHR')
    await claimScope(database.pool, 'early', 'EHR', later(1))
    await walkToEnd('late', 'EHR', later(2), { at: 2 })
    await succeedScopes(database.pool, await relatingScopes(database.pool), later(3))
    await walkToEnd('early', 'EHR', later(4), { at: 1 })
    await succeedScopes(database.pool, await relatingScopes(database.pool), later(5))
    expect(await statusOf('early')).toEqual(['succeeded', 'succeeded'])
    expect(await markOf('EHR')).toEqual({ at: 2 })
  })

  it('is that of the later walk when two succeed together', async () => {
    await startSync('a', 'EHR')
    await startSync('b', 'EHR')
    await walkToEnd('b', 'EHR', later(1), { at: 'earlier' })
    await walkToEnd('a', 'EHR', later(2), { at: 'later' })
    await succeedScopes(database.pool, await relatingScopes(database.pool), later(3))
    expect(await markOf('EHR')).toEqual({ at: 'later' })
  })

  it('stays where it was when a walk fails or is cancelled', async () => {
    await startSync('s1', 'EHR', 'OPS')
    await walkToEnd('s1', 'EHR', later(1), { at: 1 })
    await walkToEnd('s1', 'OPS', later(1), { at: 1 })
    await succeedScopes(database.pool, await relatingScopes(database.pool), later(2))
    await startSync('s2', 'EHR', 'OPS')
    await failScope(database.pool, 's2', 'EHR', failure, later(3))
    await cancelSync(database.pool, 's2', cancelled, later(4))
    expect(await statusOf('s2')).toEqual(['failed', 'failed', 'failed'])
    expect([await markOf('EHR'), await markOf('OPS')]).toEqual([{ at: 1 }, { at: 1 }])
  })
})

describe('a sync', () => {
  it('is running from its first scope on and ends with its last', async () => {
    await startSync('s1', 'EHR', 'OPS')
    expect(await statusOf('s1')).toEqual(['queued', 'queued', 'queued'])
    await walkToEnd('s1', 'EHR', later(1), { at: 1 })
    await succeedScopes(database.pool, await relatingScopes(database.pool), later(2))
    expect(await statusOf('s1')).toEqual(['running', 'succeeded', 'queued'])
    expect(await findSync(database, 's1')).toMatchObject({ startedAt: later(1), finishedAt: null })
    await walkToEnd('s1', 'OPS', later(3), { at: 1 })
    await succeedScopes(database.pool, await relatingScopes(database.pool), later(4))
    expect(await statusOf('s1')).toEqual(['succeeded', 'succeeded', 'succeeded'])
    expect(await findSync(database, 's1')).toMatchObject({ startedAt: later(1), finishedAt: later(4) })
  })

  it('ends as partial when one scope succeeded and one failed, with the reason', async () => {
    await startSync('s1', 'EHR', 'OPS')
    await failScope(database.pool, 's1', 'OPS', failure, later(1))
    await walkToEnd('s1', 'EHR', later(1), { at: 1 })
    await succeedScopes(database.pool, await relatingScopes(database.pool), later(2))
    expect(await statusOf('s1')).toEqual(['partial', 'succeeded', 'failed'])
    expect((await findSync(database, 's1'))?.scopes[1]?.error).toEqual(failure)
  })

  it('ends as failed when no scope succeeded, cancelled ones among them', async () => {
    await startSync('s1', 'EHR')
    await failScope(database.pool, 's1', 'EHR', failure, later(1))
    await startSync('s2', 'EHR')
    expect(await cancelSync(database.pool, 's2', cancelled, later(1))).toBe(true)
    expect(await cancelSync(database.pool, 's2', cancelled, later(2))).toBe(false)
    expect([(await statusOf('s1'))[0], (await statusOf('s2'))[0]]).toEqual(['failed', 'failed'])
    expect((await findSync(database, 's2'))?.finishedAt).toBe(later(1))
  })

  it('ends once although its last two scopes end at the same time', async () => {
    await startSync('s1', 'EHR', 'OPS')
    await walkToEnd('s1', 'EHR', later(1), { at: 1 })
    await walkToEnd('s1', 'OPS', later(1), { at: 1 })
    const scopes = await relatingScopes(database.pool)
    await Promise.all(scopes.map((scope) => succeedScopes(database.pool, [scope], later(2))))
    expect(await statusOf('s1')).toEqual(['succeeded', 'succeeded', 'succeeded'])
  })

  it('whose last scope ended as the worker died is ended by whoever looks next', async () => {
    await startSync('s1', 'EHR')
    await database.pool.query(`update sync_scope set status = 'succeeded'`)
    expect(await unfinishedSyncs(database)).toHaveLength(1)
    await endSyncs(database.pool, later(1))
    expect(await statusOf('s1')).toEqual(['succeeded', 'succeeded'])
  })
})

describe('putting back', () => {
  it('takes failed scopes only, and lets them go on where they stood', async () => {
    await startSync('s1', 'EHR', 'OPS')
    await walkToEnd('s1', 'OPS', later(1), { at: 1 })
    const walk = await takeUp('s1', 'EHR', later(1))
    await savePage(database.pool, pageOf(walk, 0, [makeRecord({})]))
    await failScope(database.pool, 's1', 'EHR', failure, later(2))
    await succeedScopes(database.pool, await relatingScopes(database.pool), later(2))
    expect(await requeueScopes(database.pool, 's1')).toEqual(['EHR'])
    expect(await statusOf('s1')).toEqual(['running', 'queued', 'succeeded'])
    expect((await findSync(database, 's1'))?.finishedAt).toBeNull()
    expect(await claimScope(database.pool, 's1', 'EHR', later(3))).toMatchObject({ phase: 'items' })
    expect(await openRanges(database.pool, 's1', 'EHR')).toEqual([
      { number: 1, cursor: { page: 1 }, pages: 1, isOnly: true },
    ])
    expect(await claimScope(database.pool, 's1', 'OPS', later(3))).toBeNull()
  })

  it('finds nothing in a sync that succeeded', async () => {
    await startSync('s1', 'EHR')
    await walkToEnd('s1', 'EHR', later(1), { at: 1 })
    await succeedScopes(database.pool, await relatingScopes(database.pool), later(2))
    expect(await requeueScopes(database.pool, 's1')).toEqual([])
    expect(await statusOf('s1')).toEqual(['succeeded', 'succeeded'])
  })

  it('while the last scope ends never leaves an ended sync with a queued scope', async () => {
    for (let turn = 1; turn <= 15; turn += 1) {
      const id = `s${turn}`
      await startSync(id, 'EHR', 'OPS')
      await failScope(database.pool, id, 'EHR', failure, later(1))
      await walkToEnd(id, 'OPS', later(1), { at: 1 })
      const scopes = await relatingScopes(database.pool)
      await Promise.all([requeueScopes(database.pool, id), succeedScopes(database.pool, scopes, later(2))])
      await endSyncs(database.pool, later(3))
      expect(await statusOf(id)).toEqual(['running', 'queued', 'succeeded'])
      expect((await findSync(database, id))?.finishedAt).toBeNull()
    }
  })
})

it('stops walks over a scope that is taken away, and leaves no mark of them', async () => {
  await startSync('walking', 'EHR', 'OPS')
  const walk = await takeUp('walking', 'OPS', later(1))
  await savePage(database.pool, pageOf(walk, 0, [makeRecord({ scope: 'OPS', key: 'OPS-1' })]))
  await startSync('relating', 'OPS')
  await walkToEnd('relating', 'OPS', later(1), { at: 1 })
  await removeOtherScopes(database.pool, 'jira', ['EHR'], removed, later(2))
  expect(await savePage(database.pool, pageOf(walk, 1, [makeRecord({ scope: 'OPS', key: 'OPS-2' })]))).toBeNull()
  await succeedScopes(database.pool, [{ sync: 'relating', scope: 'OPS' }], later(3))
  expect(await readItems(database)).toEqual([])
  expect(await scopeStates(database, 'jira')).toEqual([])
  expect([await statusOf('walking'), await statusOf('relating')]).toEqual([
    ['running', 'queued', 'failed'],
    ['failed', 'failed'],
  ])
})
