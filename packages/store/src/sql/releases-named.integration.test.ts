import type { Release } from '@throughline/plan'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { releasesNamed } from './releases-named.ts'
import { saveSidePage } from './side-streams.ts'
import { storeConnection } from './stored-items.fixture.ts'
import { openTestStore } from './test-store.fixture.ts'

const scope = 'acme/core'
const closedAt = Date.parse('2026-10-31T09:00:00Z')
const publishedAt = Date.parse('2026-11-20T09:00:00Z')
const release = { scope, releasedAt: null, plannedAt: null, isPrerelease: false, url: null }
const milestone = { ...release, id: 'milestone-1', name: 'v1', plannedAt: closedAt }

let database: Database

beforeEach(async () => {
  database = await openTestStore()
  await storeConnection(database, 'gh', 'github', [scope])
})

afterEach(() => database.close())

async function save(...releases: readonly Release[]): Promise<void> {
  const page = { releases, deployments: [], reviews: [], cursor: null, mark: null, requests: 1 }
  await saveSidePage(database.pool, { connection: 'gh', scope, stream: 'milestones' }, page)
}

async function cameOut(): Promise<(number | null)[]> {
  return (await releasesNamed(database, ['V1'])).map(({ releasedAt }) => releasedAt)
}

it('takes the closing of a milestone for its release, until it is opened again', async () => {
  await save({ ...milestone, releasedAt: closedAt })
  expect(await cameOut()).toEqual([closedAt])
  await save(milestone)
  expect(await cameOut()).toEqual([null])
})

it('takes a published release of the name before the closing of the milestone, a draft not', async () => {
  await save({ ...milestone, releasedAt: closedAt }, { ...release, id: '7', name: 'V1' })
  expect(await cameOut()).toEqual([null, closedAt])
  await save({ ...release, id: '7', name: 'V1', releasedAt: publishedAt })
  expect(await cameOut()).toEqual([publishedAt, null])
})
