import { publishWeeklyReport } from '@throughline/hub'
import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type FilledApi, openFilledApi, planDocument } from './testing/open-filled-api.ts'

const headers = { 'content-type': 'application/yaml' }

/** The plan of the tests with some of the other parts. */
const withParts = `${planDocument}
currency: EUR
investments:
  - { id: tool, title: Tracker, objective: deliver, deliverables: tracker, cost: { planned: 1000, actual: 2000 } }
milestones:
  - { id: wired, title: All sites wired, date: 2026-11-02, deliverables: wiring }
  - { id: first, title: First version, date: 2026-12-01, release: { connection: jira, scope: BULK, name: first } }
risks:
  - id: delay
    title: The wiring comes late
    assessments: [{ date: 2026-03-01, probability: 4, impact: 4 }]
stakeholders:
  - { id: board, name: Board, receives: weekly-report }
reviews:
  - { date: 2026-11-23, decided: [Wire the sites first] }
`

let database: TestDatabase
let api: FilledApi

beforeAll(async () => {
  database = await createTestDatabase()
  api = await openFilledApi(database.url)
  await api.ask('PUT', '/plans/bulk', { body: withParts, headers })
  await api.ask('POST', '/plans/bulk/settle')
})

afterAll(async () => {
  await api?.close()
  await database?.drop()
})

describe('the parts of a plan', () => {
  it('carry what linked work says about them', async () => {
    const { json } = await api.ask('GET', '/plans/bulk/parts')
    const { progress } = (await api.ask('GET', '/plans/bulk/roadmap')).json.objectives[0].deliverables[0]
    expect(json).toMatchObject({ plan: 'bulk', version: 2, currency: 'EUR' })
    expect(json.investments[0]).toMatchObject({ id: 'tool', spent: 2, progress, status: 'running' })
    expect(json.milestones[0]).toMatchObject({ id: 'wired', status: 'missed', daysLate: 21, progress: 0 })
    expect(json.risks[0]).toMatchObject({ exposure: 16, mitigation: null })
  })

  it('take the day of a milestone from the release that its tool shows', async () => {
    await api.hub.database.pool.query(
      `with news as (update hub_state set side_revision = side_revision + 1)
       insert into release (connection_id, scope, id, name, released_at, is_prerelease)
       values ('jira', 'BULK', '1', 'First', '2026-11-20T00:00:00Z', false)`,
    )
    const { milestones } = (await api.ask('GET', '/plans/bulk/parts')).json
    expect(milestones[1]).toMatchObject({ id: 'first', status: 'reached', reached: '2026-11-20', reachedBy: 'release' })
    const before = (await api.ask('GET', '/plans/bulk/parts?asOf=2026-11-19')).json
    expect(before.milestones[1]).toMatchObject({ status: 'upcoming', reached: null })
  })

  it('count the published report as an update of those who get it, and the versions since a review', async () => {
    expect((await api.ask('GET', '/plans/bulk/parts')).json.stakeholders[0].lastUpdate).toBeNull()
    await publishWeeklyReport(api.hub, 'bulk', '2026-W47')
    const { stakeholders, reviews } = (await api.ask('GET', '/plans/bulk/parts')).json
    expect(stakeholders[0]).toMatchObject({
      lastUpdate: { date: '2026-11-23', how: 'Weekly report' },
      daysSinceUpdate: 0,
    })
    expect(reviews[0]).toMatchObject({ decided: ['Wire the sites first'], changesSince: [] })
  })

  it('stand in the weekly report, in every format that people read', async () => {
    const path = '/plans/bulk/reports/weekly/2026-W48'
    const { json } = await api.ask('GET', path)
    expect(json.parts.risks[0]).toMatchObject({ id: 'delay', exposure: 16 })
    expect(json.review.findings.map(({ rule }: { rule: string }) => rule)).toContain('risk-without-mitigation')
    for (const accept of ['text/markdown', 'text/html']) {
      const { text } = await api.ask('GET', path, { headers: { accept } })
      expect(text).toContain('The wiring comes late')
      expect(text).toContain('All sites wired')
    }
  })
})

describe('plan review', () => {
  const rulesOf = (json: { findings: { rule: string }[] }) => json.findings.map(({ rule }) => rule)

  it('finds what makes the plan fail, the gravest first', async () => {
    const { json } = await api.ask('GET', '/plans/bulk/review')
    expect(json.findings[0]).toMatchObject({
      rule: 'risk-without-mitigation',
      severity: 'error',
      subject: { kind: 'risk', id: 'delay', pointer: '/risks/0' },
    })
    expect(rulesOf(json)).toEqual(
      expect.arrayContaining(['deliverable-without-owner', 'investment-over-budget', 'milestone-before-its-work']),
    )
    expect(json.counts.error).toBe(1)
  })

  it('judges a document before it is applied, by the work it would be linked to, and stores nothing', async () => {
    const body = planDocument.replace('project: BULK', 'project: ELSEWHERE')
    const { status, json } = await api.ask('POST', '/plans/review', { body, headers })
    expect(status).toBe(200)
    expect(json.version).toBe(0)
    expect(rulesOf(json)).toContain('deliverable-without-work')
    expect(rulesOf((await api.ask('GET', '/plans/bulk/review')).json)).not.toContain('deliverable-without-work')
  })

  it('is open to a token that may only read: a pipeline needs no more', async () => {
    const { token } = (await api.ask('POST', '/tokens', { body: { name: 'Pipeline', role: 'read' } })).json
    expect((await api.ask('POST', '/plans/review', { token, body: withParts, headers })).status).toBe(200)
    expect((await api.ask('PUT', '/plans/bulk', { token, body: withParts, headers })).status).toBe(403)
  })

  it('refuses a document with faults by their lines', async () => {
    const { status, json } = await api.ask('POST', '/plans/review', { body: 'plan: x', headers })
    expect(status).toBe(400)
    expect(json.errors.length).toBeGreaterThan(1)
  })
})

describe('versions of a plan', () => {
  it('keep who stored them, by the name of the token, and why', async () => {
    const { token } = (await api.ask('POST', '/tokens', { body: { name: 'Planning office', role: 'admin' } })).json
    const body = withParts.replace('title: Bulk work', 'title: Bulk work of the year')
    await api.ask('PUT', '/plans/bulk?message=Say%20which%20year', { token, body, headers })
    const { items } = (await api.ask('GET', '/plans/bulk/versions?limit=2')).json
    expect(items[0]).toMatchObject({ author: 'Planning office', message: 'Say which year' })
    expect(items[1]).toMatchObject({ author: 'admin', message: null })
  })

  it('are compared in words, any two of them', async () => {
    const { json } = await api.ask('GET', '/plans/bulk/diff?to=2')
    expect(json).toMatchObject({ from: 1, to: 2 })
    expect(json.changes.map(({ text }: { text: string }) => text)).toContain('Risk delay “The wiring comes late” added')
    const back = (await api.ask('GET', '/plans/bulk/diff?from=2&to=1')).json
    expect(back.changes.map(({ text }: { text: string }) => text)).toContain(
      'Risk delay “The wiring comes late” removed',
    )
    expect((await api.ask('GET', '/plans/bulk/diff?from=9')).status).toBe(404)
  })
})

it('the published JSON Schema accepts the plan and refuses an unknown field, as the parser does', async () => {
  const { status, json } = await api.askRoot('GET', '/plan.schema.json', { token: null })
  expect(status).toBe(200)
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  expect(ajv.validate(json, parse(withParts))).toBe(true)
  expect(ajv.validate(json, { ...parse(withParts), rizks: [] })).toBe(false)
})
