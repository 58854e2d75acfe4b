import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../start-simulator.ts'
import { askGithub, sampleGithubIssue, samplePull } from '../testing/samples.ts'
import { sharedFolder } from '../testing/shared-folder.ts'
import { type SpecValidator, specValidator } from './spec-validator.ts'

const REPO = 'clinic/portal'
const specs = sharedFolder('specs')

describe.skipIf(specs.isAbsent)('what GitHub describes beside its issues and pull requests', () => {
  let validator: SpecValidator
  let simulator: Simulator

  beforeAll(async () => {
    validator = await specValidator(specs.path)
    const issues = [sampleGithubIssue(1), sampleGithubIssue(2), sampleGithubIssue(8), sampleGithubIssue(9)]
    simulator = await startSimulator({
      data: {
        jira: [],
        github: [
          { repo: REPO, issues, pulls: [] },
          { repo: 'clinic/ward', issues: [], pulls: [] },
        ],
      },
      github: { eventPageMax: 50 },
    })
    makeHistory(simulator)
  })
  afterAll(() => simulator.close())

  const GETS = [
    [`/repos/${REPO}/issues/events`, 200],
    [`/repos/${REPO}/issues/events?per_page=2&page=2`, 200],
    [`/repos/${REPO}/issues/events?page=51`, 422],
    [`/repos/${REPO}/issues/1/events`, 200],
    [`/repos/${REPO}/issues/5/events`, 200],
    [`/repos/${REPO}/issues/9/events`, 410],
    [`/repos/${REPO}/issues/8`, 301],
    [`/repos/${REPO}/issues/8/events`, 301],
    ['/repos/clinic/ward/issues/1', 200],
    ['/repos/clinic/ward/issues/1/events', 200],
    ['/repos/clinic/ward/issues/events', 200],
    [`/repos/${REPO}/pulls/5/reviews`, 200],
    [`/repos/${REPO}/releases`, 200],
    [`/repos/${REPO}/deployments?environment=production`, 200],
    [`/repos/${REPO}/deployments/71/statuses`, 200],
    [`/repos/${REPO}/deployments/99/statuses`, 404],
    [`/repos/${REPO}/milestones?state=all`, 200],
    [`/repos/${REPO}/milestones?state=sideways`, 422],
    [`/repos/${REPO}`, 200],
  ] as const

  it.each(GETS)('GET %s answers %i', async (path, status) => {
    const answer = await askGithub(simulator, path)
    expect(answer.status).toBe(status)
    if (status === 200) expect(answer.body).not.toEqual([])
    const [bare = ''] = path.split('?')
    expect(validator.validateResponse('github', 'GET', bare, answer.status, answer.body)).toEqual([])
  })
})

/** Changes of every kind. */
function makeHistory({ control }: Simulator): void {
  const bare = { labels: [], milestone: null, assignees: [], locked: true, type: null, title: 'Another title' }
  control.upsertGithubIssue(REPO, sampleGithubIssue(1, { ...bare, parent_number: 2 }))
  control.upsertGithubIssue(REPO, sampleGithubIssue(1, { type: { id: 3, name: 'Feature' } }))
  const closed = { state: 'closed', closed_at: '2026-02-06T12:00:00Z' } as const
  control.upsertGithubIssue(REPO, sampleGithubIssue(2, { ...closed, user: null, state_reason: 'completed' }))
  control.upsertPull(REPO, samplePull(5, { draft: true }))
  control.upsertPull(REPO, samplePull(5, closed))
  control.upsertPull(REPO, samplePull(5))
  control.upsertPull(REPO, samplePull(5, { ...closed, merged_at: closed.closed_at, merge_commit_sha: 'c'.repeat(40) }))
  control.addReview(REPO, 5, { id: 81, user: null, state: 'APPROVED', submitted_at: '2026-02-07T12:00:00Z' })
  const at = '2026-02-08T12:00:00Z'
  control.putRelease(REPO, { id: 61, tag_name: 'v1', created_at: at, published_at: at })
  control.putRelease(REPO, { id: 62, tag_name: 'v2', draft: true, created_at: at, published_at: null })
  control.addDeployment(REPO, { id: 71, sha: 'c'.repeat(40), ref: 'main', environment: 'production', created_at: at })
  control.addDeploymentStatus(REPO, 71, { id: 72, state: 'success', created_at: at })
  control.transferGithubIssue(REPO, 8, 'clinic/ward')
  control.deleteGithubIssue(REPO, 9)
}
