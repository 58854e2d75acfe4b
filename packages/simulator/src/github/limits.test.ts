import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../start-simulator.ts'
import { askGithub, sampleGithubIssue } from '../testing/samples.ts'

const ISSUES = '/repos/clinic/portal/issues'
const NOON = Date.UTC(2026, 2, 1, 12)
let now = NOON
let simulator: Simulator

beforeEach(async () => {
  now = NOON
  const github = [{ repo: 'clinic/portal', issues: [sampleGithubIssue(1)], pulls: [] }]
  const limits = { github: { pointsPerMinute: 7 } }
  simulator = await startSimulator({ data: { jira: [], github }, clock: () => now, limits })
})
afterEach(() => simulator.close())

it('the secondary limit counts reading once and writing five times, and says when it ends', async () => {
  now += 20_000
  for (let request = 0; request < 2; request += 1) expect((await askGithub(simulator, ISSUES)).status).toBe(200)
  const made = await fetch(`${simulator.githubUrl}/repos/clinic/portal/hooks`, {
    method: 'POST',
    headers: { authorization: `token ${simulator.githubAuth.token}` },
    body: JSON.stringify({ config: { url: 'http://127.0.0.1:9/none' } }),
  })
  expect(made.status).toBe(201)
  const refused = await askGithub(simulator, ISSUES)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([403, '40'])
  // The primary limit is another one, and far from used up.
  expect(Number(refused.headers.get('x-ratelimit-remaining'))).toBeGreaterThan(4000)
  now += 40_000
  expect((await askGithub(simulator, ISSUES)).status).toBe(200)
})

it('every list and record answers 304 without counting, until it changes', async () => {
  for (const path of [ISSUES, `${ISSUES}/1`, `${ISSUES}/events`, '/user', '/repos/clinic/portal']) {
    now += 60_000
    const first = await askGithub(simulator, path)
    const again = await askGithub(simulator, path, { 'if-none-match': first.headers.get('etag') ?? 'none' })
    expect([path, again.status, again.body]).toEqual([path, 304, null])
    expect(again.headers.get('x-ratelimit-used')).toBe(first.headers.get('x-ratelimit-used'))
  }
})

it('a clock that is off shifts the date of answers, the reset of the limit and the time of changes', async () => {
  simulator.control.setClockOffset('github', -300_000)
  const answer = await askGithub(simulator, ISSUES)
  expect(Date.parse(answer.headers.get('date') ?? '')).toBe(NOON - 300_000)
  expect(Number(answer.headers.get('x-ratelimit-reset'))).toBe((NOON - 300_000 + 3_600_000) / 1000)
  simulator.control.upsertGithubIssue('clinic/portal', sampleGithubIssue(2))
  expect(simulator.control.githubIssue('clinic/portal', 2)?.updated_at).toBe('2026-03-01T11:55:00Z')
})
