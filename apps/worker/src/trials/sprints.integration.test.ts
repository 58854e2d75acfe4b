import { putConnection } from '@throughline/hub'
import { bulkData, type JiraSprintRecord, startSimulator } from '@throughline/simulator'
import { settableClock } from '@throughline/testing'
import { expect, it } from 'vitest'
import { hubUnderTest, syncToEnd } from './hub-under-test.ts'

const sprintField = {
  id: 'customfield_10020',
  key: 'customfield_10020',
  name: 'Sprint',
  custom: true,
  schema: { type: 'array', items: 'json', custom: 'com.pyxis.greenhopper.jira:gh-sprint', customId: 10020 },
}

it('a sprint that is closed with all its work done is seen closed within an hour, though no issue moves', async () => {
  const clock = settableClock('2026-03-02T08:00:00Z')
  const bulk = bulkData({ seed: 13, jiraIssues: 30, githubIssues: 0, until: clock() })
  const jira = bulk.jira.map((site) => ({ ...site, fields: [...(site.fields ?? []), sprintField] }))
  const simulator = await startSimulator({ data: { ...bulk, jira }, clock })
  const under = await hubUnderTest({ redisUrl: null, works: true, clock })
  try {
    const { control, jiraUrl, jiraAuth } = simulator
    const sprint: JiraSprintRecord = { id: 5, name: 'Sprint 5', state: 'active', startDate: '2026-02-16T08:00:00.000Z' }
    for (const key of ['BULK-3', 'BULK-4']) control.patchJiraIssue(key, { customfield_10020: [sprint] })
    await putConnection(under.hub, 'jira', { kind: 'jira', baseUrl: jiraUrl, auth: jiraAuth, scopes: ['BULK'] })
    await syncToEnd(under.hub, 'jira', 'full')
    const seen = async () => {
      const { rows } = await under.database.pool.query('select state, completed_at as "completedAt" from sprint')
      return rows
    }
    expect(await seen()).toEqual([{ state: 'active', completedAt: null }])
    control.putJiraSprint({ ...sprint, state: 'closed', completeDate: '2026-03-02T08:30:00.000Z' })
    clock.advance(61 * 60_000)
    expect((await syncToEnd(under.hub, 'jira', 'incremental')).status).toBe('succeeded')
    expect(await seen()).toEqual([{ state: 'closed', completedAt: new Date('2026-03-02T08:30:00Z') }])
    // Nothing is asked about it from then on.
    control.clearRequests()
    clock.advance(61 * 60_000)
    await syncToEnd(under.hub, 'jira', 'incremental')
    expect(control.requests('jira').filter(({ path }) => path.endsWith('/issue/bulkfetch'))).toEqual([])
  } finally {
    await under.close()
    await simulator.close()
  }
})
