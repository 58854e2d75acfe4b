import { makeRecord } from '@throughline/testing'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { readDraftFacts } from './draft-facts.ts'
import { savePage } from './save-page.ts'
import { endSideReading, saveSidePage } from './side-streams.ts'
import { hubNow, openWalk, pageOf, relateAll, storeConnection, storeRecords } from './stored-items.fixture.ts'
import { openTestStore } from './test-store.fixture.ts'

const at = (day: string) => Date.parse(`2026-${day}T09:00:00Z`)
const open = { createdAt: at('09-01'), updatedAt: at('10-01') }
const done = {
  ...open,
  seen: { status: 'Done', category: 'done', resolution: null } as const,
  endedAt: at('09-20'),
}

let database: Database

beforeEach(async () => {
  database = await openTestStore()
  await storeConnection(database, 'jira', 'jira', ['EHR', 'OPS', 'LAB'])
  await storeConnection(database, 'gh', 'github', ['acme/core'])
})

afterEach(() => database.close())

it('sums up the issues below each parent: no sub-task, no container, nothing that is gone', async () => {
  await storeRecords(database, 'jira', [
    makeRecord({ ...open, key: 'EHR-1', type: 'Initiative', title: 'One record' }),
    makeRecord({ ...open, key: 'EHR-2', type: 'Epic', parent: 'EHR-1', assignee: 'ada', milestones: ['R1'] }),
    makeRecord({ ...done, key: 'EHR-3', parent: 'EHR-2', components: ['Web', 'Core'] }),
    makeRecord({ ...open, key: 'EHR-4', parent: 'EHR-2', components: ['Web'] }),
    makeRecord({ ...open, key: 'EHR-5', type: 'Sub-task', isSubtask: true, parent: 'EHR-4' }),
    makeRecord({ ...open, scope: 'OPS', key: 'OPS-6', parent: 'EHR-2', components: ['Core'] }),
    makeRecord({ ...open, key: 'EHR-7', parent: 'EHR-2' }),
    makeRecord({ ...open, key: 'EHR-8', type: 'Epic', updatedAt: at('11-01') }),
    makeRecord({ ...open, key: 'EHR-9', parent: 'PORT-1' }),
  ])
  await relateAll(database)
  await database.pool.query(`update item set tombstone_kind = 'deleted', tombstone_at = now() where key = 'EHR-7'`)

  const facts = await readDraftFacts(database.pool, ['jira'])

  const none = { todo: 0, inProgress: 0, done: 0, dropped: 0 }
  expect(facts.newestAt).toBe(at('11-01'))
  expect(facts.parents).toEqual([
    {
      connection: 'jira',
      tool: 'jira',
      key: 'EHR-1',
      item: expect.objectContaining({ title: 'One record', parent: null }),
      scopes: ['EHR'],
      component: null,
      work: { counts: none, createdAt: null, workedAt: null, activeAt: null, finished: [] },
    },
    {
      connection: 'jira',
      tool: 'jira',
      key: 'EHR-2',
      item: {
        scope: 'EHR',
        title: expect.any(String),
        state: 'todo',
        parent: 'EHR-1',
        components: [],
        milestones: ['R1'],
        assignee: 'ada',
        createdAt: at('09-01'),
        activeAt: at('10-01'),
      },
      scopes: ['EHR', 'OPS'],
      component: 'Web',
      work: {
        counts: { ...none, todo: 2, done: 1 },
        createdAt: at('09-01'),
        workedAt: at('09-20'),
        activeAt: at('10-01'),
        finished: [{ createdAt: at('09-01'), doneAt: at('09-20') }],
      },
    },
    {
      connection: 'jira',
      tool: 'jira',
      key: 'PORT-1',
      item: null,
      scopes: ['EHR'],
      component: null,
      work: expect.objectContaining({ counts: { ...none, todo: 1 } }),
    },
  ])
  expect(facts.emptyEpics).toEqual([{ connection: 'jira', scope: 'EHR', key: 'EHR-8', activeAt: at('11-01') }])
  expect(facts.scopes).toEqual([
    { connection: 'jira', tool: 'jira', scope: 'EHR', isRead: true, releaseDays: 'unread', issues: 4 },
    { connection: 'jira', tool: 'jira', scope: 'LAB', isRead: false, releaseDays: 'unread', issues: 0 },
    { connection: 'jira', tool: 'jira', scope: 'OPS', isRead: true, releaseDays: 'unread', issues: 1 },
  ])
})

