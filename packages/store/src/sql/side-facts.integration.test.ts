import { makeRecord } from '@throughline/testing'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { readRevisions } from './revision.ts'
import { readSideFacts } from './side-facts.ts'
import { endSideReading, type SidePageRecord, saveSidePage } from './side-streams.ts'
import { hubNow, readItems, relateAll, storeConnection, storeRecords } from './stored-items.fixture.ts'
import { openTestStore } from './test-store.fixture.ts'

const scope = 'acme/core'
const at = (day: string) => Date.parse(`2026-${day}T09:00:00Z`)
const of = (stream: string) => ({ connection: 'gh', scope, stream })
const nothing = { deliveries: false, reviews: false, sprints: false, waitStatuses: [] }
const release = { scope, plannedAt: null, isPrerelease: false, url: null }
const deployment = { scope, environment: 'live', isProduction: true, createdAt: at('11-01'), failedAt: null }

let database: Database

beforeEach(async () => {
  database = await openTestStore()
  await storeConnection(database, 'jira', 'jira', ['EHR'])
  await storeConnection(database, 'gh', 'github', [scope])
  await storeRecords(database, 'jira', [makeRecord({ key: 'EHR-1' })])
  await storeRecords(database, 'gh', [makeRecord({ scope, key: `${scope}#1`, kind: 'pull_request' })])
  await relateAll(database)
})

afterEach(() => database.close())

async function save(stream: string, page: Partial<SidePageRecord>, place = { connection: 'gh', scope }): Promise<void> {
  const empty = { releases: [], deployments: [], reviews: [], cursor: null, mark: {}, requests: 1 }
  await saveSidePage(database.pool, { ...place, stream }, { ...empty, ...page })
}

it('delivers what reached users: no milestone, draft, prerelease, test environment or failure', async () => {
  await save('releases', {
    releases: [
      { ...release, id: '1', name: 'v1', releasedAt: at('11-02') },
      { ...release, id: '2', name: 'v2-rc', releasedAt: at('11-03'), isPrerelease: true },
      { ...release, id: '3', name: 'v2', releasedAt: null },
      { ...release, id: 'milestone-4', name: 'v3', releasedAt: at('11-05'), plannedAt: at('12-01') },
    ],
  })
  await save('deployments', {
    deployments: [
      { ...deployment, id: '1', succeededAt: at('11-04') },
      { ...deployment, id: '2', succeededAt: null, failedAt: at('11-04') },
      { ...deployment, id: '3', succeededAt: at('11-04'), environment: 'staging', isProduction: false },
    ],
  })
  const version = { ...release, scope: 'EHR', id: '7', name: '2026.4', releasedAt: Date.parse('2026-11-05T00:00:00Z') }
  await save('releases', { releases: [version] }, { connection: 'jira', scope: 'EHR' })
  const { deliveries } = await readSideFacts(database.pool, { ...nothing, deliveries: true })
  expect(deliveries).toEqual([
    { connection: 'gh', scope, kind: 'release', id: '1', name: 'v1', at: at('11-02'), isDay: false },
    { connection: 'gh', scope, kind: 'deployment', id: '1', name: 'live', at: at('11-04'), isDay: false },
    // Of a version only its day is known.
    {
      ...{ connection: 'jira', scope: 'EHR', kind: 'release', id: '7', name: '2026.4' },
      ...{ at: version.releasedAt, isDay: true },
    },
  ])
  expect(await readSideFacts(database.pool, nothing)).toMatchObject({ deliveries: [], readings: [] })
})

it('knows deliveries of a place once they were read to their end, and not while the tool refuses them', async () => {
  const known = async () =>
    (await readSideFacts(database.pool, { ...nothing, deliveries: true })).readings.map(
      ({ connection, kind, isKnown }) => `${connection} ${kind} ${isKnown}`,
    )
  expect(await known()).toEqual(['gh deployment false', 'gh release false', 'jira release false'])
  await endSideReading(database.pool, of('releases'), null, hubNow)
  await endSideReading(database.pool, of('deployments'), { code: 'github.forbidden', message: 'No.' }, hubNow)
  expect(await known()).toEqual(['gh deployment false', 'gh release true', 'jira release false'])
})

