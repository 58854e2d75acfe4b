import { readSides } from '@throughline/hub'
import type { RecordedRequest, Simulator } from '@throughline/simulator'
import { settableClock, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectBulkTools, startBulkTools } from './bulk-tools.ts'
import { type HubUnderTest, hubUnderTest, syncToEnd } from './hub-under-test.ts'

const minuteMs = 60_000

const jiraFeed = ['GET myself', 'POST search/jql']
const githubFeed = ['304 GET issues', '304 GET pulls', '304 GET issues/events']

// The same whatever there is: what is expected does not depend on the number of items.
describe.each([{ items: 200 }, { items: 2_000 }])('syncing $items items of which none is new', ({ items }) => {
  const clock = settableClock('2026-03-02T08:00:00Z')
  let simulator: Simulator
  let under: HubUnderTest

  const syncBoth = async () => {
    for (const connection of ['jira', 'github']) {
      expect((await syncToEnd(under.hub, connection, 'incremental')).status).toBe('succeeded')
    }
  }
  const readBeside = async () => {
    const { signal } = new AbortController()
    await readSides(under.hub, { connection: 'jira', scope: 'BULK' }, signal)
    await readSides(under.hub, { connection: 'github', scope: 'bulk/load' }, signal)
  }

  beforeAll(async () => {
    const bulk = { jiraIssues: items / 2, githubIssues: items / 4, pulls: items / 4 }
    simulator = await startBulkTools(bulk, { clock })
    under = await hubUnderTest({ redisUrl: null, works: true, clock })
    await connectBulkTools(under.hub, simulator)
    for (const connection of ['jira', 'github']) {
      expect((await syncToEnd(under.hub, connection, 'full')).status).toBe('succeeded')
    }
    await readBeside()
    // The first look since the full walk asks what no walk before it asked in the same words.
    clock.advance(minuteMs)
    await syncBoth()
  })

  afterAll(async () => {
    await under.close()
    await simulator.close()
  })

  it('asks each list once, GitHub’s under the condition that they changed, and stores nothing', async () => {
    const before = await rowVersions(under.database)
    expect(before).toHaveLength(items)
    clock.advance(15 * minuteMs)
    simulator.control.clearRequests()
    await syncBoth()
    expect(asked(simulator, 'jira')).toEqual(jiraFeed)
    expect(asked(simulator, 'github')).toEqual(githubFeed)
    expect(await rowVersions(under.database)).toEqual(before)
  })

  it('adds once an hour a count, and one request for each further stream', async () => {
    const before = await rowVersions(under.database)
    clock.advance(61 * minuteMs)
    simulator.control.clearRequests()
    await syncBoth()
    await readBeside()
    expect(asked(simulator, 'jira')).toEqual([
      ...jiraFeed,
      'POST search/approximate-count',
      'GET project/BULK/versions',
    ])
    const beside = ['304 GET releases', '304 GET milestones', '304 GET deployments']
    expect(asked(simulator, 'github')).toEqual([...githubFeed, 'GET issues', ...beside])
    expect(await rowVersions(under.database)).toEqual(before)
  })
})

/** What a tool was asked, and whether it had to answer more than that nothing changed. */
function asked(simulator: Simulator, tool: RecordedRequest['tool']): readonly string[] {
  return simulator.control.requests(tool).map(({ method, path, status, headers }) => {
    const what = path.replace(/^(\/rest\/api\/3|\/repos\/bulk\/load)\//, '')
    const isConditional = headers['if-none-match'] !== undefined
    return `${isConditional ? `${status} ` : ''}${method} ${what}`
  })
}

/** Which transaction wrote each item last. */
async function rowVersions(database: TestDatabase): Promise<readonly object[]> {
  const { rows } = await database.pool.query<object>('select key, xmin::text as version from item order by id')
  return rows
}
