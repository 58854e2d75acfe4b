import { bulkData, type Simulator, startSimulator } from '@throughline/simulator'
import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOW, openTestApi, type TestApi } from './testing/open-test-api.ts'

const day = 86_400_000
const plan = `# The plan of the tests
plan: bulk
title: Bulk work
timeZone: Europe/Berlin
period: { start: 2026-01-01, end: 2027-12-31 }
objectives:
  - id: deliver
    title: Deliver the work
    deliverables:
      - id: tracker # everything in Jira
        title: Work in the tracker
        links:
          - { connection: jira, project: BULK }
      - id: wiring
        title: Wiring of the sites
        progress: manual
kpis:
  - id: finished
    title: Items finished
    unit: items
    direction: up
    baseline: 0
    target: 10
    measure: { metric: items.done, window: 4w }
  - id: by-hand
    title: Satisfaction
    unit: points
    measure: { metric: manual }
`

let database: TestDatabase
let tools: Simulator
let api: TestApi
let syncId: string

beforeAll(async () => {
  database = await createTestDatabase()
  const data = bulkData({ seed: 7, jiraIssues: 130, githubIssues: 12, pulls: 8, until: NOW - day })
  tools = await startSimulator({ data, clock: () => NOW })
  api = await openTestApi(database.url)
  const jira = { kind: 'jira', baseUrl: tools.jiraUrl, auth: tools.jiraAuth, scopes: ['BULK'] }
  const github = { kind: 'github', baseUrl: tools.githubUrl, auth: tools.githubAuth, scopes: ['bulk/load'] }
  for (const [id, body] of Object.entries({ jira, github })) {
    expect((await api.ask('PUT', `/connections/${id}`, { body })).status).toBe(200)
    const started = await api.ask('POST', `/connections/${id}/syncs`, { body: { mode: 'full' } })
    expect([started.status, started.headers.get('location')]).toEqual([202, `/api/v1/syncs/${started.json.id}`])
    syncId = started.json.id
    await api.work(started.json.id, body.scopes)
    expect((await api.ask('GET', `/syncs/${syncId}`)).json.status).toBe('succeeded')
  }
  const applied = await api.ask('PUT', '/plans/bulk', { body: plan, headers: { 'content-type': 'application/yaml' } })
  expect([applied.status, applied.json]).toMatchObject([200, { plan: 'bulk', version: 1, changed: true }])
  expect((await api.ask('POST', '/plans/bulk/settle')).status).toBe(200)
})

afterAll(async () => {
  await api?.close()
  await tools?.close()
  await database?.drop()
})

describe('lists', () => {
  it('come in pages that together hold everything once', async () => {
    const keys: string[] = []
    let path = '/items?connection=jira&limit=50'
    for (;;) {
      const { json } = await api.ask('GET', path)
      expect(json.items.length).toBeLessThanOrEqual(50)
      keys.push(...json.items.map((item: { key: string }) => item.key))
      if (json.nextCursor === null) break
      path = `/items?connection=jira&limit=50&cursor=${json.nextCursor}`
    }
    expect(keys).toHaveLength(130)
    expect(new Set(keys).size).toBe(130)
  })

  it('hold 50 where nobody says how many', async () => {
    expect((await api.ask('GET', '/items')).json.items).toHaveLength(50)
    expect((await api.ask('GET', '/plans/bulk/deliverables/tracker/items')).json.items).toHaveLength(50)
  })

  it('that are short are paged alike', async () => {
    const first = (await api.ask('GET', '/connections?limit=1')).json
    expect(first.items.map((each: { id: string }) => each.id)).toEqual(['github'])
    const second = (await api.ask('GET', `/connections?limit=1&cursor=${first.nextCursor}`)).json
    expect([second.items[0].id, second.nextCursor]).toEqual(['jira', null])
  })

  it('pass only what all filters let through', async () => {
    const done = (await api.ask('GET', '/items?kind=pull_request&state=done&limit=200')).json.items
    expect(done.length).toBeGreaterThan(0)
    const passes = (item: { kind: string; state: string }) => item.kind === 'pull_request' && item.state === 'done'
    expect(done.every(passes)).toBe(true)
    expect((await api.ask('GET', '/items?changedSince=2026-11-24')).json.items).toEqual([])
    expect((await api.ask('GET', '/items?changedSince=2026-11-23T10:00:00Z')).json.items).toHaveLength(50)
  })
})

