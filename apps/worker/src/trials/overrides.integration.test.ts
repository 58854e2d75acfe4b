import { putConnection, startSync, sweep } from '@throughline/hub'
import { bulkData, startSimulator } from '@throughline/simulator'
import { until } from '@throughline/testing'
import { expect, it } from 'vitest'
import { endOfSync, hubUnderTest, storedState, syncToEnd } from './hub-under-test.ts'

it('overrides that were stored by a call which died before it derived states are followed by the next sweep', async () => {
  const simulator = await startSimulator({ data: bulkData({ seed: 12, jiraIssues: 40, githubIssues: 0 }) })
  const under = await hubUnderTest({ redisUrl: null, works: true })
  try {
    const { jiraUrl, jiraAuth } = simulator
    const connection = { kind: 'jira', baseUrl: jiraUrl, auth: jiraAuth, scopes: ['BULK'] } as const
    await putConnection(under.hub, 'jira', connection)
    await endOfSync(under.hub, (await startSync(under.hub, 'jira', { mode: 'full' })).id)
    const states = async () => Map.groupBy(await storedState(under.database), ({ state }) => state)
    const before = await states()
    expect(before.get('done')?.length).toBeGreaterThan(0)
    const asked = simulator.control.requests('jira').length
    // As the call leaves it when its process ends right after it stored the connection.
    await under.database.pool.query(`update connection set status_overrides = '{"Done":"dropped"}'`)
    await sweep(under.hub)
    await until(async () => !(await states()).has('done'), { what: 'every done issue follows the override' })
    expect((await states()).get('dropped')).toHaveLength(
      (before.get('done')?.length ?? 0) + (before.get('dropped')?.length ?? 0),
    )
    expect(simulator.control.requests('jira')).toHaveLength(asked)
  } finally {
    await under.close()
    await simulator.close()
  }
})

it('estimates are read from another field by the next sync, though no issue changed', async () => {
  const simulator = await startSimulator({ data: bulkData({ seed: 12, jiraIssues: 40, githubIssues: 0 }) })
  const under = await hubUnderTest({ redisUrl: null, works: true })
  try {
    const { jiraUrl, jiraAuth } = simulator
    const connection = { kind: 'jira', baseUrl: jiraUrl, auth: jiraAuth, scopes: ['BULK'] } as const
    await putConnection(under.hub, 'jira', connection)
    expect((await syncToEnd(under.hub, 'jira', 'full')).status).toBe('succeeded')
    const walked = async () => (await syncToEnd(under.hub, 'jira', 'incremental')).scopes[0]?.fetched
    expect(await walked()).toBe(0)
    await putConnection(under.hub, 'jira', { ...connection, estimateField: 'Story Points' })
    expect(await walked()).toBe(40)
    expect(await walked()).toBe(0)
  } finally {
    await under.close()
    await simulator.close()
  }
})
