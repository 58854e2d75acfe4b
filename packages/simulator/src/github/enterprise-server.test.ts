import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../start-simulator.ts'
import { type Answer, askGithub, sampleGithubIssue } from '../testing/samples.ts'

const REPO = '/api/v3/repos/clinic/portal'
let simulator: Simulator

beforeAll(async () => {
  const issues = [
    sampleGithubIssue(1, { type: { id: 3, name: 'Feature' } }),
    sampleGithubIssue(2, { parent_number: 1 }),
    sampleGithubIssue(3),
  ]
  simulator = await startSimulator({
    data: { jira: [], github: [{ repo: 'clinic/portal', issues, pulls: [] }] },
    github: { deployment: 'enterprise-server' },
    limits: { github: { requests: 1 } },
  })
})
afterAll(() => simulator.close())

it('an Enterprise Server serves its API under a path of its own, and says what it is', async () => {
  const issue = await askGithub(simulator, `${REPO}/issues/1`)
  expect(issue.status).toBe(200)
  expect(issue.headers.get('x-github-enterprise-version')).toMatch(/^3\.\d+\.\d+$/)
  expect(issue.body).toMatchObject({
    url: `${simulator.githubUrl}${REPO}/issues/1`,
    html_url: `${simulator.githubUrl}/clinic/portal/issues/1`,
  })
  expect((await askGithub(simulator, '/repos/clinic/portal')).status).toBe(404)
  expect(simulator.control.counts()).toMatchObject({ 'github GET /repos/{owner}/{repo}/issues/{issue_number}': 1 })
})

it('its pages lead to one another, and an old name to the new one', async () => {
  const seen: unknown[] = []
  let next: string | undefined = `${REPO}/issues?per_page=1`
  while (next !== undefined) {
    const answer: Answer = await askGithub(simulator, next)
    seen.push(...(answer.body as unknown[]))
    next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
  }
  expect(seen).toHaveLength(3)
  simulator.control.renameRepo('clinic/portal', 'clinic/door')
  const moved = await askGithub(simulator, `${REPO}/issues/1`)
  expect(moved.headers.get('location')).toMatch(/\/api\/v3\/repositories\/\d+\/issues\/1$/)
  simulator.control.renameRepo('clinic/door', 'clinic/portal')
  expect((await askGithub(simulator, `${REPO}/issues/1`)).status).toBe(200)
})

it('it has no limits', async () => {
  for (let request = 0; request < 3; request += 1) {
    const { status, headers } = await askGithub(simulator, '/api/v3/user')
    expect([status, headers.get('x-ratelimit-limit')]).toEqual([200, null])
  }
  expect((await askGithub(simulator, '/api/v3/rate_limit')).status).toBe(404)
})

it('it knows neither types of issues nor sub-issues', async () => {
  const { body } = await askGithub(simulator, `${REPO}/issues/1`)
  for (const field of ['type', 'sub_issues_summary', 'parent_issue_url']) expect(body).not.toHaveProperty(field)
  expect((await askGithub(simulator, `${REPO}/issues/2`)).body).not.toHaveProperty('parent_issue_url')
  expect((await askGithub(simulator, `${REPO}/issues/1/sub_issues`)).status).toBe(404)
})
