import { bulkData, type JiraSprintRecord, type Simulator, startSimulator } from '@throughline/simulator'
import { createTestDatabase, settableClock, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOW, openTestApi, type TestApi } from './testing/open-test-api.ts'

const sprintField = {
  id: 'customfield_10020',
  key: 'customfield_10020',
  name: 'Sprint',
  custom: true,
  schema: { type: 'array', items: 'json', custom: 'com.pyxis.greenhopper.jira:gh-sprint', customId: 10020 },
}

const plan = `
plan: flow
title: Sprints and waiting
period: { start: 2026-01-01, end: 2026-12-31 }
waitStatuses: [on HOLD]
objectives:
  - id: deliver
    title: Deliver
    deliverables:
      - { id: tracker, title: The tracker, links: [{ connection: jira, project: BULK }] }
kpis:
  - { id: committed, title: Committed, measure: { metric: sprint.committed } }
  - { id: finished, title: Finished, measure: { metric: sprint.done } }
  - { id: flow, title: Flow, measure: { metric: items.flow_efficiency, where: { keys: BULK-3 } } }
`

const clock = settableClock('2026-11-16T08:00:00Z')
const sprint: JiraSprintRecord = { id: 5, name: 'Sprint 5', state: 'active', startDate: '2026-11-16T09:00:00.000Z' }
const status = (name: string, key: 'new' | 'indeterminate' | 'done') => ({
  status: { id: name, name, statusCategory: { id: 1, key, name: key } },
})

let database: TestDatabase
let jira: Simulator
let api: TestApi

beforeAll(async () => {
  const bulk = bulkData({ seed: 5, jiraIssues: 12, githubIssues: 0, until: clock() })
  const sites = bulk.jira.map((site) => ({ ...site, fields: [...(site.fields ?? []), sprintField] }))
  jira = await startSimulator({ data: { ...bulk, jira: sites }, clock })
  database = await createTestDatabase()
  api = await openTestApi(database.url)
  await api.ask('PUT', '/connections/jira', {
    body: { kind: 'jira', baseUrl: jira.jiraUrl, auth: jira.jiraAuth, scopes: ['BULK'] },
  })
  await api.ask('PUT', '/plans/flow', { body: plan, headers: { 'content-type': 'application/yaml' } })
  playSprint()
  await sync('full')
})

afterAll(async () => {
  await api?.close()
  await jira?.close()
  await database?.drop()
})

/** One issue is finished after twenty hours on hold, one is not finished, one is added after the start. */
function playSprint(): void {
  const { control } = jira
  for (const key of ['BULK-3', 'BULK-4']) {
    control.patchJiraIssue(key, { ...status('To Do', 'new'), resolution: null, [sprintField.id]: [sprint] })
  }
  const hour = 60 * 60_000
  clock.advance(2 * hour)
  control.patchJiraIssue('BULK-3', status('In Progress', 'indeterminate'))
  control.patchJiraIssue('BULK-5', { ...status('To Do', 'new'), resolution: null, [sprintField.id]: [sprint] })
  clock.advance(10 * hour)
  control.patchJiraIssue('BULK-3', status('On hold', 'indeterminate'))
  clock.advance(20 * hour)
  control.patchJiraIssue('BULK-3', status('In Progress', 'indeterminate'))
  clock.advance(10 * hour)
  for (const key of ['BULK-3', 'BULK-5']) control.patchJiraIssue(key, status('Done', 'done'))
  clock.advance(48 * hour)
}

async function sync(mode: 'full' | 'incremental'): Promise<void> {
  const { json } = await api.ask('POST', '/connections/jira/syncs', { body: { mode } })
  await api.work(json.id, ['BULK'])
  expect((await api.ask('GET', `/syncs/${json.id}`)).json.status).toBe('succeeded')
  await api.ask('POST', '/plans/flow/settle')
}

async function kpi(id: string) {
  const week = '2026-W47'
  const { items } = (await api.ask('GET', `/plans/flow/kpis/${id}/values?from=${week}&to=${week}`)).json
  const evidence = (await api.ask('GET', `/plans/flow/kpis/${id}/evidence?week=${week}`)).json
  return {
    value: items[0].value,
    keys: evidence.items.map(({ key }: { key: string }) => key),
  }
}

describe('numbers made from sprints and waits', () => {
  it('say nothing of a sprint that runs, and everything as soon as it is seen closed', async () => {
    expect(await kpi('committed')).toEqual({ value: 0, keys: [] })
    jira.control.putJiraSprint({ ...sprint, state: 'closed', completeDate: '2026-11-20T15:00:00.000Z' })
    clock.set(NOW)
    await sync('full')
    expect(await kpi('committed')).toEqual({ value: 2, keys: ['BULK-3', 'BULK-4'] })
    expect(await kpi('finished')).toEqual({ value: 2, keys: ['BULK-3', 'BULK-5'] })
  })

  it('leave the time in waiting statuses out, though the state never changed there', async () => {
    const { value, keys } = await kpi('flow')
    expect(keys).toEqual(['BULK-3'])
    expect(value).toBeGreaterThan(0)
    const item = (await api.ask('GET', '/items/jira/BULK-3')).json
    const cycle = Date.parse(item.doneAt) - Date.parse(item.startedAt)
    expect(value).toBeCloseTo(1 - (20 * 60 * 60_000) / cycle, 9)
  })
})
