import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../start-simulator.ts'
import { askGithub, sampleGithubIssue, samplePull } from '../testing/samples.ts'

const REPO = 'clinic/portal'
const at = (day: number) => `2026-02-${String(day).padStart(2, '0')}T12:00:00Z`
const NOW = '2026-03-01T00:00:00Z'
const MARA = { login: 'mara', id: 12 }
const DEPLOYED = { sha: 'c'.repeat(40), ref: 'v2', creator: MARA } as const
let simulator: Simulator

beforeEach(async () => {
  const repository = {
    repo: REPO,
    issues: [
      sampleGithubIssue(1),
      sampleGithubIssue(2, { milestone: { ...milestone(2, 'Later'), state: 'closed', due_on: at(9) } }),
    ],
    pulls: [],
    releases: [
      { id: 61, tag_name: 'v1', created_at: at(1), published_at: at(1), author: MARA },
      { id: 62, tag_name: 'v2', created_at: at(2), published_at: at(2), author: MARA },
      { id: 63, tag_name: 'v3', draft: true, created_at: at(3), published_at: null, author: MARA },
    ],
    deployments: [
      { ...DEPLOYED, id: 71, environment: 'production', created_at: at(4) },
      { ...DEPLOYED, id: 72, environment: 'pr-5', transient_environment: true, created_at: at(5) },
    ],
  }
  simulator = await startSimulator({ data: { jira: [], github: [repository] }, clock: () => Date.parse(NOW) })
})
afterEach(() => simulator.close())

const ask = async (path: string, headers = {}) => await askGithub(simulator, `/repos/${REPO}${path}`, headers)
const list = async (path: string) => (await ask(path)).body as readonly Record<string, unknown>[]
const ids = async (path: string) => (await list(path)).map(({ id }) => id)

describe('reviews', () => {
  it('are told oldest first, and move the pull request, as on GitHub', async () => {
    simulator.control.upsertPull(REPO, samplePull(5), { touch: false })
    const review = { user: MARA, state: 'APPROVED' as const }
    simulator.control.addReview(REPO, 5, { ...review, id: 82, submitted_at: at(8) })
    simulator.control.addReview(REPO, 5, { ...review, id: 81, submitted_at: at(7), state: 'CHANGES_REQUESTED' })
    const reviews = await list('/pulls/5/reviews')
    expect(reviews.map(({ id, state }) => [id, state])).toEqual([
      [81, 'CHANGES_REQUESTED'],
      [82, 'APPROVED'],
    ])
    expect(reviews[0]).toMatchObject({ commit_id: 'a'.repeat(40), user: { login: 'mara' } })
    expect(simulator.control.pull(REPO, 5)?.updated_at).toBe(NOW)
    expect((await ask('/pulls/99/reviews')).status).toBe(404)
  })
})

describe('releases', () => {
  it('are newest first, drafts for writers alone', async () => {
    expect(await ids('/releases')).toEqual([63, 62, 61])
    simulator.control.setGithubRights({ push: false })
    expect(await ids('/releases')).toEqual([62, 61])
    const anonymous = await fetch(`${simulator.githubUrl}/repos/${REPO}/releases`)
    expect(await anonymous.json()).toHaveLength(2)
  })
})

describe('deployments', () => {
  it('are newest first and tell whether they reach users', async () => {
    const deployments = await list('/deployments')
    expect(
      deployments.map(({ id, production_environment, transient_environment }) => [
        id,
        production_environment,
        transient_environment,
      ]),
    ).toEqual([
      [72, false, true],
      [71, true, false],
    ])
    expect(await ids('/deployments?environment=production')).toEqual([71])
  })

  it('tell what became of them, latest first', async () => {
    simulator.control.addDeploymentStatus(REPO, 71, { id: 91, state: 'in_progress', created_at: at(5) })
    simulator.control.addDeploymentStatus(REPO, 71, { id: 92, state: 'success', created_at: at(6) })
    expect(await ids('/deployments/71/statuses')).toEqual([92, 91])
    expect((await list('/deployments?environment=production'))[0]).toMatchObject({ updated_at: at(6) })
    const unknown = { id: 93, state: 'success', created_at: at(6) } as const
    expect(() => simulator.control.addDeploymentStatus(REPO, 99, unknown)).toThrow(RangeError)
  })
})

describe('milestones', () => {
  it('are the open ones, unless told otherwise, what is due first first', async () => {
    const titles = async (path: string) => (await list(path)).map(({ title }) => title)
    expect(await titles('/milestones')).toEqual(['Go live'])
    expect(await titles('/milestones?state=all')).toEqual(['Later', 'Go live'])
  })
})

it.each(['/releases', '/deployments', '/deployments/71/statuses', '/milestones', '/pulls/5/reviews'])(
  '%s answers 304 until something changes',
  async (path) => {
    simulator.control.upsertPull(REPO, samplePull(5))
    const etag = (await ask(path)).headers.get('etag') ?? ''
    expect((await ask(path, { 'if-none-match': etag })).status).toBe(304)
    simulator.control.putRelease(REPO, { id: 64, tag_name: 'v4', created_at: at(4), published_at: at(4) })
    simulator.control.addDeployment(REPO, { ...DEPLOYED, id: 73, environment: 'production', created_at: at(6) })
    simulator.control.addDeploymentStatus(REPO, 71, { id: 94, state: 'success', created_at: at(6) })
    simulator.control.upsertGithubIssue(REPO, sampleGithubIssue(3, { milestone: milestone(3, 'New') }))
    simulator.control.addReview(REPO, 5, { id: 83, user: MARA, state: 'APPROVED', submitted_at: at(8) })
    expect((await ask(path, { 'if-none-match': etag })).status).toBe(200)
  },
)

function milestone(number: number, title: string) {
  const created = { created_at: at(1), updated_at: at(1) }
  return { id: 60 + number, number, title, state: 'open' as const, ...created }
}
