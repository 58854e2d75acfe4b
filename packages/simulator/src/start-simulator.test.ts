import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { callControl } from './control-http.ts'
import { type Simulator, startSimulator } from './start-simulator.ts'
import { askGithub, askJira, sampleGithubIssue, sampleIssue, sampleJira } from './testing/samples.ts'

const NOW = Date.UTC(2026, 2, 1, 12)
let simulator: Simulator

beforeEach(async () => {
  const data = {
    jira: [sampleJira([sampleIssue(1)]), sampleJira([sampleIssue(1, {}, 'OPS')])],
    github: [{ repo: 'clinic/portal', issues: [sampleGithubIssue(1)], pulls: [] }],
  }
  simulator = await startSimulator({ data, clock: () => NOW })
})
afterEach(() => simulator.close())

describe('a simulator', () => {
  it('serves several Jira data sets on one host', async () => {
    const { body } = await askJira(simulator, '/rest/api/3/project/search')
    expect(body).toMatchObject({ total: 2, values: [{ key: 'EHR' }, { key: 'OPS' }] })
  })

  it('tells its clock in the Date header and in the server info', async () => {
    const answer = await askJira(simulator, '/rest/api/3/serverInfo')
    expect(answer.headers.get('date')).toBe('Sun, 01 Mar 2026 12:00:00 GMT')
    expect(answer.body).toMatchObject({ serverTime: '2026-03-01T12:00:00.000+0000' })
  })

  it('refuses a port that is taken', async () => {
    const port = Number(new URL(simulator.githubUrl).port)
    await expect(startSimulator({ data: { jira: [], github: [] }, github: { port } })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
  })

  it('refuses records whose key cannot be read', async () => {
    const data = { jira: [sampleJira([{ ...sampleIssue(1), key: 'nonsense' }])], github: [] }
    await expect(startSimulator({ data })).rejects.toThrow(RangeError)
  })
})

describe('credentials', () => {
  it('are refused by Jira when absent, wrong or revoked, and accepted anew once changed', async () => {
    const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })
    const ask = async (headers?: Record<string, string>) =>
      (await askJira(simulator, '/rest/api/3/myself', undefined, headers)).status
    expect(await ask({})).toBe(401)
    expect(await ask(basic('someone@example.org:wrong'))).toBe(401)
    expect(await ask()).toBe(200)
    simulator.control.revokeToken('jira')
    expect(await ask()).toBe(401)
    simulator.control.setToken('jira', 'fresh')
    expect(await ask(basic(`${simulator.jiraAuth.email}:fresh`))).toBe(200)
  })

  it('never reach the request log', async () => {
    await askJira(simulator, '/rest/api/3/myself')
    expect(JSON.stringify(simulator.control.requests())).not.toMatch(/authorization|simulated-jira-token/i)
  })
})

describe('injected faults', () => {
  it('strike the requests that match, as often as asked, after those to spare', async () => {
    simulator.control.failNext({
      match: { path: '/myself' },
      status: 503,
      headers: { 'retry-after': '7' },
      skip: 1,
      times: 2,
    })
    const statuses: number[] = []
    for (let request = 0; request < 4; request += 1)
      statuses.push((await askJira(simulator, '/rest/api/3/myself')).status)
    expect(statuses).toEqual([200, 503, 503, 200])
    expect((await askJira(simulator, '/rest/api/3/field')).status).toBe(200)
  })

  it('truncate a body to half, as a complete response', async () => {
    simulator.control.failNext({ kind: 'truncate' })
    const response = await fetch(`${simulator.githubUrl}/repos/clinic/portal`)
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })

  it('cut the connection within the body, or before anything is answered', async () => {
    simulator.control.failNext({ kind: 'cut' })
    const cut = await fetch(`${simulator.githubUrl}/repos/clinic/portal`)
    expect(cut.status).toBe(200)
    await expect(cut.text()).rejects.toThrow()
    simulator.control.failNext({ kind: 'reset' })
    await expect(fetch(`${simulator.githubUrl}/repos/clinic/portal`)).rejects.toThrow()
    expect(simulator.control.requests().map(({ fault, status }) => [fault, status])).toEqual([
      ['cut', null],
      ['reset', null],
    ])
  })

  it('hang until the client gives up', async () => {
    simulator.control.failNext({ kind: 'hang' })
    const patience = new AbortController()
    const asked = fetch(`${simulator.githubUrl}/repos/clinic/portal`, { signal: patience.signal })
    await vi.waitFor(() => expect(simulator.control.requests()).toMatchObject([{ fault: 'hang' }]))
    patience.abort()
    await expect(asked).rejects.toThrow('aborted')
  })

  it('stand for the secondary limit and the burst limit', async () => {
    simulator.control.limitGithubSecondary(60)
    simulator.control.limitJira(5)
    const github = await askGithub(simulator, '/user')
    const jira = await askJira(simulator, '/rest/api/3/myself')
    expect([github.status, github.headers.get('retry-after')]).toEqual([403, '60'])
    expect([jira.status, jira.headers.get('retry-after')]).toEqual([429, '5'])
  })
})

describe('the control', () => {
  it('sets the time of last update of what it changes, unless told not to', async () => {
    const { control } = simulator
    control.patchJiraIssue('EHR-1', { summary: 'Changed' })
    control.upsertGithubIssue('clinic/portal', sampleGithubIssue(1, { title: 'Changed' }))
    control.upsertGithubIssue('clinic/portal', sampleGithubIssue(2), { touch: false })
    expect(control.jiraIssue('EHR-1')?.fields).toMatchObject({
      summary: 'Changed',
      updated: '2026-03-01T12:00:00.000+0000',
    })
    expect(control.githubIssue('clinic/portal', 1)?.updated_at).toBe('2026-03-01T12:00:00Z')
    expect(control.githubIssue('clinic/portal', 2)?.updated_at).toBe('2026-02-02T12:00:00Z')
  })

  it('counts requests by endpoint', async () => {
    await askJira(simulator, '/rest/api/3/issue/EHR-1')
    await askJira(simulator, '/rest/api/3/issue/OPS-1')
    await askGithub(simulator, '/repos/clinic/portal/issues/1')
    expect(simulator.control.counts()).toEqual({
      'jira GET /rest/api/3/issue/{issueIdOrKey}': 2,
      'github GET /repos/{owner}/{repo}/issues/{issue_number}': 1,
    })
    simulator.control.clearRequests()
    expect(simulator.control.requests()).toEqual([])
  })

  it('works from another process, through either tool, and is not logged', async () => {
    await callControl(simulator.jiraUrl, 'deleteGithubIssue', 'clinic/portal', 1)
    expect(await callControl(simulator.githubUrl, 'githubIssue', 'clinic/portal', 1)).toBeNull()
    expect(await callControl(simulator.githubUrl, 'requests')).toEqual([])
    await expect(callControl(simulator.jiraUrl, 'patchJiraIssue', 'EHR-99', {})).rejects.toThrow(
      'there is no issue EHR-99',
    )
  })
})

describe('pages for people', () => {
  it('show what a link in an answer leads to, with its text escaped', async () => {
    simulator.control.patchJiraIssue('EHR-1', { summary: 'A <b>bold</b> claim' })
    const page = await fetch(`${simulator.jiraUrl}/browse/EHR-1`)
    expect(await page.text()).toContain('A &lt;b&gt;bold&lt;/b&gt; claim')
    const { html_url: link } = (await askGithub(simulator, '/repos/clinic/portal/issues/1')).body as {
      html_url: string
    }
    expect(await (await fetch(link)).text()).toContain('Title 1')
  })
})
