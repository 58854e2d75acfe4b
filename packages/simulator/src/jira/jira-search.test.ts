import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { JiraIssueRecord } from '../records.ts'
import { type JiraOptions, type Simulator, startSimulator } from '../start-simulator.ts'
import { askJira, DONE, sampleIssue, sampleJira } from '../testing/samples.ts'

interface Page {
  readonly issues: readonly { readonly id: string; readonly key: string; readonly fields?: Record<string, unknown> }[]
  readonly nextPageToken?: string
  readonly isLast: boolean
  readonly errorMessages?: readonly string[]
}

const PATH = '/rest/api/3/search/jql'
let running: Simulator | null = null
let now = Date.UTC(2026, 1, 1, 14)

async function start(issues: readonly JiraIssueRecord[], zone = 'UTC', jira: JiraOptions = {}): Promise<Simulator> {
  running = await startSimulator({ data: { jira: [sampleJira(issues, zone)], github: [] }, clock: () => now, jira })
  return running
}

async function search(simulator: Simulator, body: object): Promise<Page> {
  return (await askJira(simulator, PATH, body)).body as Page
}

async function keysOf(simulator: Simulator, jql: string, maxResults = 5000): Promise<readonly string[]> {
  const keys: string[] = []
  let nextPageToken: string | undefined
  do {
    const page = await search(simulator, {
      jql,
      fields: ['key'],
      maxResults,
      ...(nextPageToken ? { nextPageToken } : {}),
    })
    keys.push(...page.issues.map(({ key }) => key))
    nextPageToken = page.nextPageToken
  } while (nextPageToken !== undefined)
  return keys
}

afterEach(async () => {
  now = Date.UTC(2026, 1, 1, 14)
  await running?.close()
  running = null
})

const FIVE = [1, 2, 3, 4, 5].map((number) => sampleIssue(number))

describe('paging', () => {
  it('serves every issue once, in order, for any page size and order', async () => {
    const simulator = await start([...FIVE, ...[1, 2, 3].map((number) => sampleIssue(number, {}, 'OPS'))])
    const orders = ['created', 'updated DESC', 'key', 'project DESC, created', 'key DESC']
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), fc.constantFrom(...orders), async (size, order) => {
        const jql = `project in (EHR, OPS) ORDER BY ${order}`
        const paged = await keysOf(simulator, jql, size)
        expect(paged).toEqual(await keysOf(simulator, jql))
        expect(new Set(paged).size).toBe(8)
      }),
      { numRuns: 25 },
    )
  })

  it('marks the last page by leaving the token out', async () => {
    const simulator = await start(FIVE)
    const first = await search(simulator, { jql: 'project = EHR ORDER BY key', maxResults: 3 })
    expect(first).toMatchObject({ isLast: false, nextPageToken: expect.any(String) })
    const last = await search(simulator, {
      jql: 'project = EHR ORDER BY key',
      maxResults: 3,
      nextPageToken: first.nextPageToken,
    })
    expect(last.isLast).toBe(true)
    expect(last).not.toHaveProperty('nextPageToken')
    expect(last).not.toHaveProperty('total')
  })

  it('serves an issue again that is updated during a walk by update, and skips none', async () => {
    const simulator = await start(FIVE)
    const jql = 'project = EHR ORDER BY updated ASC'
    const first = await search(simulator, { jql, fields: ['key'], maxResults: 2 })
    simulator.control.patchJiraIssue('EHR-1', { summary: 'Changed' })
    const rest = await search(simulator, { jql, fields: ['key'], nextPageToken: first.nextPageToken })
    expect(rest.issues.map(({ key }) => key)).toEqual(['EHR-3', 'EHR-4', 'EHR-5', 'EHR-1'])
  })

  it('goes on after an issue that was deleted', async () => {
    const simulator = await start(FIVE)
    const jql = 'project = EHR ORDER BY created'
    const first = await search(simulator, { jql, fields: ['key'], maxResults: 2 })
    simulator.control.deleteJiraIssue('EHR-2')
    const rest = await search(simulator, { jql, fields: ['key'], nextPageToken: first.nextPageToken })
    expect(rest.issues.map(({ key }) => key)).toEqual(['EHR-3', 'EHR-4', 'EHR-5'])
  })

  it('trims pages with fields to its own size, and lets pages of ids grow', async () => {
    const simulator = await start(FIVE, 'UTC', { pageMax: 2 })
    const page = (fields: readonly string[]) => search(simulator, { jql: 'project = EHR', fields, maxResults: 100 })
    expect((await page(['summary'])).issues).toHaveLength(2)
    expect((await page(['key'])).issues).toHaveLength(5)
  })

  it('refuses a token of another query and one older than seven days', async () => {
    const simulator = await start(FIVE)
    const { nextPageToken } = await search(simulator, { jql: 'project = EHR', maxResults: 2 })
    expect((await askJira(simulator, PATH, { jql: 'project = EHR ORDER BY key', nextPageToken })).status).toBe(400)
    now += 8 * 86_400_000
    expect((await askJira(simulator, PATH, { jql: 'project = EHR', nextPageToken })).status).toBe(400)
  })
})

