import { afterEach, describe, expect, it } from 'vitest'
import type { JiraData, JiraIssueRecord } from '../records.ts'
import { type JiraOptions, type Simulator, startSimulator } from '../start-simulator.ts'
import { askJira, sampleIssue, sampleJira } from '../testing/samples.ts'

const EPIC = { id: '10000', name: 'Epic', subtask: false, hierarchyLevel: 1 }
const SUBTASK = { id: '10004', name: 'Sub-task', subtask: true }
const REFERENCE = { id: '10001', key: 'EHR-1' }
const SPRINT = {
  id: 'customfield_10020',
  name: 'Sprint',
  custom: true,
  schema: { type: 'array', items: 'json', custom: 'com.pyxis.greenhopper.jira:gh-sprint' },
}
const SPRINTS = [
  { id: 5, name: 'Sprint 5, late', state: 'active', boardId: 2, startDate: '2026-10-05T07:00:00.000Z', goal: '' },
]
const NOW = Date.UTC(2026, 2, 1, 12)
let running: Simulator | null = null

async function start(issues: readonly JiraIssueRecord[], jira: JiraOptions = {}): Promise<Simulator> {
  const site = sampleJira(issues, 'Europe/Berlin')
  const data: JiraData = { ...site, fields: [...site.fields, SPRINT] }
  const options = { deployment: 'data-center', ...jira } as const
  running = await startSimulator({ data: { jira: [data], github: [] }, clock: () => NOW, jira: options })
  return running
}

async function get(simulator: Simulator, path: string): Promise<Record<string, unknown>> {
  return (await askJira(simulator, `/rest/api/2${path}`)).body as Record<string, unknown>
}

const search = (simulator: Simulator, query: Record<string, string>) =>
  get(simulator, `/search?${new URLSearchParams(query)}`)

afterEach(async () => {
  await running?.close()
  running = null
})

const FIVE = [1, 2, 3, 4, 5].map((number) => sampleIssue(number))

describe('the search of Data Center', () => {
  it('pages by offset and tells the total', async () => {
    const simulator = await start(FIVE)
    const page = await search(simulator, {
      jql: 'project = EHR ORDER BY key',
      startAt: '3',
      maxResults: '3',
      fields: 'key',
    })
    expect(page).toMatchObject({ startAt: 3, maxResults: 3, total: 5, issues: [{ key: 'EHR-4' }, { key: 'EHR-5' }] })
    expect(await search(simulator, { jql: '', maxResults: '0' })).toMatchObject({ total: 5, issues: [] })
  })

  it('serves fewer than asked for, and says how many it would have', async () => {
    const simulator = await start(FIVE, { pageMax: 2 })
    const body = { jql: 'project = EHR ORDER BY key', maxResults: 100, fields: ['key'], expand: ['changelog'] }
    const answer = await askJira(simulator, '/rest/api/2/search', body)
    expect(answer.body).toMatchObject({ maxResults: 2, total: 5, issues: [{ key: 'EHR-1' }, { key: 'EHR-2' }] })
  })

  it('shifts when an issue goes during a walk, as offsets do', async () => {
    const simulator = await start(FIVE)
    const page = (startAt: string) =>
      search(simulator, { jql: 'project = EHR ORDER BY key', startAt, maxResults: '2', fields: 'key' })
    await page('0')
    simulator.control.deleteJiraIssue('EHR-1')
    expect(await page('2')).toMatchObject({ total: 4, issues: [{ key: 'EHR-4' }, { key: 'EHR-5' }] })
  })

  it('refuses names that do not exist, or passes over them when told to', async () => {
    const simulator = await start(FIVE)
    const jql = 'key in (EHR-1, EHR-99)'
    expect((await askJira(simulator, `/rest/api/2/search?${new URLSearchParams({ jql })}`)).status).toBe(400)
    const page = await search(simulator, { jql, validateQuery: 'false', fields: 'key' })
    expect(page).toMatchObject({ total: 1, issues: [{ key: 'EHR-1' }] })
  })

  it('finds by ranges of creation that count from now, and by name', async () => {
    const simulator = await start([...FIVE.slice(0, 4), sampleIssue(5, { fixVersions: [{ id: '9', name: '2.0' }] })])
    const minutes = (number: number) => Math.round((NOW - Date.UTC(2026, 1, 1, 12, number)) / 60_000)
    const jql = `created >= "-${minutes(2)}m" AND created < "-${minutes(4)}m"`
    expect(await search(simulator, { jql })).toMatchObject({ total: 2 })
    expect(await search(simulator, { jql: 'fixVersion = 2.0' })).toMatchObject({ total: 1 })
    expect(await search(simulator, { jql: 'reporter = anna.keller AND status in ("To Do")' })).toMatchObject({
      total: 5,
    })
  })

  it('cuts long histories at 100 entries, oldest first, which the issue itself does not', async () => {
    const simulator = await start([sampleIssue(1)])
    for (let edit = 1; edit <= 101; edit += 1) simulator.control.patchJiraIssue('EHR-1', { summary: `Edit ${edit}` })
    const page = await search(simulator, { jql: 'project = EHR', expand: 'changelog', fields: 'summary' })
    const [{ changelog }] = (page as { issues: [{ changelog: { total: number; histories: { items: object[] }[] } }] })
      .issues
    expect([changelog.total, changelog.histories.length]).toEqual([101, 100])
    const [first] = changelog.histories[0]?.items ?? []
    expect(first).toMatchObject({ field: 'summary', toString: 'Edit 1' })
    expect(first).not.toHaveProperty('fieldId')
    const whole = (await get(simulator, '/issue/EHR-1?expand=changelog')).changelog
    expect(whole).toMatchObject({ startAt: 0, maxResults: 101, total: 101 })
  })
})

