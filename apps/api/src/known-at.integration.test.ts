import { publishWeeklyReport, readSides } from '@throughline/hub'
import { addWeeks, weekBounds, weekOf } from '@throughline/plan'
import { bulkData, type Simulator, startSimulator } from '@throughline/simulator'
import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from './testing/open-test-api.ts'

const DAY_MS = 86_400_000
const now = Date.now()
const day = (daysAgo: number) => new Date(now - daysAgo * DAY_MS).toISOString()
const week = addWeeks(weekOf(now, 'UTC'), -1)
const repository = 'bulk/load'

const document = `
plan: bulk
title: Bulk work
period: { start: ${day(600).slice(0, 10)}, end: ${day(-300).slice(0, 10)} }
waitStatuses: [To Do]
objectives:
  - id: deliver
    title: Deliver the work
    deliverables:
      - id: tracker
        title: Work in the tracker
        due: ${day(-30).slice(0, 10)}
        links: [{ connection: jira, project: BULK }]
      - id: code
        title: The code
        links: [{ connection: github, repo: ${repository} }]
      - { id: wiring, title: Wiring of the sites, progress: manual }
milestones:
  - { id: first, title: First, date: ${day(-10).slice(0, 10)}, release: { connection: github, scope: ${repository}, name: v1 } }
kpis:
  - { id: finished, title: Items finished, target: 10, measure: { metric: items.done, window: 12w } }
  - { id: flow, title: Flow, measure: { metric: items.flow_efficiency, window: 52w } }
  - { id: released, title: Releases, measure: { metric: releases.published, window: 4w } }
  - { id: reviewed, title: Time to review, measure: { metric: prs.review_time, window: 52w, stat: max } }
  - { id: by-hand, title: Satisfaction, measure: { metric: manual } }
`

const path = '/plans/bulk'
const types = ['application/json', 'text/markdown', 'text/html', 'text/csv']

let database: TestDatabase
let tools: Simulator
let api: TestApi

beforeAll(async () => {
  database = await createTestDatabase()
  const data = bulkData({ seed: 7, jiraIssues: 80, githubIssues: 8, pulls: 8, until: now - 3 * DAY_MS })
  tools = await startSimulator({ data })
  api = await openTestApi(database.url, Date.now)
  await connect('jira', tools.jiraUrl, tools.jiraAuth, ['BULK'])
  await connect('github', tools.githubUrl, tools.githubAuth, [repository])
  putRelease('v1', day(8))
  await apply(document)
  await enter(addWeeks(week, -1), 7, 0.25)
}, 120_000)

afterAll(async () => {
  await api?.close()
  await tools?.close()
  await database?.drop()
})

async function must(method: string, call: string, asking?: Parameters<TestApi['ask']>[2]) {
  const reply = await api.ask(method, call, asking)
  expect([call, reply.status, reply.status < 300 ? '' : reply.text]).toEqual([call, expect.any(Number), ''])
  return reply
}

async function connect(kind: 'jira' | 'github', baseUrl: string, auth: object, scopes: readonly string[]) {
  await must('PUT', `/connections/${kind}`, { body: { kind, baseUrl, auth, scopes } })
  await sync(kind, scopes)
}

async function sync(connection: string, scopes: readonly string[]): Promise<void> {
  const { json } = await must('POST', `/connections/${connection}/syncs`, { body: { mode: 'full' } })
  await api.work(json.id, scopes)
  expect((await must('GET', `/syncs/${json.id}`)).json.status).toBe('succeeded')
  for (const scope of scopes) {
    await readSides(api.hub, { connection, scope }, new AbortController().signal)
  }
}

async function apply(text: string): Promise<void> {
  await must('PUT', path, { body: text, headers: { 'content-type': 'application/yaml' } })
  await must('POST', `${path}/settle`)
}

/** Enters a KPI's value of a week and the progress that was seen at its start. */
async function enter(week: string, value: number, progress: number): Promise<void> {
  const date = new Date(weekBounds(week, 'UTC').start).toISOString().slice(0, 10)
  await must('PUT', `${path}/kpis/by-hand/values/${week}`, { body: { value, reason: `Counted ${value}` } })
  await must('PUT', `${path}/deliverables/wiring/progress/${date}`, {
    body: { progress, note: 'Seen' },
  })
}