it('knows the finished issues of thirteen weeks, and takes the end of finished work for its last activity', async () => {
  const old = { ...done, createdAt: at('01-01'), endedAt: at('07-01'), updatedAt: at('11-05') }
  await storeRecords(database, 'jira', [
    makeRecord({ ...old, key: 'EHR-2', parent: 'EHR-1' }),
    makeRecord({ ...open, key: 'EHR-3', updatedAt: at('11-05') }),
  ])
  await relateAll(database)
  const { parents } = await readDraftFacts(database.pool, ['jira'])
  expect(parents).toMatchObject([{ key: 'EHR-1', work: { activeAt: at('07-01'), finished: [], counts: { done: 1 } } }])
})

it('sums up the work of each combination of milestones, pull requests beside issues', async () => {
  const own = { ...open, scope: 'acme/core' }
  const pull = makeRecord({ ...own, kind: 'pull_request', milestones: ['v2'], createdAt: at('08-01') })
  await storeRecords(database, 'gh', [
    makeRecord({ ...own, milestones: ['v1'] }),
    makeRecord({ ...own, milestones: ['v1'] }),
    makeRecord(own),
    pull,
  ])
  await storeRecords(database, 'jira', [makeRecord({ ...open, milestones: ['R1', 'R2'] })])
  const { milestoneWork } = await readDraftFacts(database.pool, ['jira', 'gh'])
  expect(milestoneWork).toMatchObject([
    {
      connection: 'gh',
      tool: 'github',
      scope: 'acme/core',
      milestones: ['v1'],
      pulls: 0,
      work: { counts: { todo: 2 } },
    },
    { milestones: ['v2'], pulls: 1, work: { counts: { todo: 0, inProgress: 0 }, createdAt: at('08-01') } },
    {
      connection: 'jira',
      tool: 'jira',
      scope: 'EHR',
      milestones: ['R1', 'R2'],
      pulls: 0,
      work: { counts: { todo: 1 } },
    },
  ])
})

it('knows the days of versions, as planned before as released, of the connections asked for', async () => {
  const none = { deployments: [], reviews: [], cursor: null, mark: null, requests: 1 }
  const version = { scope: 'EHR', releasedAt: null, plannedAt: null, isPrerelease: false, url: null }
  const releases = [
    { ...version, id: '1', name: 'R1', releasedAt: at('09-01') },
    { ...version, id: '2', name: 'R2', plannedAt: at('12-24') },
    { ...version, id: '3', name: 'R3' },
    { ...version, id: '4', name: 'R4', releasedAt: at('11-30'), plannedAt: at('10-31') },
  ]
  const side = { connection: 'jira', scope: 'EHR', stream: 'releases' }
  await saveSidePage(database.pool, side, { ...none, releases })
  await endSideReading(database.pool, side, null, hubNow)
  const { releaseDays, scopes } = await readDraftFacts(database.pool, ['jira'])
  expect(releaseDays).toEqual([
    { connection: 'jira', scope: 'EHR', name: 'R1', at: at('09-01'), isPlanned: false },
    { connection: 'jira', scope: 'EHR', name: 'R2', at: at('12-24'), isPlanned: true },
    { connection: 'jira', scope: 'EHR', name: 'R4', at: at('10-31'), isPlanned: true },
  ])
  expect(scopes.filter((each) => each.releaseDays === 'read').map(({ scope }) => scope)).toEqual(['EHR'])
  expect((await readDraftFacts(database.pool, ['gh'])).releaseDays).toEqual([])
})

it('tells a refusal of the versions from a reading, until they are read', async () => {
  const side = { connection: 'jira', scope: 'EHR', stream: 'releases' }
  const standing = async () => {
    const { scopes } = await readDraftFacts(database.pool, ['jira'])
    return scopes.find(({ scope }) => scope === 'EHR')?.releaseDays
  }
  await endSideReading(database.pool, side, { code: 'jira.forbidden', message: 'Jira refused it.' }, hubNow)
  expect(await standing()).toBe('refused')
  await endSideReading(database.pool, side, null, hubNow + 1)
  expect(await standing()).toBe('read')
})

it('sees nothing of a scope that was not read to its end', async () => {
  const walk = await openWalk(database, 'jira', 'EHR')
  await savePage(database.pool, pageOf(walk, 0, [makeRecord({ ...open, parent: 'EHR-1', milestones: ['R1'] })]))
  const facts = await readDraftFacts(database.pool, ['jira'])
  expect(facts).toMatchObject({ newestAt: null, parents: [], milestoneWork: [], emptyEpics: [] })
  expect(facts.scopes.every(({ isRead }) => !isRead)).toBe(true)
})