describe('fields', () => {
  it('are the id alone unless asked for', async () => {
    const simulator = await start(FIVE)
    const page = await search(simulator, { jql: 'project = EHR ORDER BY key' })
    expect(page.issues[0]).toEqual({ id: '10001' })
  })

  it('are those named, null where empty, absent where there is no parent', async () => {
    const simulator = await start([sampleIssue(1)])
    const fields = ['summary', 'resolution', 'labels', 'parent', 'customfield_10016', 'nonsense']
    const page = await search(simulator, { jql: 'project = EHR', fields })
    expect(page.issues[0]?.fields).toEqual({
      summary: 'Summary 1',
      resolution: null,
      labels: [],
      customfield_10016: null,
    })
  })

  it('are all with *all, less those taken out', async () => {
    const simulator = await start([sampleIssue(1)])
    const page = await search(simulator, { jql: 'project = EHR', fields: ['*all', '-description'] })
    expect(Object.keys(page.issues[0]?.fields ?? {})).toEqual(expect.arrayContaining(['status', 'subtasks', 'duedate']))
    expect(page.issues[0]?.fields).not.toHaveProperty('description')
  })

  it('show a parent as it stands now, not as it was', async () => {
    const simulator = await start([sampleIssue(1), sampleIssue(2, { parent: { id: '10001', key: 'EHR-1' } })])
    const body = { jql: 'key = EHR-2', fields: ['parent'] }
    await search(simulator, body)
    simulator.control.patchJiraIssue('EHR-1', { summary: 'Renamed', status: DONE })
    expect((await search(simulator, body)).issues[0]?.fields).toMatchObject({
      parent: { key: 'EHR-1', fields: { summary: 'Renamed', status: { name: 'Done' } } },
    })
  })
})