function putRelease(name: string, publishedAt: string): void {
  const id = Number(name.slice(1))
  const made = { created_at: day(20), published_at: publishedAt }
  tools.control.putRelease(repository, { id, tag_name: name, name, ...made })
}

/** What came too late for the last week, and still changes what is true of it. */
async function changeThePast(): Promise<void> {
  const done = tools.control.jiraIssue('BULK-2')?.fields
  for (const number of [70, 71, 72, 73, 74, 75, 76]) {
    const issue = tools.control.jiraIssue(`BULK-${number}`)
    if (issue === null || done === undefined) throw new Error('The tools have other issues than this test thinks.')
    const ended = { resolutiondate: day(9), statuscategorychangedate: day(9) }
    const fields = {
      ...issue.fields,
      summary: `Late ${number}`,
      status: done.status,
      resolution: done.resolution ?? null,
      ...ended,
    }
    tools.control.upsertJiraIssue({ ...issue, fields, changelog: { histories: [] } })
  }
  tools.control.deleteJiraIssue('BULK-3')
  putRelease('v1', day(12))
  putRelease('v2', day(9))
  await sync('jira', ['BULK'])
  await sync('github', [repository])
  await enter(week, 9, 0.75)
  await apply(document.replace('project: BULK', 'project: BULK, labels: load').replace('Items finished', 'Done items'))
}

async function report(query: string): Promise<Record<string, string>> {
  const texts = types.map(async (accept) => {
    const { text } = await must('GET', `${path}/reports/weekly/${week}${query}`, { headers: { accept } })
    return [accept, text] as const
  })
  return Object.fromEntries(await Promise.all(texts))
}

