import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../start-simulator.ts'
import { type Answer, askGithub, sampleGithubIssue, samplePull } from '../testing/samples.ts'
import { issueOfPull } from './issue-of-pull.ts'

const REPO = 'clinic/portal'
const EVENTS = `/repos/${REPO}/issues/events`
const CLOSED = { state: 'closed', closed_at: '2026-02-20T09:00:00Z' } as const
const NOW = Date.UTC(2026, 2, 1)
let simulator: Simulator

beforeEach(async () => {
  const merged = samplePull(4, { ...CLOSED, merged_at: '2026-02-20T09:00:00Z', merge_commit_sha: 'c'.repeat(40) })
  const issues = [
    sampleGithubIssue(1),
    sampleGithubIssue(2, { ...CLOSED, state_reason: 'not_planned', closed_at: '2026-02-10T09:00:00Z' }),
    sampleGithubIssue(3, { state_reason: 'reopened' }),
    issueOfPull(merged),
  ]
  const data = { jira: [], github: [{ repo: REPO, issues, pulls: [merged] }] }
  simulator = await startSimulator({ data, clock: () => NOW, github: { eventPageMax: 3 } })
})
afterEach(() => simulator.close())

interface WireEvent {
  readonly id: number
  readonly event: string
  readonly created_at: string
  readonly issue?: { readonly number: number; readonly title: string }
}
const eventsOf = async (path: string) => (await askGithub(simulator, path)).body as readonly WireEvent[]
const kinds = (events: readonly WireEvent[]) => events.map(({ event }) => event)

describe('the events of a loaded past', () => {
  it('say when something was closed, merged or reopened, newest first and with the issue', async () => {
    const events = await eventsOf(EVENTS)
    expect(events.map(({ event, issue, created_at }) => [event, issue?.number, created_at])).toEqual([
      ['closed', 4, '2026-02-20T09:00:00Z'],
      ['merged', 4, '2026-02-20T09:00:00Z'],
      ['closed', 2, '2026-02-10T09:00:00Z'],
      ['reopened', 3, '2026-02-03T12:00:00Z'],
      ['closed', 3, '2026-02-03T12:00:00Z'],
    ])
    expect(events[1]).toMatchObject({ commit_id: 'c'.repeat(40) })
    expect(events[2]).toMatchObject({ state_reason: 'not_planned' })
    const ids = events.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a))
  })

  it('are the ones that the data tells, under their ids, where it tells any', async () => {
    const told = [
      { id: 900, number: 1, event: 'closed', created_at: '2026-02-01T00:00:00Z' },
      { id: 907, number: 1, event: 'reopened', created_at: '2026-02-02T00:00:00Z' },
    ]
    simulator.control.replaceRepo({ repo: REPO, issues: [sampleGithubIssue(1)], pulls: [], events: told })
    expect((await eventsOf(EVENTS)).map(({ id }) => id)).toEqual([907, 900])
    expect(kinds(await eventsOf(`/repos/${REPO}/issues/1/events`))).toEqual(['closed', 'reopened'])
  })
})

describe('a change', () => {
  it('leaves an event of every kind that GitHub keeps, after all that happened before', async () => {
    const before = sampleGithubIssue(1)
    const ids = (await eventsOf(EVENTS)).map(({ id }) => id)
    simulator.control.upsertGithubIssue(REPO, { ...before, title: 'New title', labels: [], milestone: null })
    simulator.control.upsertGithubIssue(
      REPO,
      { ...before, ...CLOSED, title: 'New title', assignees: [], state_reason: 'completed' },
      { actor: { login: 'mara', id: 12 }, commitId: 'd'.repeat(40) },
    )
    const events = await eventsOf(`/repos/${REPO}/issues/1/events`)
    expect(kinds(events)).toEqual([
      'renamed',
      'unlabeled',
      'demilestoned',
      'labeled',
      'unassigned',
      'milestoned',
      'closed',
    ])
    expect(events[0]).toMatchObject({ rename: { from: 'Title 1', to: 'New title' } })
    expect(events[6]).toMatchObject({
      actor: { login: 'mara' },
      commit_id: 'd'.repeat(40),
      state_reason: 'completed',
      created_at: CLOSED.closed_at,
    })
    expect(Math.min(...events.map(({ id }) => id))).toBeGreaterThan(Math.max(...ids))
  })

  it('of a pull request leaves events too', async () => {
    const open = samplePull(5)
    simulator.control.upsertPull(REPO, open)
    simulator.control.upsertPull(REPO, { ...open, ...CLOSED })
    simulator.control.upsertPull(REPO, open)
    simulator.control.upsertPull(REPO, { ...open, ...CLOSED, merged_at: CLOSED.closed_at })
    expect(kinds(await eventsOf(`/repos/${REPO}/issues/5/events`))).toEqual(['closed', 'reopened', 'merged', 'closed'])
  })

  it('is shown by the events of its issue, whatever they told before', async () => {
    const first = await askGithub(simulator, EVENTS)
    const tag = { 'if-none-match': first.headers.get('etag') ?? '' }
    expect((await askGithub(simulator, EVENTS, tag)).status).toBe(304)
    simulator.control.upsertGithubIssue(REPO, sampleGithubIssue(3, { body: 'Other words.' }))
    const again = await askGithub(simulator, EVENTS, tag)
    expect(again.status).toBe(200)
    expect(again.body).toHaveLength(5)
  })

  it('that only renames its label by hand leaves none, for the label is the same', async () => {
    const renamed = sampleGithubIssue(1, { labels: [{ id: 5, name: 'front door', color: 'd4c5f9' }] })
    simulator.control.upsertGithubIssue(REPO, renamed, { touch: false })
    expect(await eventsOf(`/repos/${REPO}/issues/1/events`)).toEqual([])
  })
})

describe('pages of events', () => {
  it('follow one another by links, and end where pagination is limited', async () => {
    const seen: number[] = []
    let next: string | undefined = `${EVENTS}?per_page=2`
    while (next !== undefined) {
      const answer: Answer = await askGithub(simulator, next)
      seen.push(...(answer.body as WireEvent[]).map(({ id }) => id))
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
    }
    expect(new Set(seen).size).toBe(5)
    const beyond = await askGithub(simulator, `${EVENTS}?per_page=1&page=4`)
    expect(beyond.status).toBe(422)
    expect((await askGithub(simulator, `/repos/${REPO}/issues?page=4`)).status).toBe(200)
  })

  it('leave out what was deleted', async () => {
    simulator.control.deleteGithubIssue(REPO, 2)
    expect((await eventsOf(EVENTS)).map(({ issue }) => issue?.number)).toEqual([4, 4, 3, 3])
    expect((await askGithub(simulator, `/repos/${REPO}/issues/2/events`)).status).toBe(410)
  })

  it('stay with a repository that gets another name', async () => {
    const before = await eventsOf(EVENTS)
    simulator.control.renameRepo(REPO, 'clinic/door')
    const after = await eventsOf('/repos/clinic/door/issues/events')
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect(JSON.stringify(after)).not.toContain(REPO)
  })
})