describe('conditions', () => {
  it('compare dates in the zone of the account', async () => {
    for (const [zone, wall] of [
      ['Europe/Berlin', '2026/02/01 13:03'],
      ['America/New_York', '2026/02/01 07:03'],
    ] as const) {
      const simulator = await start(FIVE, zone)
      expect(await keysOf(simulator, `updated >= "${wall}" ORDER BY key`)).toEqual(['EHR-3', 'EHR-4', 'EHR-5'])
      expect(await keysOf(simulator, `updated < "${wall}" ORDER BY key`)).toEqual(['EHR-1', 'EHR-2'])
      expect(await keysOf(simulator, `updated <= "${wall}" ORDER BY key`)).toEqual(['EHR-1', 'EHR-2', 'EHR-3'])
      await simulator.close()
    }
  })

  it('compare with relative dates and epoch milliseconds', async () => {
    const simulator = await start(FIVE)
    expect(await keysOf(simulator, 'updated >= "-117m" ORDER BY key')).toEqual(['EHR-3', 'EHR-4', 'EHR-5'])
    expect(await keysOf(simulator, 'updated >= -2h')).toHaveLength(5)
    expect(await keysOf(simulator, `updated >= ${Date.UTC(2026, 1, 1, 12, 5)}`)).toEqual(['EHR-5'])
  })

  it('select by key, id, parent, status, type and emptiness', async () => {
    const epic = sampleIssue(1, { labels: ['night'], status: DONE })
    const simulator = await start([epic, sampleIssue(2, { parent: { id: '10001', key: 'EHR-1' } }), sampleIssue(3)])
    expect(await keysOf(simulator, 'key in (EHR-1, EHR-3) ORDER BY key')).toEqual(['EHR-1', 'EHR-3'])
    expect(await keysOf(simulator, 'id = 10002')).toEqual(['EHR-2'])
    expect(await keysOf(simulator, 'parent = EHR-1')).toEqual(['EHR-2'])
    expect(await keysOf(simulator, 'parent is EMPTY ORDER BY key')).toEqual(['EHR-1', 'EHR-3'])
    expect(await keysOf(simulator, 'statusCategory = Done OR labels = nothing')).toEqual(['EHR-1'])
    expect(await keysOf(simulator, 'labels = night AND status != "To Do"')).toEqual(['EHR-1'])
    expect(await keysOf(simulator, 'type = Story AND NOT key = EHR-1 ORDER BY key DESC')).toEqual(['EHR-3', 'EHR-2'])
  })

  it.each([
    ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
    ['ORDER BY key', 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'],
    ['', 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'],
    ['colour = red', "Field 'colour' does not exist or you do not have permission to view it."],
    ['key = EHR-99', "An issue with key 'EHR-99' does not exist for field 'key'."],
    ['project > EHR', "The operator '>' is not supported by the 'project' field."],
    ['project = EHR ORDER BY colour', "Not able to sort using field 'colour'."],
  ])('refuse %s with 400 and its reason', async (jql, message) => {
    const simulator = await start(FIVE)
    const answer = await askJira(simulator, PATH, { jql })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ errorMessages: [message] })
  })
})

describe('what an account may not browse', () => {
  it('is left out of searches, and naming it is refused like an unknown project', async () => {
    const simulator = await start([...FIVE, sampleIssue(1, {}, 'OPS')])
    simulator.control.hideJiraProject('OPS')
    expect(await keysOf(simulator, 'created >= 2020-01-01')).toHaveLength(5)
    expect((await search(simulator, { jql: 'project = OPS' })).errorMessages).toEqual([
      "The value 'OPS' does not exist for the field 'project'.",
    ])
    expect((await askJira(simulator, '/rest/api/3/issue/OPS-1')).status).toBe(404)
    simulator.control.showJiraProject('OPS')
    expect(await keysOf(simulator, 'project = OPS')).toEqual(['OPS-1'])
  })
})

describe('the search index', () => {
  it('lags behind the issues when told to, and catches up', async () => {
    const simulator = await start(FIVE, 'UTC', { indexLagMs: 60_000 })
    simulator.control.upsertJiraIssue(sampleIssue(6))
    simulator.control.deleteJiraIssue('EHR-1')
    expect((await askJira(simulator, '/rest/api/3/issue/EHR-6')).status).toBe(200)
    expect(await keysOf(simulator, 'project = EHR ORDER BY key')).toEqual(['EHR-1', 'EHR-2', 'EHR-3', 'EHR-4', 'EHR-5'])
    now += 60_000
    expect(await keysOf(simulator, 'project = EHR ORDER BY key')).toEqual(['EHR-2', 'EHR-3', 'EHR-4', 'EHR-5', 'EHR-6'])
  })
})
