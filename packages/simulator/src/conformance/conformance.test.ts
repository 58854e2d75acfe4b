import { generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { portfolioOf } from '../portfolio/portfolio-of.ts'
import { PROGRAMMES } from '../portfolio/programmes/programmes.ts'
import { bulkData } from '../recorded/bulk-data.ts'
import { loadRecorded } from '../recorded/recorded-data.ts'
import { type Simulator, startSimulator } from '../start-simulator.ts'
import {
  type Answer,
  askGithub,
  askJira,
  DONE,
  sampleGithubIssue,
  sampleIssue,
  sampleJira,
  samplePull,
} from '../testing/samples.ts'
import { sharedFolder } from '../testing/shared-folder.ts'
import type { Vendor } from './exceptions.ts'
import { type SpecValidator, specValidator } from './spec-validator.ts'

const specs = sharedFolder('specs')
const recorded = sharedFolder('data')
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })

describe.skipIf(specs.isAbsent)('what the simulated tools answer is what the vendors describe', () => {
  let validator: SpecValidator
  let simulator: Simulator
  let limited: Simulator

  beforeAll(async () => {
    validator = await specValidator(specs.path)
    simulator = await startSimulator({ data: sampleData(), github: { app: app(), pageMax: 50 } })
    simulator.control.upsertPull('clinic/portal', samplePull(4))
    simulator.control.upsertPull(
      'clinic/portal',
      samplePull(5, { state: 'closed', merged_at: '2026-02-06T12:00:00Z', closed_at: '2026-02-06T12:00:00Z' }),
    )
    simulator.control.upsertGithubIssue('clinic/portal', sampleGithubIssue(9))
    simulator.control.deleteGithubIssue('clinic/portal', 9)
    simulator.control.renameRepo('clinic/old', 'clinic/new')
    limited = await startSimulator({
      data: sampleData(),
      limits: { jiraPerSecond: 1, github: { requests: 1 } },
      clock: () => 1_770_000_000_000,
    })
  })
  afterAll(() => Promise.all([simulator.close(), limited.close()]))

  const JIRA_GETS = [
    ['/rest/api/3/search/jql?jql=project%20%3D%20EHR&fields=*all&expand=changelog&maxResults=2', 200],
    ['/rest/api/3/search/jql?jql=project%20%3D%20NOPE', 400],
    ['/rest/api/3/myself', 200],
    ['/rest/api/3/serverInfo', 200],
    ['/rest/api/3/field', 200],
    ['/rest/api/3/status', 200],
    ['/rest/api/3/resolution', 200],
    ['/rest/api/3/mypermissions?permissions=BROWSE_PROJECTS&projectKey=EHR', 200],
    ['/rest/api/3/mypermissions', 400],
    ['/rest/api/3/mypermissions?permissions=BROWSE_PROJECTS&projectKey=NOPE', 404],
    ['/rest/api/3/project/search?maxResults=1', 200],
    ['/rest/api/3/project/EHR', 200],
    ['/rest/api/3/project/NOPE', 404],
    ['/rest/api/3/issue/EHR-1?expand=changelog', 200],
    ['/rest/api/3/issue/EHR-999', 404],
    ['/rest/api/3/issue/EHR-1/changelog', 200],
    ['/rest/api/3/issue/EHR-999/changelog', 404],
    ['/rest/api/3/search?jql=project%20%3D%20EHR', 410],
    ['/rest/api/3/project/EHR/versions', 200],
    ['/rest/api/3/project/EHR/version?maxResults=1', 200],
    ['/rest/api/3/project/EHR/components', 200],
    ['/rest/api/3/project/EHR/statuses', 200],
    ['/rest/api/3/project/NOPE/versions', 404],
    ['/rest/api/3/no-such-thing', 404],
  ] as const

  it.each(JIRA_GETS)('Jira GET %s answers %i', async (path, status) => {
    expectConforming('jira', 'GET', path, await askJira(simulator, path), status)
  })

  const JIRA_POSTS = [
    ['/rest/api/3/search/jql', { jql: 'project = EHR ORDER BY created', fields: ['*all'], expand: 'changelog' }, 200],
    ['/rest/api/3/search/jql', { jql: 'project = EHR' }, 200],
    ['/rest/api/3/search/jql', { jql: 'project = EHR', fields: ['key'], maxResults: 1 }, 200],
    ['/rest/api/3/search/jql', { jql: '' }, 400],
    ['/rest/api/3/search/jql', { jql: 'project = EHR', nextPageToken: 'bm9uc2Vuc2U' }, 400],
    ['/rest/api/3/search/approximate-count', { jql: 'project = EHR' }, 200],
    ['/rest/api/3/search/approximate-count', { jql: 'nonsense ~' }, 400],
    ['/rest/api/3/changelog/bulkfetch', { issueIdsOrKeys: ['EHR-1', '10002'], maxResults: 1 }, 200],
    ['/rest/api/3/changelog/bulkfetch', { issueIdsOrKeys: [] }, 400],
    ['/rest/api/3/issue/bulkfetch', { issueIdsOrKeys: ['EHR-1', '10002', 'EHR-999'], fields: ['*all'] }, 200],
    ['/rest/api/3/issue/bulkfetch', { issueIdsOrKeys: ['EHR-1'], expand: ['changelog'] }, 200],
    ['/rest/api/3/issue/bulkfetch', { issueIdsOrKeys: [] }, 400],
  ] as const

  it.each(JIRA_POSTS)('Jira POST %s with %j answers %i', async (path, body, status) => {
    expectConforming('jira', 'POST', path, await askJira(simulator, path, body), status)
  })

  it('refuses wrong credentials and too many requests in the form of Jira', async () => {
    expectConforming(
      'jira',
      'GET',
      '/rest/api/3/myself',
      await askJira(simulator, '/rest/api/3/myself', undefined, {}),
      401,
    )
    await askJira(limited, '/rest/api/3/myself')
    expectConforming('jira', 'GET', '/rest/api/3/myself', await askJira(limited, '/rest/api/3/myself'), 429)
  })

  const GITHUB_GETS = [
    ['/repos/clinic/portal', 200],
    ['/repos/clinic/nope', 404],
    ['/repos/clinic/old', 301],
    ['/repos/clinic/portal/issues?state=all', 200],
    [
      '/repos/clinic/portal/issues?state=all&per_page=2&page=2&sort=updated&direction=asc&since=2026-01-01T00:00:00Z',
      200,
    ],
    ['/repos/clinic/portal/issues?state=sideways', 422],
    ['/repos/clinic/portal/issues?page=51', 422],
    ['/repos/clinic/nope/issues', 404],
    ['/repos/clinic/portal/pulls?state=all', 200],
    ['/repos/clinic/portal/pulls?sort=sideways', 422],
    ['/repos/clinic/nope/pulls', 404],
    ['/repos/clinic/portal/issues/1', 200],
    ['/repos/clinic/portal/issues/4', 200],
    ['/repos/clinic/portal/issues/99', 404],
    ['/repos/clinic/portal/issues/9', 410],
    ['/repos/clinic/portal/issues/1/sub_issues', 200],
    ['/repos/clinic/portal/issues/99/sub_issues', 404],
    ['/repos/clinic/portal/pulls/4', 200],
    ['/repos/clinic/portal/pulls/5', 200],
    ['/repos/clinic/portal/pulls/1', 404],
    ['/user', 200],
    ['/rate_limit', 200],
    ['/no-such-thing', 404],
  ] as const

  it.each(GITHUB_GETS)('GitHub GET %s answers %i', async (path, status) => {
    expectConforming('github', 'GET', path, await askGithub(simulator, path), status)
  })

  it('refuses wrong credentials and too many requests in the form of GitHub', async () => {
    expectConforming(
      'github',
      'GET',
      '/user',
      await askGithub(simulator, '/user', { authorization: 'token wrong' }),
      401,
    )
    await askGithub(limited, '/user')
    expectConforming('github', 'GET', '/user', await askGithub(limited, '/user'), 403)
    const list = '/repos/clinic/portal/issues'
    expectConforming('github', 'GET', list, await askGithub(limited, list), 403)
  })

  it('answers what has not changed with 304 and no body', async () => {
    const path = '/repos/clinic/portal/pulls'
    const first = await askGithub(simulator, path)
    const again = await askGithub(simulator, path, { 'if-none-match': first.headers.get('etag') ?? '' })
    expectConforming('github', 'GET', path, again, 304)
  })

  it('gives an app its installation token in the form of GitHub', async () => {
    const path = '/app/installations/7/access_tokens'
    const answer = await fetch(simulator.githubUrl + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${jwt()}` },
    })
    const body = (await answer.json()) as { token: string }
    expectConforming('github', 'POST', path, { status: answer.status, headers: answer.headers, body }, 201)
    const list = await askGithub(simulator, '/repos/clinic/portal/issues', { authorization: `token ${body.token}` })
    expect(list.status).toBe(200)
  })

  it('conforms for every generated record', async () => {
    const bulk = await startSimulator({ data: bulkData({ seed: 7, jiraIssues: 200, githubIssues: 60, pulls: 60 }) })
    await expectAllConforming(bulk, ['bulk/load'], ['BULK'])
    await bulk.close()
  })

  it.skipIf(recorded.isAbsent)('conforms for recorded projects', async () => {
    const served = await startSimulator({ data: await loadRecorded(recorded.path) })
    await expectAllConforming(served, ['quicwg/base-drafts', 'appcelerator/liveview'], ['DAEMON'])
    await served.close()
  })

  it.each(Object.entries(PROGRAMMES))('conforms for every record of the portfolio of %s', async (_name, programme) => {
    const served = await startSimulator({ data: portfolioOf(programme, { seed: 5, today: Date.UTC(2026, 10, 18) }) })
    const repos = programme.repositories.map(({ repo }) => repo)
    await expectAllConforming(
      served,
      repos,
      programme.projects.map(({ key }) => key),
    )
    await served.close()
  })

  it('finds fault with answers and requests that are not described', () => {
    expect(validator.validateResponse('jira', 'GET', '/rest/api/3/myself', 200, { accountId: 7 })).toHaveLength(1)
    expect(validator.validateResponse('github', 'GET', '/repos/a/b/issues', 200, [{}])).not.toHaveLength(0)
    expect(validator.validateResponse('github', 'GET', '/user', 418, null)).toHaveLength(1)
    const search = (body: unknown) => validator.validateRequest('jira', 'POST', '/rest/api/3/search/jql', {}, body)
    expect(search({ jql: 'project = EHR', fields: ['key'] })).toEqual([])
    expect(search({ jql: 'project = EHR', startAt: 0 })).toHaveLength(1)
    expect(validator.validateRequest('jira', 'POST', '/rest/api/3/search', {}, { jql: '' })).toHaveLength(1)
    const list = (query: Record<string, string>) =>
      validator.validateRequest('github', 'GET', '/repositories/7/issues', query, null)
    expect(list({ state: 'all', since: '2026-01-01T00:00:00Z', per_page: '100', page: '2' })).toEqual([])
    expect(list({ since: 'yesterday' })).toHaveLength(1)
    expect(list({ colour: 'red' })).toHaveLength(1)
  })

  function expectConforming(vendor: Vendor, method: string, path: string, answer: Answer, status: number): void {
    expect(answer.status).toBe(status)
    const [bare = ''] = path.split('?')
    expect(validator.validateResponse(vendor, method, bare, answer.status, answer.body)).toEqual([])
  }

  async function expectAllConforming(
    served: Simulator,
    repos: readonly string[],
    projects: readonly string[],
  ): Promise<void> {
    for (const repo of repos) {
      for (const list of ['issues', 'pulls']) {
        let next: string | undefined = `/repos/${repo}/${list}?state=all&per_page=100`
        while (next !== undefined) {
          const answer = await askGithub(served, next)
          expectConforming('github', 'GET', `/repos/${repo}/${list}`, answer, 200)
          next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
        }
      }
    }
    for (const project of projects) {
      const path = '/rest/api/3/search/jql'
      const body = { jql: `project = ${project}`, fields: ['*all'], expand: 'changelog', maxResults: 100 }
      let token: string | undefined
      do {
        const answer = await askJira(served, path, {
          ...body,
          ...(token === undefined ? {} : { nextPageToken: token }),
        })
        expectConforming('jira', 'POST', path, answer, 200)
        token = (answer.body as { nextPageToken?: string }).nextPageToken
      } while (token !== undefined)
    }
  }
})

function sampleData() {
  const history = {
    id: '1',
    author: { accountId: '5b0000000000000000000002', displayName: 'Ben Adler' },
    created: '2026-02-01T13:00:00.000+0000',
    items: [
      {
        field: 'resolution',
        fieldtype: 'jira',
        fieldId: 'resolution',
        from: null,
        fromString: null,
        to: '1',
        toString: 'Done',
      },
    ],
  }
  const done = { status: DONE, resolution: { id: '1', name: 'Done' }, resolutiondate: '2026-02-01T13:00:00.000+0000' }
  const subtask = { id: '10004', name: 'Sub-task', subtask: true }
  const first = sampleIssue(1, {
    ...done,
    labels: ['x'],
    components: [{ id: '1', name: 'Ward' }],
    fixVersions: [{ id: '2', name: '1.0' }],
  })
  return {
    jira: [
      sampleJira(
        [
          { ...first, changelog: { histories: [history, { ...history, id: '2' }] } },
          sampleIssue(2, { issuetype: subtask, parent: { id: first.id, key: first.key } }),
          sampleIssue(3, { parent: { id: first.id, key: first.key }, customfield_10016: 5 }),
          sampleIssue(1, {}, 'OPS'),
        ],
        'Europe/Berlin',
      ),
    ],
    github: [
      {
        repo: 'clinic/portal',
        issues: [
          sampleGithubIssue(1, { type: { id: 3, name: 'Feature' } }),
          sampleGithubIssue(2, {
            parent_number: 1,
            state: 'closed',
            state_reason: 'completed',
            closed_at: '2026-02-02T12:00:00Z',
          }),
          sampleGithubIssue(3, { user: null, milestone: null, assignees: [] }),
        ],
        pulls: [],
      },
      { repo: 'clinic/old', issues: [], pulls: [] },
    ],
  }
}

function app() {
  return {
    appId: '42',
    installationId: '7',
    publicKey: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}

function jwt(): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iss: '42', exp: Math.floor(Date.now() / 1000) + 60 })}`
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), keys.privateKey).toString('base64url')}`
}
