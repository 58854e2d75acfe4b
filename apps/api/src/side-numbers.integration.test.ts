import { readSides } from '@throughline/hub'
import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FilledApi, openFilledApi } from './testing/open-filled-api.ts'

const REPO = 'bulk/load'

const plan = `
plan: side
title: Numbers made from more than items
timeZone: UTC
period: { start: 2026-01-01, end: 2026-12-31 }
objectives:
  - id: deliver
    title: Deliver
    deliverables:
      - id: code
        title: The code
        links: [{ connection: github, repo: ${REPO} }]
kpis:
  - id: released
    title: Releases
    target: 2
    measure: { metric: releases.published }
  - id: deployed
    title: Deployments
    measure: { metric: deployments.count, where: { repo: ${REPO} } }
  - id: reviewed
    title: Time to review
    measure: { metric: prs.review_time, stat: max }
  - id: delivered
    title: Lead time of code
    measure: { metric: prs.lead_time, window: 52w, stat: mean }
`

let database: TestDatabase
let api: FilledApi

beforeAll(async () => {
  database = await createTestDatabase()
  api = await openFilledApi(database.url)
  const { control } = api.tools
  control.putRelease(REPO, { id: 1, tag_name: 'v1', name: 'One', published_at: '2026-11-18T08:00:00Z', ...made })
  control.putRelease(REPO, { id: 2, tag_name: 'v2', published_at: '2026-11-23T08:00:00Z', ...made })
  control.addDeployment(REPO, { id: 3, sha: 'a'.repeat(40), ref: 'main', environment: 'production', ...made })
  control.addDeploymentStatus(REPO, 3, { id: 4, state: 'success', created_at: '2026-11-20T08:00:00Z' })
  const user = { login: 'reviewer', id: 99 }
  control.addReview(REPO, await pullNumber(), { id: 5, user, state: 'APPROVED', submitted_at: reviewedAt })
  const headers = { 'content-type': 'application/yaml' }
  await api.ask('PUT', '/plans/side', { body: plan, headers })
  await api.ask('POST', '/plans/side/settle')
})

/** Submitted far later than any pull request of the tools was opened. */
const reviewedAt = '2026-11-19T08:00:00Z'
const made = { created_at: '2026-11-17T08:00:00Z' }

afterAll(async () => {
  await api?.close()
  await database?.drop()
})

/** The number of a pull request that the tools have. */
async function pullNumber(): Promise<number> {
  const { items } = (await api.ask('GET', '/items?connection=github&kind=pull_request&limit=1')).json
  return Number(items[0].key.split('#')[1])
}

/** What a KPI was in the last complete week. */
async function lastValueOf(kpi: string) {
  const { json } = await api.ask('GET', `/plans/side/kpis/${kpi}/values?from=2026-W47&to=2026-W47`)
  return json.items[0]
}

async function evidenceOf(kpi: string) {
  return (await api.ask('GET', `/plans/side/kpis/${kpi}/evidence?week=2026-W47`)).json.items
}

describe('numbers made from releases, deployments and reviews', () => {
  it('say that nothing is known before they were read', async () => {
    const unread = { value: null, count: 0, note: `The releases of ${REPO} are not all known yet.` }
    expect(await lastValueOf('released')).toMatchObject({ ...unread, status: 'no_data' })
    expect((await lastValueOf('reviewed')).note).toBe('The first review of 8 pull requests is not known yet.')
    expect((await lastValueOf('delivered')).note).toBe(`The deployments and releases of ${REPO} are not all known yet.`)
  })

  it('are there as soon as they were read, each with its evidence', async () => {
    await readSides(api.hub, { connection: 'github', scope: REPO }, new AbortController().signal)
    const value = { week: '2026-W47', value: 1, count: 1, status: 'off_track' }
    expect(await lastValueOf('released')).toEqual({ ...value, source: 'measured', anomaly: null })
    expect(await evidenceOf('released')).toEqual([
      { connection: 'github', key: `${REPO} release 1`, title: 'One', contribution: 1 },
    ])
    expect(await lastValueOf('deployed')).toMatchObject({ value: 1, count: 1 })
    expect(await evidenceOf('deployed')).toMatchObject([{ key: `${REPO} deployment 3`, title: 'production' }])
  })

  it('time pull requests to their first review, and to the first delivery after their merge', async () => {
    const [reviewed] = await evidenceOf('reviewed')
    const { createdAt } = (await api.ask('GET', `/items/github/${encodeURIComponent(reviewed.key)}`)).json
    const hours = (Date.parse(reviewedAt) - Date.parse(createdAt)) / 3_600_000
    expect(reviewed.key).toBe(`${REPO}#${await pullNumber()}`)
    expect(await lastValueOf('reviewed')).toMatchObject({ value: hours, count: 1 })
    const pulls = (await api.ask('GET', '/items?connection=github&kind=pull_request&state=done')).json.items
    const delivered = await lastValueOf('delivered')
    expect(delivered).not.toHaveProperty('note')
    expect(delivered.count).toBe(pulls.length)
    const sum = pulls.reduce(
      (total: number, pull: { createdAt: string }) =>
        total + Date.parse('2026-11-18T08:00:00Z') - Date.parse(pull.createdAt),
      0,
    )
    expect(delivered.value).toBeCloseTo(sum / pulls.length / 3_600_000, 6)
  })

  it('are the same in the list of KPIs and the weekly report', async () => {
    const { items } = (await api.ask('GET', '/plans/side/kpis')).json
    expect(items.slice(0, 2).map(({ current }: { current: number }) => current)).toEqual([1, 1])
    const report = await api.ask('GET', '/plans/side/reports/weekly/2026-W47')
    expect(report.json.kpis.map(({ value }: { value: number }) => value)).toEqual(
      items.map(({ current }: { current: number }) => current),
    )
    const { findings } = (await api.ask('GET', '/plans/side/review')).json
    expect(findings.filter(({ rule }: { rule: string }) => rule === 'kpi-without-data')).toEqual([])
  })
})
