import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GithubIssueRecord } from '../records.ts'
import { type Simulator, startSimulator } from '../start-simulator.ts'
import { sampleGithubIssue, samplePull } from '../testing/samples.ts'
import { sharedFolder } from '../testing/shared-folder.ts'
import { specValidator } from './spec-validator.ts'
import { type WebhookValidator, webhookValidator } from './webhook-validator.ts'

const [REPO, OTHER] = ['clinic/portal', 'clinic/ward']
const AT = '2026-02-06T12:00:00Z'
const CLOSED = { state: 'closed', closed_at: AT } as const
const BARE = { labels: [], assignees: [], milestone: null } as const
const specs = sharedFolder('specs')

const EXPECTED = [
  ...['opened', 'edited', 'closed', 'reopened', 'labeled', 'unlabeled', 'assigned', 'unassigned'].flatMap((action) => [
    `issues ${action}`,
    `pull_request ${action}`,
  ]),
  ...['milestoned', 'demilestoned', 'typed', 'untyped', 'locked', 'unlocked', 'deleted', 'transferred'].map(
    (action) => `issues ${action}`,
  ),
  ...['synchronize', 'converted_to_draft', 'ready_for_review'].map((action) => `pull_request ${action}`),
  'label edited',
  'milestone edited',
  'pull_request_review submitted',
  'release published',
  'deployment_status created',
  'sub_issues parent_issue_added',
  'sub_issues parent_issue_removed',
  'sub_issues sub_issue_added',
  'sub_issues sub_issue_removed',
].sort()

describe.skipIf(specs.isAbsent)('what the webhooks of the simulated GitHub send', () => {
  let validate: WebhookValidator
  let simulator: Simulator

  beforeAll(async () => {
    validate = await webhookValidator(specs.path)
    const repositories = [
      { repo: REPO, issues: [sampleGithubIssue(1)], pulls: [] },
      { repo: OTHER, issues: [], pulls: [] },
    ]
    simulator = await startSimulator({ data: { jira: [], github: repositories } })
    // Nothing need leave: what would be sent is looked at.
    simulator.control.holdWebhooks('github', true)
    await Promise.all([REPO, OTHER].map(makeHook))
    changeEverything(simulator)
  })
  afterAll(() => simulator.close())

  it('is what GitHub describes, for every action', () => {
    const seen = new Set<string>()
    for (const { headers, body } of simulator.control.deliveries('github')) {
      const event = headers['x-github-event'] ?? ''
      if (event === 'ping') continue
      const payload = JSON.parse(body) as { action: string }
      seen.add(`${event} ${payload.action}`)
      expect([event, payload.action, validate(event, payload.action, payload)]).toEqual([event, payload.action, []])
    }
    expect([...seen].sort()).toEqual(EXPECTED)
  })

  it('is kept in the form that GitHub describes', async () => {
    const validator = await specValidator(specs.path)
    const lost = simulator.control.deliveries('github').length
    simulator.control.flushWebhooks('github', { drop: lost })
    const ask = async (method: 'GET' | 'POST', path: string, status: number, body?: unknown) => {
      const answer = await callGithub(method, path, body)
      expect([path, answer.status]).toEqual([path, status])
      expect(validator.validateResponse('github', method, path, status, answer.body)).toEqual([])
      return answer.body as readonly { readonly id: number }[]
    }
    const [hook] = await ask('GET', `/repos/${REPO}/hooks`, 200)
    const path = `/repos/${REPO}/hooks/${hook?.id}`
    await ask('GET', path, 200)
    await ask('GET', `${path}0`, 404)
    await ask('POST', `/repos/${REPO}/hooks`, 422, {})
    await ask('POST', `/repos/${REPO}/hooks`, 201, { config: { url: 'http://127.0.0.1:9/other', secret: 'x' } })
    const [delivery] = await ask('GET', `${path}/deliveries`, 200)
    await ask('GET', `${path}/deliveries/${delivery?.id}`, 200)
    await ask('POST', `${path}/deliveries/${delivery?.id}/attempts`, 202)
  })

  it('would be found fault with', () => {
    expect(validate('issues', 'opened', { action: 'opened' })).not.toEqual([])
    expect(validate('issues', 'painted', {})).toEqual(['issues painted is not described'])
  })

  async function makeHook(repo: string): Promise<void> {
    const config = { url: 'http://127.0.0.1:9/none', content_type: 'json' }
    const made = await callGithub('POST', `/repos/${repo}/hooks`, { config, events: ['*'] })
    expect(made.status).toBe(201)
  }

  async function callGithub(method: 'GET' | 'POST', path: string, body?: unknown) {
    const headers = { authorization: `token ${simulator.githubAuth.token}` }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(simulator.githubUrl + path, { method, headers, ...sent })
    return { status: response.status, body: (await response.json()) as unknown }
  }
})

function changeEverything({ control }: Simulator): void {
  const issue = (more: Partial<GithubIssueRecord>) => control.upsertGithubIssue(REPO, sampleGithubIssue(2, more))
  issue({})
  issue({ ...BARE, title: 'Another', body: 'Other words.', locked: true, type: { id: 3, name: 'Bug' } })
  issue({ ...CLOSED, state_reason: 'completed', parent_number: 1 })
  issue({})
  const pull = (more: Parameters<typeof samplePull>[1]) => control.upsertPull(REPO, samplePull(5, more))
  const { labels = [], assignees = [] } = sampleGithubIssue(1)
  pull({ labels, assignees })
  pull({ title: 'Another', draft: true, head: { ref: 'feature', sha: 'd'.repeat(40) } })
  pull({ ...CLOSED, merged_at: AT })
  pull({})
  control.addReview(REPO, 5, { id: 81, user: null, state: 'CHANGES_REQUESTED', submitted_at: AT })
  control.putRelease(REPO, { id: 61, tag_name: 'v1', created_at: AT, published_at: AT })
  control.addDeployment(REPO, { id: 71, sha: 'c'.repeat(40), ref: 'main', environment: 'production', created_at: AT })
  control.addDeploymentStatus(REPO, 71, { id: 72, state: 'success', created_at: AT })
  control.renameLabel(REPO, 'portal', 'front door')
  control.renameMilestone(REPO, 'Go live', 'Opening')
  control.transferGithubIssue(REPO, 2, OTHER)
  control.deleteGithubIssue(REPO, 1)
}
