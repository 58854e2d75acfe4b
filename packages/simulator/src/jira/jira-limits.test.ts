import { afterEach, describe, expect, it } from 'vitest'
import { type LimitOptions, type Simulator, startSimulator } from '../start-simulator.ts'
import { askJira, sampleIssue, sampleJira } from '../testing/samples.ts'

const START = Date.UTC(2026, 2, 1, 12, 30)
const SEARCH = '/rest/api/3/search/jql?jql=project%3DEHR&fields=summary'
let running: Simulator | null = null
let now = START

async function start(limits: LimitOptions = {}): Promise<Simulator> {
  const issues = [1, 2, 3].map((number) => sampleIssue(number))
  running = await startSimulator({ data: { jira: [sampleJira(issues)], github: [] }, clock: () => now, limits })
  return running
}

afterEach(async () => {
  now = START
  await running?.close()
  running = null
})

describe('the quota of points', () => {
  it('costs one for a request and one for each issue, and warns when less than a fifth is left', async () => {
    const simulator = await start({ jiraPointsPerHour: 10 })
    const first = await askJira(simulator, SEARCH)
    expect(first.headers.get('x-ratelimit-limit')).toBe('10')
    expect(first.headers.get('x-ratelimit-remaining')).toBe('6')
    expect(first.headers.get('x-ratelimit-reset')).toBe('2026-03-01T13:00:00.000Z')
    expect(first.headers.has('x-ratelimit-nearlimit')).toBe(false)
    await askJira(simulator, SEARCH)
    const third = await askJira(simulator, '/rest/api/3/field')
    expect(third.headers.get('x-ratelimit-remaining')).toBe('1')
    expect(third.headers.get('x-ratelimit-nearlimit')).toBe('true')
  })

  it('refuses everything until the full hour once it is spent', async () => {
    const simulator = await start({ jiraPointsPerHour: 4 })
    await askJira(simulator, SEARCH)
    const refused = await askJira(simulator, '/rest/api/3/field')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('ratelimit-reason')).toBe('jira-quota-tenant-based')
    expect(refused.headers.get('retry-after')).toBe('1800')
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0')
    now += 1_800_000
    expect((await askJira(simulator, '/rest/api/3/field')).status).toBe(200)
  })

  it('can be spent by others, and be lifted', async () => {
    const simulator = await start()
    expect((await askJira(simulator, SEARCH)).headers.has('x-ratelimit-limit')).toBe(false)
    simulator.control.setJiraQuota(100, 100)
    expect((await askJira(simulator, SEARCH)).status).toBe(429)
    simulator.control.setJiraQuota(null)
    expect((await askJira(simulator, SEARCH)).status).toBe(200)
  })
})

it('the burst limit can be struck for one endpoint alone, and says when it ends', async () => {
  const simulator = await start()
  simulator.control.limitJira(5, 1, '/search/jql')
  expect((await askJira(simulator, '/rest/api/3/field')).status).toBe(200)
  const refused = await askJira(simulator, SEARCH)
  expect([refused.status, refused.headers.get('ratelimit-reason')]).toEqual([429, 'jira-burst-based'])
  expect(refused.headers.get('x-ratelimit-reset')).toBe('2026-03-01T12:30:05.000Z')
})

it('a tool whose clock is off says so in its answers and stamps its changes so', async () => {
  const simulator = await start()
  simulator.control.setClockOffset('jira', 600_000)
  const answer = await askJira(simulator, '/rest/api/3/serverInfo')
  expect(answer.headers.get('date')).toBe('Sun, 01 Mar 2026 12:40:00 GMT')
  expect(answer.body).toMatchObject({ serverTime: '2026-03-01T12:40:00.000+0000' })
  simulator.control.patchJiraIssue('EHR-1', { summary: 'Later' })
  expect(simulator.control.jiraIssue('EHR-1')?.fields.updated).toBe('2026-03-01T12:40:00.000+0000')
  const github = await fetch(`${simulator.githubUrl}/rate_limit`)
  expect(github.headers.get('date')).toBe('Sun, 01 Mar 2026 12:30:00 GMT')
})
