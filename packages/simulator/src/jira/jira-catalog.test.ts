import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../start-simulator.ts'
import { askJira, DONE, sampleIssue, sampleJira } from '../testing/samples.ts'

let simulator: Simulator

beforeEach(async () => {
  const issues = [
    sampleIssue(1, { fixVersions: [{ id: '9', name: '1.0' }], components: [{ id: '4', name: 'Ward' }], status: DONE }),
    sampleIssue(2, { versions: [{ id: '9', name: '1.0' }], parent: { id: '10001', key: 'EHR-1' } }),
    sampleIssue(1, { components: [{ id: '40', name: 'Ward' }], status: DONE }, 'OPS'),
  ]
  const site = sampleJira(issues)
  const projects = site.projects.map((project) =>
    project.key === 'EHR' ? { ...project, versions: [{ id: '8', name: '0.9', released: true }] } : project,
  )
  simulator = await startSimulator({ data: { jira: [{ ...site, projects }], github: [] } })
})
afterEach(() => simulator.close())

const list = async (path: string) => (await askJira(simulator, `/rest/api/3${path}`)).body
const fields = async (key: string) => ((await list(`/issue/${key}`)) as { fields: Record<string, unknown> }).fields

it('lists what a project names and what its issues use', async () => {
  expect(await list('/project/EHR/versions')).toMatchObject([
    { id: '8', name: '0.9', released: true },
    { id: '9', name: '1.0', released: false },
  ])
  expect(await list('/project/EHR/version?maxResults=1')).toMatchObject({
    total: 2,
    isLast: false,
    values: [{ id: '8' }],
  })
  expect(await list('/project/OPS/components')).toMatchObject([{ id: '40', name: 'Ward' }])
  expect(await list('/project/EHR/statuses')).toMatchObject([{ name: 'Story', statuses: [{ id: '3' }, { id: '1' }] }])
})

it('renames wherever the name stands, and moves no `updated`', async () => {
  await list('/issue/EHR-2')
  const { control } = simulator
  control.renameJiraVersion('EHR', '1.0', '1.0 LTS')
  control.renameJiraComponent('EHR', 'Ward', 'Wards')
  control.renameJiraStatus('EHR', 'Done', 'Closed')
  expect(await fields('EHR-1')).toMatchObject({
    fixVersions: [{ id: '9', name: '1.0 LTS' }],
    components: [{ name: 'Wards' }],
    status: { id: '3', name: 'Closed' },
    updated: sampleIssue(1).fields.updated,
  })
  expect(await fields('EHR-2')).toMatchObject({
    versions: [{ name: '1.0 LTS' }],
    parent: { fields: { status: { name: 'Closed' } } },
  })
  expect(await fields('OPS-1')).toMatchObject({ components: [{ name: 'Ward' }], status: { name: 'Done' } })
  expect(control.jiraIssue('EHR-1')?.changelog).toBeUndefined()
  const found = await askJira(simulator, '/rest/api/3/search/jql', { jql: 'status = Closed', fields: ['key'] })
  expect(found.body).toMatchObject({ issues: [{ key: 'EHR-1' }] })
  expect(() => control.renameJiraVersion('EHR', 'no such', 'x')).toThrow(RangeError)
})

it('releasing a version shows in its project and its issues', async () => {
  simulator.control.putJiraVersion('EHR', { id: '9', name: '1.0', released: true, releaseDate: '2026-03-01' })
  expect(await list('/project/EHR/versions')).toMatchObject([{}, { released: true, releaseDate: '2026-03-01' }])
  expect(await fields('EHR-1')).toMatchObject({ fixVersions: [{ released: true }] })
})

it('another zone of the account changes what goes over the wire and how dates are read', async () => {
  const created = () => fields('EHR-1').then((shown) => shown.created)
  expect(await created()).toBe('2026-02-01T12:01:00.000+0000')
  simulator.control.setJiraZone('Asia/Tokyo')
  expect(await created()).toBe('2026-02-01T21:01:00.000+0900')
  expect(await list('/myself')).toMatchObject({ timeZone: 'Asia/Tokyo' })
  const body = { jql: 'created >= "2026/02/01 21:02"', fields: ['key'] }
  expect((await askJira(simulator, '/rest/api/3/search/jql', body)).body).toMatchObject({ issues: [{ key: 'EHR-2' }] })
})
