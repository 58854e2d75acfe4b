import { listSyncsPage, putConnection, startDueSyncs, startSync } from '@throughline/hub'
import { settableClock } from '@throughline/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type HubUnderTest, hubUnderTest } from './hub-under-test.ts'

const clock = settableClock()
let under: HubUnderTest

beforeAll(async () => {
  under = await hubUnderTest({ redisUrl: null, works: false, clock })
})

afterAll(() => under.close())

it('starts a sync when the last one, by hand or not, was asked for long enough ago, and none is under way', async () => {
  const { hub, database } = under
  const every = hub.timetable.syncEveryMinutes * 60_000
  const syncsAfter = async (waitMs: number) => {
    clock.advance(waitMs)
    await startDueSyncs(hub)
    return (await listSyncsPage(hub, {}, { limit: 10 })).items.map((sync) => sync.mode)
  }
  await putConnection(hub, 'code', {
    kind: 'github',
    baseUrl: 'https://api.github.com',
    auth: { type: 'token', token: 'a' },
    scopes: ['clinic/ehr'],
  })
  expect(await syncsAfter(0)).toEqual([])
  expect(await syncsAfter(every)).toEqual(['incremental'])
  expect(await syncsAfter(every)).toEqual(['incremental'])
  await database.pool.query(`update sync set status = 'succeeded', finished_at = created_at`)
  await startSync(hub, 'code', { mode: 'full' })
  await database.pool.query(`update sync set status = 'failed', finished_at = created_at where mode = 'full'`)
  expect(await syncsAfter(every - 1)).toEqual(['full', 'incremental'])
  expect(await syncsAfter(1)).toEqual(['incremental', 'full', 'incremental'])
})

it('goes on with the other scopes of a connection while one of them waits', async () => {
  const { hub, database } = under
  await putConnection(hub, 'large', {
    kind: 'github',
    baseUrl: 'https://api.github.com',
    auth: { type: 'token', token: 'a' },
    scopes: ['clinic/large', 'clinic/portal'],
  })
  const { id } = await startSync(hub, 'large', { mode: 'full' })
  await database.pool.query(
    `update sync_scope set status = 'succeeded', finished_at = now() where sync_id = $1 and scope = 'clinic/portal'`,
    [id],
  )
  const started = async () => {
    clock.advance(hub.timetable.syncEveryMinutes * 60_000)
    await startDueSyncs(hub)
    const { items } = await listSyncsPage(hub, { connection: 'large' }, { limit: 10 })
    return items.map(({ scopes }) => scopes.map(({ scope }) => scope))
  }
  const both = ['clinic/large', 'clinic/portal']
  expect(await started()).toEqual([['clinic/portal'], both])
  // Nothing is left that no sync is at.
  expect(await started()).toEqual([['clinic/portal'], both])
})