describe('a work item', () => {
  it('has exactly the fields of the contract, and its instants in UTC', async () => {
    const item = (await api.ask('GET', '/items?limit=1')).json.items[0]
    const fields =
      'connection scope key kind type title url state status parent labels components milestones assignee author estimate createdAt startedAt doneAt droppedAt updatedAt changedAt tombstone'
    expect(Object.keys(item)).toEqual(fields.split(' '))
    expect(item.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(item.changedAt).toBe('2026-11-23T10:00:00.000Z')
  })

  it('answers under its key, encoded or not, with history and links', async () => {
    const { items } = (await api.ask('GET', '/items?connection=github&limit=1')).json
    const encoded = await api.ask('GET', `/items/github/${encodeURIComponent(items[0].key)}`)
    const slash = await api.ask('GET', `/items/github/${items[0].key.replace('#', '%23')}`)
    expect(encoded.json).toMatchObject(items[0])
    expect(slash.text).toBe(encoded.text)
    expect(encoded.json.transitions[0]).toMatchObject({ from: null, at: items[0].createdAt })
    const jira = (await api.ask('GET', '/items/jira/BULK-1')).json
    expect(jira.links).toMatchObject([{ plan: 'bulk', deliverable: 'tracker', rule: 'field' }])
  })
})

describe('a connection', () => {
  it('shows how it signs in, but no secret, and when each scope was read', async () => {
    const { json } = await api.ask('GET', '/connections/jira')
    expect(json).toMatchObject({
      auth: { type: 'basic', email: tools.jiraAuth.email },
      hasWebhookSecret: false,
      scopeStates: [{ scope: 'BULK', syncedAt: '2026-11-23T10:00:00.000Z' }],
    })
  })

  it('is checked against the tool', async () => {
    const { json } = await api.ask('POST', '/connections/jira/check')
    expect(json).toMatchObject({ ok: true, problems: [] })
  })
})

describe('the events of a sync', () => {
  it('end with the sync as it ended', async () => {
    const reply = await api.ask('GET', `/syncs/${syncId}/events`)
    expect(reply.headers.get('content-type')).toMatch(/^text\/event-stream/)
    const data = reply.text.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []))
    expect(data).toHaveLength(1)
    expect(JSON.parse(data[0] ?? '')).toEqual((await api.ask('GET', `/syncs/${syncId}`)).json)
    const id = /^id: (.*)$/m.exec(reply.text)?.[1] ?? ''
    const again = await api.ask('GET', `/syncs/${syncId}/events`, { headers: { 'last-event-id': id } })
    expect(again.status).toBe(204)
  })

  it('tell each change until it is cancelled', async () => {
    const { json: started } = await api.ask('POST', '/connections/jira/syncs', { body: { mode: 'incremental' } })
    const events = api.ask('GET', `/syncs/${started.id}/events`)
    await api.ask('POST', `/syncs/${started.id}/cancel`)
    const { text } = await events
    const last = text.split('\n').findLast((line) => line.startsWith('data: ')) ?? ''
    expect(JSON.parse(last.slice(6)).status).toBe('cancelled')
    expect((await api.ask('POST', `/syncs/${started.id}/retry`)).json.scopes[0].status).toBe('queued')
    await api.work(started.id, ['BULK'])
  })
})

