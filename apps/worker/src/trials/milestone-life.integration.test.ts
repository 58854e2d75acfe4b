import { readSides } from '@throughline/hub'
import type { Simulator } from '@throughline/simulator'
import { releasesNamed } from '@throughline/store'
import { settableClock } from '@throughline/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectBulkTools, startBulkTools } from './bulk-tools.ts'
import { type HubUnderTest, hubUnderTest } from './hub-under-test.ts'

const scope = 'bulk/load'
const hourMs = 60 * 60_000
const clock = settableClock('2026-03-02T08:00:00Z')
let simulator: Simulator
let under: HubUnderTest

beforeAll(async () => {
  simulator = await startBulkTools({ jiraIssues: 1, githubIssues: 2, pulls: 1 }, { clock })
  under = await hubUnderTest({ redisUrl: null, works: false, clock })
  await connectBulkTools(under.hub, simulator)
})

afterAll(async () => {
  await under.close()
  await simulator.close()
})

/** Gives the first issue a milestone, or none, and reads an hour later what is beside the items: when it came out. */
async function readWith(change: object | null): Promise<(number | null)[]> {
  clock.advance(hourMs)
  const at = new Date(clock()).toISOString()
  const milestone = { id: 9, number: 9, title: 'Go live', state: 'open' as const, created_at: at, updated_at: at }
  const issue = simulator.control.githubIssue(scope, 1)
  if (issue === null) throw new Error('There is no issue 1.')
  simulator.control.upsertGithubIssue(scope, {
    ...issue,
    milestone: change === null ? null : { ...milestone, ...change },
  })
  await readSides(under.hub, { connection: 'github', scope }, new AbortController().signal)
  return (await releasesNamed(under.hub.database, ['Go live'])).map(({ releasedAt }) => releasedAt)
}

it('a milestone is open, closed, open again and deleted in the hub as it is in GitHub', async () => {
  expect(await readWith({})).toEqual([null])
  const closedAt = '2026-03-02T08:30:00Z'
  expect(await readWith({ state: 'closed', closed_at: closedAt })).toEqual([Date.parse(closedAt)])
  expect(await readWith({})).toEqual([null])
  expect(await readWith(null)).toEqual([])
})