describe('an issue of Data Center', () => {
  it('names its epic in a field, and only a sub-task has a parent', async () => {
    const simulator = await start([
      sampleIssue(1, { issuetype: EPIC }),
      sampleIssue(2, { parent: REFERENCE }),
      sampleIssue(3, { parent: REFERENCE, issuetype: SUBTASK }),
    ])
    const definitions = (await askJira(simulator, '/rest/api/2/field')).body as {
      id: string
      schema?: { custom?: string }
    }[]
    const epicLink = definitions.find(({ schema }) => schema?.custom === 'com.pyxis.greenhopper.jira:gh-epic-link')?.id
    const fields = async (key: string) => (await get(simulator, `/issue/${key}`)).fields as Record<string, unknown>
    expect(await fields('EHR-2')).toMatchObject({ [epicLink ?? '']: 'EHR-1' })
    expect(await fields('EHR-2')).not.toHaveProperty('parent')
    expect(await fields('EHR-3')).toMatchObject({ [epicLink ?? '']: null, parent: { key: 'EHR-1' } })
    simulator.control.patchJiraIssue('EHR-2', {
      parent: null,
      assignee: { accountId: '5c', displayName: 'Cem Aydin', key: 'JIRAUSER10100' },
    })
    expect(simulator.control.jiraIssue('EHR-2')?.changelog?.histories[0]?.items).toMatchObject([
      { field: 'Epic Link', fromString: 'EHR-1', toString: null },
      { field: 'assignee', fromString: null, to: 'JIRAUSER10100', toString: 'Cem Aydin' },
    ])
  })

  it('has text for rich text, names for people and printed objects for sprints', async () => {
    const simulator = await start([sampleIssue(1, { customfield_10020: SPRINTS })])
    const { fields } = await get(simulator, '/issue/EHR-1')
    expect(fields).toMatchObject({
      description: 'One paragraph.\n\nAnother one.',
      reporter: { name: 'anna.keller', key: 'anna.keller', displayName: 'Anna Keller' },
      created: '2026-02-01T13:01:00.000+0100',
    })
    expect(fields).not.toHaveProperty('reporter.accountId')
    expect(fields).not.toHaveProperty('statuscategorychangedate')
    const [sprint] = (fields as { customfield_10020: string[] }).customfield_10020
    expect(sprint).toMatch(
      /^com\.atlassian\.greenhopper\.service\.sprint\.Sprint@\w+\[id=5,rapidViewId=2,state=ACTIVE,name=Sprint 5, late,startDate=2026-10-05T09:00:00\.000\+02:00,endDate=<null>,completeDate=<null>,.*\]$/,
    )
  })
})

describe('a Data Center', () => {
  it('tells what it is, and does not serve Cloud', async () => {
    const simulator = await start(FIVE)
    expect(await get(simulator, '/serverInfo')).toMatchObject({
      deploymentType: 'Server',
      serverTime: '2026-03-01T13:00:00.000+0100',
    })
    expect(await get(simulator, '/myself')).toMatchObject({
      name: 'planner',
      key: 'planner',
      timeZone: 'Europe/Berlin',
    })
    for (const path of ['/rest/api/3/myself', '/rest/api/3/search/jql?jql=project%3DEHR']) {
      expect((await askJira(simulator, path)).status).toBe(404)
    }
    expect((await askJira(simulator, '/rest/api/3/changelog/bulkfetch', { issueIdsOrKeys: ['EHR-1'] })).status).toBe(
      404,
    )
  })

  it('takes its token as Bearer and as password, and no other', async () => {
    const simulator = await start(FIVE)
    const status = async (authorization: string) =>
      (await askJira(simulator, '/rest/api/2/myself', undefined, { authorization })).status
    const { email, token } = simulator.jiraAuth
    expect(email).toBe('planner')
    expect(await status(`Bearer ${token}`)).toBe(200)
    expect(await status(`Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`)).toBe(200)
    expect(await status('Bearer wrong')).toBe(401)
  })

  it('lists the changelog of an issue at an address of its own only in newer releases', async () => {
    expect((await askJira(await start(FIVE), '/rest/api/2/issue/EHR-1/changelog')).status).toBe(404)
    await running?.close()
    const newer = await start(FIVE, { servesChangelog: true })
    expect(await get(newer, '/issue/EHR-1/changelog')).toMatchObject({ total: 0, values: [] })
  })

  it('lists permissions, projects, statuses, versions and components', async () => {
    const simulator = await start([sampleIssue(1, { components: [{ id: '4', name: 'Ward' }] })])
    simulator.control.putJiraVersion('EHR', { id: '9', name: '2.0', released: false })
    expect(await get(simulator, '/mypermissions?projectKey=EHR')).toMatchObject({
      permissions: { BROWSE_PROJECTS: { havePermission: true } },
    })
    expect((await askJira(simulator, '/rest/api/2/mypermissions?projectKey=NOPE')).status).toBe(404)
    expect(await get(simulator, '/project')).toMatchObject([{ key: 'EHR' }])
    expect(await get(simulator, '/project/EHR')).toMatchObject({ key: 'EHR' })
    expect(await get(simulator, '/status')).toMatchObject([{ name: 'To Do' }])
    expect(await get(simulator, '/resolution')).toEqual([])
    expect(await get(simulator, '/project/EHR/versions')).toMatchObject([{ name: '2.0', projectId: 100 }])
    expect(await get(simulator, '/project/EHR/components')).toMatchObject([{ name: 'Ward', project: 'EHR' }])
    expect(await get(simulator, '/project/EHR/statuses')).toMatchObject([
      { name: 'Story', statuses: [{ name: 'To Do' }] },
    ])
  })
})