describe('a plan document', () => {
  it('comes back as it was sent, or as JSON that can be sent again', async () => {
    const yaml = await api.ask('GET', '/plans/bulk', { headers: { accept: 'application/yaml' } })
    expect(yaml.text).toBe(plan)
    expect(yaml.headers.get('throughline-plan-version')).toBe('1')
    const json = await api.ask('GET', '/plans/bulk')
    expect(json.json).toMatchObject({ plan: 'bulk', period: { start: '2026-01-01' } })
    const dry = await api.ask('PUT', '/plans/bulk?dryRun=true', { body: json.text })
    expect(dry.json).toMatchObject({ changes: [], effect: [] })
  })

  it('is refused with the line at fault', async () => {
    const body = plan.replace('title: Bulk work', 'titel: Bulk work')
    const reply = await api.ask('PUT', '/plans/bulk', { body, headers: { 'content-type': 'text/yaml' } })
    expect([reply.status, reply.json.code]).toEqual([400, 'plan.invalid'])
    expect(reply.json.errors).toContainEqual(expect.objectContaining({ pointer: '/titel', line: 3 }))
  })

  it('sent again changes nothing', async () => {
    const again = await api.ask('PUT', '/plans/bulk', { body: plan, headers: { 'content-type': 'application/yaml' } })
    expect(again.json).toMatchObject({ version: 1, changed: false })
  })

  it('takes links and gives them back, comments kept', async () => {
    const body = { node: 'wiring', selector: { connection: 'github', keys: ['bulk/load#1'] } }
    const dry = await api.ask('POST', '/plans/bulk/links?dryRun=true', { body })
    expect(dry.json).toMatchObject({ changed: true, version: 2 })
    const linked = await api.ask('POST', '/plans/bulk/links', { body })
    expect([linked.status, linked.json.version]).toEqual([200, 2])
    const { text } = await api.ask('GET', '/plans/bulk', { headers: { accept: 'text/yaml' } })
    expect(text).toContain('# everything in Jira')
    expect(text).toContain('bulk/load#1')
    const unlinked = await api.ask('DELETE', '/plans/bulk/links', { body })
    expect(unlinked.json.version).toBe(3)
    const versions = (await api.ask('GET', '/plans/bulk/versions?limit=2')).json
    expect(versions.items.map((each: { version: number }) => each.version)).toEqual([3, 2])
    expect((await api.ask('GET', `/plans/bulk/versions?cursor=${versions.nextCursor}`)).json.items).toHaveLength(1)
    expect((await api.ask('GET', '/plans/bulk/versions/1', { headers: { accept: 'text/yaml' } })).text).toBe(plan)
    expect((await api.ask('GET', '/plans/bulk/versions/9')).status).toBe(404)
    const unknown = await api.ask('POST', '/plans/bulk/links', { body: { ...body, node: 'none' } })
    expect(unknown.status).toBe(404)
    const strange = await api.ask('POST', '/plans/bulk/links', { body: { ...body, selector: { label: 'x' } } })
    expect([strange.status, strange.json.errors[0].pointer]).toEqual([400, '/selector/label'])
    await api.ask('POST', '/plans/bulk/settle')
  })
})

describe('numbers', () => {
  it('of the roadmap say of when they are', async () => {
    const now = (await api.ask('GET', '/plans/bulk/roadmap')).json
    expect(now.asOf).toBe('2026-11-23T10:00:00.000Z')
    expect(now.objectives[0].deliverables[0].progress).toBeGreaterThan(0)
    const past = (await api.ask('GET', '/plans/bulk/roadmap?asOf=2026-01-31')).json
    expect(past.asOf).toBe('2026-01-31T22:59:59.999Z')
    expect(past.objectives[0].deliverables[0].counts).not.toEqual(now.objectives[0].deliverables[0].counts)
  })

  it('have the items that make them', async () => {
    const { json } = await api.ask('GET', '/plans/bulk/deliverables/tracker/items?limit=200')
    const counted = json.items.filter((item: { counted: boolean }) => item.counted)
    const { counts } = (await api.ask('GET', '/plans/bulk/roadmap')).json.objectives[0].deliverables[0]
    const sum = counts.todo + counts.inProgress + counts.done
    expect(counted).toHaveLength(sum)
    expect(json.items[0].link.rule).toBe('field')
    const unlinked = (await api.ask('GET', '/plans/bulk/unlinked?limit=200')).json.items
    expect(new Set(unlinked.map((item: { connection: string }) => item.connection))).toEqual(new Set(['github']))
  })

  it('of a KPI come for every week, with evidence that adds up', async () => {
    const { items } = (await api.ask('GET', '/plans/bulk/kpis/finished/values?from=2026-W40&to=2026-W48')).json
    expect(items).toHaveLength(9)
    expect(items[8]).toMatchObject({ week: '2026-W48', partial: true, status: null })
    const evidence = (await api.ask('GET', '/plans/bulk/kpis/finished/evidence?week=2026-W47')).json
    const sum = evidence.items.reduce((total: number, item: { contribution: number }) => total + item.contribution, 0)
    expect(sum).toBe(items[7].value)
    expect((await api.ask('GET', '/plans/bulk/kpis')).json.items).toHaveLength(2)
  })

  it('that are entered by hand stand until they are taken back', async () => {
    const path = '/plans/bulk/kpis/by-hand/values/2026-W47'
    const body = { value: 8.5, reason: 'Survey' }
    const early = await api.ask('PUT', path, { body: { ...body, until: '2026-W46' } })
    expect([early.status, early.json.errors[0].pointer]).toEqual([400, '/until'])
    expect((await api.ask('PUT', path, { body })).json).toMatchObject({ week: '2026-W47', value: 8.5 })
    const other = (await api.ask('GET', '/plans/bulk/kpis/finished/values?from=2026-W47&to=2026-W47')).json.items[0]
    expect(other.value).not.toBe(8.5)
    expect((await api.ask('DELETE', path)).status).toBe(204)
    expect((await api.ask('DELETE', path)).status).toBe(404)
  })

  it('of work that lives nowhere are entered by date', async () => {
    const body = { progress: 0.25, note: 'First site' }
    const put = await api.ask('PUT', '/plans/bulk/deliverables/wiring/progress/2026-11-20', { body })
    expect(put.json).toEqual({ deliverable: 'wiring', date: '2026-11-20', ...body })
    expect((await api.ask('GET', '/plans/bulk/roadmap')).json.objectives[0].deliverables[1].progress).toBe(0.25)
    const measured = await api.ask('PUT', '/plans/bulk/deliverables/tracker/progress/2026-11-20', { body })
    expect([measured.status, measured.json.code]).toEqual([400, 'progress.not_manual'])
  })
})

