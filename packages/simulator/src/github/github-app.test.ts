import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../start-simulator.ts'
import { type Answer, askGithub, sampleGithubIssue, samplePull } from '../testing/samples.ts'

const ISSUES = '/repos/clinic/portal/issues'
let now = Date.UTC(2026, 2, 1)
let simulator: Simulator

beforeEach(async () => {
  now = Date.UTC(2026, 2, 1)
  const data = {
    jira: [],
    github: [
      { repo: 'clinic/portal', issues: [1, 2, 3, 4, 5].map((number) => sampleGithubIssue(number)), pulls: [] },
      { repo: 'clinic/secret', private: true, issues: [], pulls: [] },
    ],
  }
  simulator = await startSimulator({ data, clock: () => now, limits: { github: { requests: 20 } } })
})
afterEach(() => simulator.close())

const numbers = ({ body }: Answer) => (body as { number: number }[]).map(({ number }) => number)
const left = ({ headers }: Answer) => Number(headers.get('x-ratelimit-remaining'))

describe('the list of issues', () => {
  it('is newest first and open only, unless told otherwise', async () => {
    simulator.control.upsertGithubIssue('clinic/portal', sampleGithubIssue(5, { state: 'closed' }))
    expect(numbers(await askGithub(simulator, ISSUES))).toEqual([4, 3, 2, 1])
    expect(numbers(await askGithub(simulator, `${ISSUES}?state=all&direction=asc`))).toEqual([1, 2, 3, 4, 5])
  })

  it('gives what was updated at or after `since`', async () => {
    const answer = await askGithub(simulator, `${ISSUES}?sort=updated&direction=asc&since=2026-02-04T12:00:00Z`)
    expect(numbers(answer)).toEqual([4, 5])
  })

  it('leads through its pages by links that work', async () => {
    const seen: number[] = []
    let next: string | undefined = `${ISSUES}?per_page=2&direction=asc`
    while (next !== undefined) {
      const answer: Answer = await askGithub(simulator, next)
      seen.push(...numbers(answer))
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
    }
    expect(seen).toEqual([1, 2, 3, 4, 5])
  })

  it('sends no link when one page holds everything, and at most 100 a page', async () => {
    const answer = await askGithub(simulator, `${ISSUES}?per_page=1000`)
    expect(answer.headers.get('link')).toBeNull()
    for (let number = 6; number <= 28; number += 1)
      simulator.control.upsertGithubIssue('clinic/portal', sampleGithubIssue(number))
    expect(numbers(await askGithub(simulator, ISSUES))).toHaveLength(28)
    expect(numbers(await askGithub(simulator, `${ISSUES}?per_page=0`))).toHaveLength(28)
  })

  it('holds pull requests under an id of their own', async () => {
    simulator.control.upsertPull('clinic/portal', samplePull(6, { state: 'closed', merged_at: '2026-02-06T12:00:00Z' }))
    const listed = (await askGithub(simulator, `${ISSUES}?state=closed`)).body as {
      id: number
      pull_request?: object
    }[]
    const pulls = (await askGithub(simulator, '/repos/clinic/portal/pulls?state=closed')).body as { id: number }[]
    expect(listed[0]).toMatchObject({ pull_request: { merged_at: '2026-02-06T12:00:00Z' } })
    expect(listed[0]?.id).not.toBe(pulls[0]?.id)
  })

  it('filters by label and milestone', async () => {
    simulator.control.upsertGithubIssue('clinic/portal', sampleGithubIssue(3, { labels: [], milestone: null }))
    expect(numbers(await askGithub(simulator, `${ISSUES}?milestone=none`))).toEqual([3])
    expect(numbers(await askGithub(simulator, `${ISSUES}?labels=portal&direction=asc`))).toEqual([1, 2, 4, 5])
  })
})

describe('sub-issues', () => {
  it('are listed, counted by their parent, and point to it', async () => {
    await askGithub(simulator, `${ISSUES}/1`)
    simulator.control.upsertGithubIssue('clinic/portal', sampleGithubIssue(2, { parent_number: 1, state: 'closed' }))
    expect(numbers(await askGithub(simulator, `${ISSUES}/1/sub_issues`))).toEqual([2])
    expect((await askGithub(simulator, `${ISSUES}/1`)).body).toMatchObject({
      sub_issues_summary: { total: 1, completed: 1 },
    })
    expect((await askGithub(simulator, `${ISSUES}/2`)).body).toMatchObject({
      parent_issue_url: `${simulator.githubUrl}/repos/clinic/portal/issues/1`,
    })
  })
})

describe('ETags', () => {
  it('save the limit while nothing changes, and stop to match when something does', async () => {
    const first = await askGithub(simulator, ISSUES)
    const tag = { 'if-none-match': first.headers.get('etag') ?? '' }
    const again = await askGithub(simulator, ISSUES, tag)
    expect(again.status).toBe(304)
    expect(left(again)).toBe(left(first))
    simulator.control.upsertGithubIssue('clinic/portal', sampleGithubIssue(2, { title: 'Changed' }))
    expect((await askGithub(simulator, ISSUES, tag)).status).toBe(200)
  })
})

describe('the primary limit', () => {
  it('refuses when it is used up and says when it ends', async () => {
    for (let request = 0; request < 20; request += 1) await askGithub(simulator, '/user')
    const refused = await askGithub(simulator, '/user')
    expect(refused.status).toBe(403)
    expect(left(refused)).toBe(0)
    const reset = Number(refused.headers.get('x-ratelimit-reset'))
    expect(reset).toBe((Date.UTC(2026, 2, 1) + 3_600_000) / 1000)
    expect((await askGithub(simulator, '/rate_limit')).status).toBe(200)
    now = reset * 1000
    expect((await askGithub(simulator, '/user')).status).toBe(200)
  })
})

describe('access', () => {
  it('is refused with 401 for a wrong or revoked token', async () => {
    expect((await askGithub(simulator, '/user', { authorization: 'token wrong' })).status).toBe(401)
    simulator.control.revokeToken('github')
    expect((await askGithub(simulator, '/user')).status).toBe(401)
  })

  it('to what may not be seen answers like what does not exist', async () => {
    const missing = await askGithub(simulator, '/repos/clinic/missing')
    simulator.control.hideRepo('clinic/secret')
    const hidden = await askGithub(simulator, '/repos/clinic/secret')
    expect([hidden.status, hidden.body]).toEqual([404, missing.body])
    simulator.control.showRepo('clinic/secret')
    expect((await askGithub(simulator, '/repos/clinic/secret')).status).toBe(200)
    const anonymous = await fetch(`${simulator.githubUrl}/repos/clinic/secret`)
    expect(anonymous.status).toBe(404)
  })

  it('finds names in any case, and leads on from an old name', async () => {
    expect((await askGithub(simulator, '/repos/Clinic/PORTAL/issues')).status).toBe(200)
    simulator.control.renameRepo('clinic/portal', 'clinic/front-door')
    const moved = await askGithub(simulator, `${ISSUES}?state=all`)
    expect(moved.status).toBe(301)
    const target = moved.headers.get('location') ?? ''
    expect(target).toMatch(/\/repositories\/\d+\/issues\?state=all$/)
    expect(numbers(await askGithub(simulator, target))).toHaveLength(5)
  })
})