describe('a published report', () => {
  let published: Record<string, string>
  let made: { readonly knownAt: string; readonly codeVersion: string }
  let before: Record<string, unknown>

  const numbers = async (query: string) => {
    const calls = [
      `${path}?${query}`,
      `${path}/roadmap?${query}`,
      `${path}/investment?${query}`,
      `${path}/kpis?${query}`,
      `${path}/kpis/finished/values?${query}`,
      `${path}/kpis/finished/evidence?${query}`,
      `${path}/deliverables/tracker/items?limit=200&${query}`,
      `${path}/unlinked?${query}`,
      `${path}/parts?${query}`,
      `${path}/review?${query}`,
      `${path}/explain?key=BULK-5&${query}`,
      `/items?limit=200&${query}`,
      `/items/jira/BULK-5?${query}`,
    ]
    const answers = calls.map(async (call) => {
      const { asOf: _, ...rest } = (await must('GET', call)).json
      return [call.split('?')[0], rest] as const
    })
    return Object.fromEntries(await Promise.all(answers))
  }

  beforeAll(async () => {
    // Two others are at work: one has written and one has only begun when the report is published.
    const [writer, reader] = [await database.pool.connect(), await database.pool.connect()]
    await writer.query('begin')
    await writer.query(`update item set title = 'Written meanwhile', changed_at = now() where key = 'BULK-5'`)
    await reader.query('begin')
    await reader.query('select count(*) from item')
    await publishWeeklyReport(api.hub, 'bulk', week)
    published = await report('')
    made = JSON.parse(published['application/json'] ?? '')
    before = await numbers(`knownAt=${made.knownAt}`)
    await reader.query(`update item set assignee = 'Someone else', changed_at = now() where key = 'BULK-6'`)
    await writer.query('commit')
    await reader.query('commit')
    writer.release()
    reader.release()
    await api.hub.database.pool.query('update hub_state set revision = revision + 1')
    await changeThePast()
  }, 120_000)

  it('says what made it', async () => {
    const { items } = (await must('GET', `${path}/reports/weekly`)).json
    const { knownAt, codeVersion } = made
    expect(items).toMatchObject([{ plan: 'bulk', week, planVersion: 1, knownAt, codeVersion, coverage: 1 }])
    expect(made).toMatchObject({ version: 1, coverage: 1, oldestSyncAt: expect.stringMatching(/^20/) })
    expect(codeVersion).toMatch(/^\d+\.\d+\.\d+(\+[0-9a-f]{40})?$/)
  })

  it('stays as it was published, in every format', async () => {
    expect(await report('')).toEqual(published)
  })

  it('is produced again byte for byte from what was known then, in every format', async () => {
    expect(await report(`?recompute=true&knownAt=${made.knownAt}`)).toEqual(published)
    expect(await report(`?knownAt=${made.knownAt}`)).toEqual(published)
  })

  it('is where no bridge leads to from what was learned later', async () => {
    const { status, json } = await api.ask('GET', `${path}/bridge?knownAt=${made.knownAt}&fromKnownAt=2999-01-01`)
    expect([status, json.code]).toEqual([400, 'bridge.backwards'])
  })

  it('is another one from what is known now', async () => {
    const now = await report('?recompute=true')
    for (const type of types) expect(now[type]).not.toBe(published[type])
  })

  it('does not change what the other reads said then', async () => {
    expect(await numbers(`knownAt=${made.knownAt}`)).toEqual(before)
    const present = await numbers('')
    for (const [call, answer] of Object.entries(before)) expect(present[call], call).not.toEqual(answer)
  })

  it('leaves room for what was true before it, as it was known then', async () => {
    const then = (await must('GET', `${path}/roadmap?asOf=${day(100)}&knownAt=${made.knownAt}`)).json
    expect([then.version, then.asOf]).toEqual([1, day(100)])
    const kpis = (await must('GET', `${path}/kpis?asOf=${day(100)}`)).json.items
    expect(kpis[0].week).toBe(addWeeks(weekOf(now - 100 * DAY_MS, 'UTC'), -1))
    const then100 = addWeeks(weekOf(now - 100 * DAY_MS, 'UTC'), -1)
    const values = (await must('GET', `${path}/kpis/finished/values?asOf=${day(100)}`)).json.items
    expect(values.at(-1)).toMatchObject({ week: addWeeks(then100, 1), partial: true })
    const evidence = (await must('GET', `${path}/kpis/finished/evidence?asOf=${day(100)}`)).json
    expect([evidence.week, evidence.value]).toEqual([then100, values.at(-2).value])
    expect((await must('GET', `${path}/investment?asOf=${day(100)}`)).json.to).toBe(then100)
    const unlinked = (await must('GET', `${path}/unlinked?asOf=${day(100)}&limit=2`)).json
    expect(unlinked.items.every((item: { createdAt: string }) => item.createdAt <= day(100))).toBe(true)
    const more = (await must('GET', `${path}/unlinked?asOf=${day(100)}&cursor=${unlinked.nextCursor}`)).json.items
    expect(more[0].createdAt <= unlinked.items[1].createdAt).toBe(true)
  })
})

it('a moment to come is the present, and one before the plan has none', async () => {
  const tomorrow = (await must('GET', `${path}/kpis?knownAt=${day(-1).slice(0, 10)}`)).json
  expect(tomorrow).toEqual((await must('GET', `${path}/kpis`)).json)
  for (const read of [`${path}/roadmap?knownAt=2020-01-01`, `${path}?knownAt=2020-01-01`, `${path}?asOf=2020-01-01`]) {
    const early = await api.ask('GET', read)
    expect([early.status, early.json.code]).toEqual([404, 'plan.not_known_then'])
  }
})

it('a plan that a hub with another clock publishes says that it cannot be asked for again', async () => {
  const hub = { ...api.hub, clock: () => now - 14 * DAY_MS }
  await publishWeeklyReport(hub, 'bulk', addWeeks(week, -2))
  const { items } = (await must('GET', `${path}/reports/weekly`)).json
  expect(items[1]).toMatchObject({ week: addWeeks(week, -2), knownAt: null })
})

it('nothing here was an error of the hub', () => {
  expect(api.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([])
})