describe('a weekly report', () => {
  const path = '/plans/bulk/reports/weekly/2026-W47'

  it.each([
    ['application/json', 'application/json'],
    ['text/markdown', 'text/markdown; charset=utf-8'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html; charset=utf-8'],
    ['text/csv', 'text/csv; charset=utf-8'],
    ['*/*', 'application/json'],
  ])('is sent as %s when that is asked for, and names every deliverable', async (accept, type) => {
    const reply = await api.ask('GET', path, { headers: { accept } })
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, type])
    for (const title of ['Work in the tracker', 'Wiring of the sites', 'Items finished']) {
      expect(reply.text).toContain(title)
    }
  })

  it('is not published by being read', async () => {
    expect((await api.ask('GET', '/plans/bulk/reports/weekly')).json).toEqual({ items: [], nextCursor: null })
  })

  it('is what the home page shows', async () => {
    const home = await api.askRoot('GET', '/')
    expect([home.status, home.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
    expect(home.text).toContain('Work in the tracker')
    expect(home.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await api.askRoot('GET', '/?plan=none')).status).toBe(404)
  })
})

describe('reads', () => {
  it.each(['/items?limit=5', '/plans/bulk', '/plans/bulk/roadmap', '/connections'])(
    '%s answer 304 to whoever has them already',
    async (path) => {
      const first = await api.ask('GET', path)
      const etag = first.headers.get('etag') ?? ''
      expect(etag).not.toBe('')
      const again = await api.ask('GET', path, { headers: { 'if-none-match': etag } })
      expect([again.status, again.text]).toEqual([304, ''])
      expect((await api.ask('GET', path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
    },
  )
})

it('every answer fits the description of the API', async () => {
  const description = (await api.askRoot('GET', '/openapi.json')).json
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(description, 'api')
  const at = (...steps: string[]) => steps.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')
  const answers: [string, string][] = [
    ['/api/v1/connections', '/connections'],
    ['/api/v1/connections/{id}', '/connections/jira'],
    ['/api/v1/syncs', '/syncs'],
    ['/api/v1/syncs/{id}', `/syncs/${syncId}`],
    ['/api/v1/jobs', '/jobs?state=waiting'],
    ['/api/v1/items', '/items?limit=200'],
    ['/api/v1/items/{connection}/{key}', '/items/jira/BULK-1'],
    ['/api/v1/plans', '/plans'],
    ['/api/v1/plans/{plan}', '/plans/bulk'],
    ['/api/v1/plans/{plan}/versions', '/plans/bulk/versions'],
    ['/api/v1/plans/{plan}/roadmap', '/plans/bulk/roadmap'],
    ['/api/v1/plans/{plan}/deliverables/{deliverable}/items', '/plans/bulk/deliverables/tracker/items'],
    ['/api/v1/plans/{plan}/unlinked', '/plans/bulk/unlinked'],
    ['/api/v1/plans/{plan}/kpis', '/plans/bulk/kpis'],
    ['/api/v1/plans/{plan}/kpis/{kpi}/values', '/plans/bulk/kpis/finished/values'],
    ['/api/v1/plans/{plan}/kpis/{kpi}/evidence', '/plans/bulk/kpis/finished/evidence'],
    ['/api/v1/plans/{plan}/reports/weekly/{week}', '/plans/bulk/reports/weekly/2026-W47'],
    ['/api/v1/plans/{plan}/reports/weekly', '/plans/bulk/reports/weekly'],
    ['/api/v1/tokens', '/tokens'],
  ]
  for (const [template, path] of answers) {
    const { status, json } = await api.ask('GET', path)
    expect([path, status]).toEqual([path, 200])
    const pointer = at('paths', template, 'get', 'responses', '200', 'content', 'application/json', 'schema')
    const isValid = ajv.validate({ $ref: `api#/${pointer}` }, json)
    expect([path, ajv.errorsText(ajv.errors), isValid]).toEqual([path, 'No errors', true])
  }
})

it('nothing here was an error of the hub', () => {
  expect(api.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([])
})