it('moves its revision with what is told, and with what becomes known, and at no other time', async () => {
  const revision = async () => (await readRevisions(database.pool)).sideRevision
  const before = await revision()
  await save('releases', { releases: [{ ...release, id: '1', name: 'v1', releasedAt: at('11-02') }] })
  await endSideReading(database.pool, of('releases'), null, hubNow)
  expect(await revision()).toBe(before + 2)
  await save('releases', {})
  await endSideReading(database.pool, of('releases'), null, hubNow + 1)
  expect(await revision()).toBe(before + 2)
  await endSideReading(database.pool, of('releases'), { code: 'github.forbidden', message: 'No.' }, hubNow + 2)
  expect(await revision()).toBe(before + 3)
  await save('reviews', { reviews: [{ key: `${scope}#1`, at: null, askedFor: hubNow }] })
  expect(await revision()).toBe(before + 4)
})

it('tells first reviews, and since when of which pull requests none is known', async () => {
  const pull = (number: number, updatedAt: number) =>
    makeRecord({ scope, key: `${scope}#${number}`, kind: 'pull_request', createdAt: at('10-01'), updatedAt })
  await storeRecords(
    database,
    'gh',
    [2, 3, 4, 5].map((number) => pull(number, at('10-09'))),
  )
  await relateAll(database)
  await save('reviews', {
    reviews: [
      { key: `${scope}#2`, at: at('10-02'), askedFor: at('10-03') },
      { key: `${scope}#3`, at: null, askedFor: at('10-03') },
      { key: `${scope}#4`, at: null, askedFor: at('10-09') },
    ],
  })
  const ids = new Map((await readItems(database)).map(({ key, id }) => [key, id]))
  const idOf = (number: number) => ids.get(`${scope}#${number}`)
  const { reviews } = await readSideFacts(database.pool, { ...nothing, reviews: true })
  expect([...reviews.firstAt]).toEqual([[idOf(2), at('10-02')]])
  expect(new Map(reviews.unknownSince)).toEqual(
    new Map([
      [idOf(1), expect.any(Number)],
      [idOf(3), at('10-03')],
      [idOf(5), at('10-01')],
    ]),
  )
})

it('tells stays in sprints that are closed, and moves its revision when one closes', async () => {
  const stay = { sprint: '7', from: at('10-01'), to: null }
  const stays = [stay, { sprint: '8', from: at('10-10'), to: at('10-12') }]
  const sprint = { id: '7', name: 'Seven', startAt: at('10-01'), endAt: at('10-08'), completedAt: at('10-09') }
  const running = { ...sprint, id: '8', state: 'active', completedAt: null } as const
  const record = makeRecord({ key: 'EHR-2', sprints: stays })
  const closed = { ...sprint, state: 'closed' } as const
  await storeRecords(database, 'jira', [record], { sprints: [{ ...closed, state: 'active' }, running] })
  const before = (await readRevisions(database.pool)).sideRevision
  await storeRecords(database, 'jira', [record], { sprints: [closed, running] })
  const { sideRevision, sprintStays } = await readSideFacts(database.pool, { ...nothing, sprints: true })
  expect(sideRevision).toBe(before + 1)
  const [item] = (await readItems(database)).filter(({ key }) => key === 'EHR-2')
  expect([...sprintStays]).toEqual([
    [item?.id, [{ from: at('10-01'), to: null, startAt: at('10-01'), endAt: at('10-09') }]],
  ])
  await storeRecords(database, 'jira', [record], { sprints: [closed, running] })
  expect((await readRevisions(database.pool)).sideRevision).toBe(sideRevision)
})

it('tells waits of items that came into progress, in any spelling of the status', async () => {
  const move = (day: string, status: string, category: 'todo' | 'in_progress' | 'done' = 'in_progress') =>
    ({ at: at(day), status, category, resolution: null }) as const
  const history = [
    move('10-01', 'Doing'),
    move('10-02', 'ÜBERGABE'),
    move('10-04', 'Doing'),
    move('10-05', 'Done', 'done'),
  ]
  const done = { history, createdAt: at('10-01'), endedAt: at('10-05'), seen: move('10-05', 'Done', 'done') }
  await storeRecords(database, 'jira', [
    makeRecord({ ...done, key: 'EHR-2' }),
    makeRecord({ ...done, key: 'EHR-3', history: history.filter(({ status }) => status !== 'ÜBERGABE') }),
    makeRecord({ key: 'EHR-4', history: [move('10-01', 'Übergabe', 'todo')], seen: move('10-01', 'Übergabe', 'todo') }),
  ])
  const { waits } = await readSideFacts(database.pool, { ...nothing, waitStatuses: ['übergabe'] })
  const [item] = (await readItems(database)).filter(({ key }) => key === 'EHR-2')
  expect([...waits]).toEqual([[item?.id, [{ from: at('10-02'), to: at('10-04') }]]])
})
