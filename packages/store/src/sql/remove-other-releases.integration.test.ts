import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { releasesNamed } from './releases-named.ts'
import { removeOtherReleases } from './remove-other-releases.ts'
import { saveSidePage } from './side-streams.ts'
import { storeConnection } from './stored-items.fixture.ts'
import { openTestStore } from './test-store.fixture.ts'

const names = ['release', 'first', 'second']

let database: Database

beforeEach(async () => {
  database = await openTestStore()
  await storeConnection(database, 'gh', 'github', ['acme/core', 'acme/web'])
  for (const scope of ['acme/core', 'acme/web']) {
    const page = { deployments: [], reviews: [], cursor: null, mark: null, requests: 1 }
    const release = { scope, releasedAt: null, plannedAt: null, isPrerelease: false, url: null }
    const releases = [
      { ...release, id: '1', name: 'release' },
      { ...release, id: 'milestone-1', name: 'first' },
      { ...release, id: 'milestone-2', name: 'second' },
    ]
    await saveSidePage(database.pool, { connection: 'gh', scope, stream: 'milestones' }, { ...page, releases })
  }
})

afterEach(() => database.close())

async function stored(): Promise<string[]> {
  return (await releasesNamed(database, names)).map(({ scope, name }) => `${scope} ${name}`)
}

it('removes milestones that are gone, and neither releases nor milestones of another repository', async () => {
  const core = { connection: 'gh', scope: 'acme/core', stream: 'milestones' }
  await removeOtherReleases(database.pool, core, { idPrefix: 'milestone-', ids: ['milestone-2'] })
  const rest = ['acme/web release', 'acme/web first', 'acme/web second']
  expect(await stored()).toEqual(['acme/core release', 'acme/core second', ...rest])
  await removeOtherReleases(database.pool, core, { idPrefix: 'milestone-', ids: [] })
  expect(await stored()).toEqual(['acme/core release', ...rest])
})
