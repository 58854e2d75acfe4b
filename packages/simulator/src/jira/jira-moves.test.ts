import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../start-simulator.ts'
import { askJira, sampleIssue, sampleJira } from '../testing/samples.ts'

const NOW = Date.UTC(2026, 2, 1, 12)
const SUBTASK = { id: '10004', name: 'Sub-task', subtask: true }
const REFERENCE = { id: '10001', key: 'EHR-1' }
let simulator: Simulator

beforeEach(async () => {
  const issues = [
    sampleIssue(1, { components: [{ id: '5', name: 'Ward' }] }),
    sampleIssue(2, { parent: REFERENCE }),
    sampleIssue(3, { parent: REFERENCE, issuetype: SUBTASK }),
    sampleIssue(7, {}, 'OPS'),
  ]
  simulator = await startSimulator({ data: { jira: [sampleJira(issues)], github: [] }, clock: () => NOW })
})
afterEach(() => simulator.close())

async function found(jql: string): Promise<readonly string[]> {
  const { body } = await askJira(simulator, '/rest/api/3/search/jql', { jql, fields: ['key'] })
  return (body as { issues: { key: string }[] }).issues.map(({ key }) => key)
}

async function fetched(names: readonly string[]): Promise<readonly string[]> {
  const body = { issueIdsOrKeys: names, fields: ['summary'] }
  const answer = await askJira(simulator, '/rest/api/3/issue/bulkfetch', body)
  return (answer.body as { issues: { key: string }[] }).issues.map(({ key }) => key)
}

it('a moved issue keeps its id, and its old key leads to it everywhere', async () => {
  expect(simulator.control.moveJiraIssue('EHR-1', 'OPS')).toBe('OPS-8')
  const { body } = await askJira(simulator, '/rest/api/3/issue/EHR-1')
  expect(body).toMatchObject({ id: '10001', key: 'OPS-8', fields: { project: { key: 'OPS' }, components: [] } })
  expect(await fetched(['EHR-1', '10001', 'OPS-8'])).toEqual(['OPS-8'])
  expect(await found('key = EHR-1')).toEqual(['OPS-8'])
  expect(await found('project = EHR')).toEqual(['EHR-2'])
})

it('a move is in the history, with the old key and what the issue lost', () => {
  simulator.control.moveJiraIssue('EHR-1', 'OPS')
  const record = simulator.control.jiraIssue('OPS-8')
  expect(record?.fields.updated).toBe('2026-03-01T12:00:00.000+0000')
  expect(record?.changelog?.histories.at(-1)?.items).toMatchObject([
    { field: 'Component', from: '5', fromString: 'Ward', to: null, toString: null },
    { field: 'project', from: '100', fromString: 'Project EHR', to: '200', toString: 'Project OPS' },
    { field: 'Key', from: null, fromString: 'EHR-1', to: null, toString: 'OPS-8' },
  ])
})

it('sub-tasks go along, other children stay and name the new key', async () => {
  simulator.control.moveJiraIssue('EHR-1', 'OPS')
  expect(await found('parent = OPS-8 ORDER BY key')).toEqual(['EHR-2', 'OPS-9'])
  expect(simulator.control.jiraIssue('EHR-3')?.key).toBe('OPS-9')
  expect(simulator.control.jiraIssue('EHR-2')?.fields).toMatchObject({
    parent: { key: 'OPS-8' },
    updated: sampleIssue(2).fields.updated,
  })
})

it('a key is not given twice, and a former key is not written to', () => {
  simulator.control.deleteJiraIssue('OPS-7')
  expect(simulator.control.moveJiraIssue('EHR-2', 'OPS')).toBe('OPS-8')
  expect(() => simulator.control.upsertJiraIssue(sampleIssue(2))).toThrow('EHR-2 is now OPS-8')
  expect(() => simulator.control.moveJiraIssue('EHR-1', 'NOPE')).toThrow(RangeError)
  expect(() => simulator.control.moveJiraIssue('EHR-99', 'OPS')).toThrow(RangeError)
})

it('a hidden issue is missing wherever one looks, and comes back', async () => {
  simulator.control.hideJiraIssue('EHR-2')
  expect(await found('project = EHR ORDER BY key')).toEqual(['EHR-1', 'EHR-3'])
  expect((await askJira(simulator, '/rest/api/3/issue/EHR-2')).status).toBe(404)
  expect(await fetched(['EHR-1', 'EHR-2'])).toEqual(['EHR-1'])
  expect(simulator.control.jiraIssue('EHR-2')).not.toBeNull()
  simulator.control.showJiraIssue('EHR-2')
  expect(await fetched(['EHR-1', 'EHR-2'])).toEqual(['EHR-1', 'EHR-2'])
})

it('the bulk look-up reads the issues, not the index that lags behind', async () => {
  await simulator.close()
  const data = { jira: [sampleJira([sampleIssue(1)])], github: [] }
  simulator = await startSimulator({ data, clock: () => NOW, jira: { indexLagMs: 60_000 } })
  simulator.control.upsertJiraIssue(sampleIssue(2))
  expect(await found('project = EHR')).toEqual(['EHR-1'])
  expect(await fetched(['EHR-2'])).toEqual(['EHR-2'])
})

it('the bulk look-up takes at most 100 issues', async () => {
  const issueIdsOrKeys = Array.from({ length: 101 }, (_, index) => `EHR-${index}`)
  expect((await askJira(simulator, '/rest/api/3/issue/bulkfetch', { issueIdsOrKeys })).status).toBe(400)
})
