import type { GithubIssueRecord, GithubPullRecord } from '@throughline/simulator'
import { afterEach, expect, test } from 'vitest'
import { atOf, keys, markOf, movesOf, NOW, REPO, startGithub, type TestGithub, walk } from '../test-github.ts'

const HOUR = 3_600_000
let github: TestGithub | null = null
afterEach(() => github?.close())

async function start(options: Parameters<typeof startGithub>[0] = {}): Promise<TestGithub> {
  github = await startGithub({ issues: 30, pulls: 20, ...options })
  return github
}

/** Changes an issue an hour later than the change before. */
function change({ simulator, clock }: TestGithub, number: number, changes: Partial<GithubIssueRecord>): number {
  const issue = simulator.control.githubIssue(REPO, number)
  if (issue === null) throw new Error(`there is no issue #${number}`)
  clock.now += HOUR
  simulator.control.upsertGithubIssue(REPO, { ...issue, ...changes })
  return clock.now
}

function changePull({ simulator, clock }: TestGithub, number: number, changes: Partial<GithubPullRecord>): number {
  const pull = simulator.control.pull(REPO, number)
  if (pull === null) throw new Error(`there is no pull request #${number}`)
  clock.now += HOUR
  simulator.control.upsertPull(REPO, { ...pull, ...changes })
  return clock.now
}

const iso = (at: number) => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')
const closed = (at: number, state_reason: 'completed' | 'not_planned') =>
  ({ state: 'closed', state_reason, closed_at: iso(at) }) as const
const open = { state: 'open', state_reason: 'reopened', closed_at: null } as const

/** An issue or pull request that is open. */
function openNumber(started: TestGithub, kind: 'issue' | 'pull'): number {
  const { control } = started.simulator
  const numbers = Array.from({ length: 50 }, (_, index) => index + 1)
  const found = numbers.find((number) => {
    const thread = kind === 'pull' ? control.pull(REPO, number) : control.githubIssue(REPO, number)
    return thread?.state === 'open' && (kind === 'pull' || control.pull(REPO, number) === null)
  })
  if (found === undefined) throw new Error(`no ${kind} is open`)
  return found
}

test('an issue that was closed and reopened has its moves, with the reason each time', async () => {
  const started = await start()
  const number = openNumber(started, 'issue')
  const moves = [
    change(started, number, closed(NOW + HOUR, 'not_planned')),
    change(started, number, open),
    change(started, number, closed(NOW + 3 * HOUR, 'completed')),
  ]
  expect(movesOf(await walk(started.source), `${REPO}#${number}`)).toMatchObject([
    { at: moves[0], status: 'closed', category: 'done', resolution: 'not_planned' },
    { at: moves[1], status: 'open', category: 'todo', resolution: null },
    { at: moves[2], status: 'closed', category: 'done', resolution: 'completed' },
  ])
})

test('a merge is one move, not also a closing, but a closing before it is', async () => {
  const started = await start()
  const number = openNumber(started, 'pull')
  const moves = [
    changePull(started, number, { state: 'closed', closed_at: iso(NOW + HOUR) }),
    changePull(started, number, { state: 'open', closed_at: null }),
    changePull(started, number, {
      state: 'closed',
      closed_at: iso(NOW + 3 * HOUR),
      merged_at: iso(NOW + 3 * HOUR),
    }),
  ]
  expect(movesOf(await walk(started.source), `${REPO}#${number}`)).toMatchObject([
    { at: moves[0], status: 'closed', category: 'done', resolution: 'unmerged' },
    { at: moves[1], status: 'open', category: 'in_progress', resolution: null },
    { at: moves[2], status: 'merged', category: 'done', resolution: null },
  ])
})

test('what is not a change of state is no move', async () => {
  const started = await start()
  const number = openNumber(started, 'issue')
  change(started, number, { title: 'another', assignee: { login: 'ada', id: 7 } })
  expect(movesOf(await walk(started.source), `${REPO}#${number}`)).toEqual([])
})

test('an incremental walk brings the moves since the mark, and each under the id it had before', async () => {
  const started = await start()
  const number = openNumber(started, 'issue')
  const full = await walk(started.source)
  const closedAt = change(started, number, closed(NOW + HOUR, 'completed'))
  const first = await walk(started.source, { since: markOf(full) })
  const again = await walk(started.source, { since: markOf(full) })
  const key = `${REPO}#${number}`
  expect(movesOf(first, key)).toMatchObject([{ at: closedAt, status: 'closed' }])
  expect(movesOf([...first, ...again], key)).toEqual(movesOf(first, key))
  expect(first.flatMap(({ moves }) => moves).every(({ at }) => at >= atOf(full))).toBe(true)
})

test('events that GitHub no longer shows leave the walk whole, and the mark says how far they reach', async () => {
  const started = await start({ issues: 150, pulls: 150, github: { eventPageMax: 2 } })
  const pages = await walk(started.source)
  expect(keys(pages)).toHaveLength(300)
  const moves = pages.flatMap((page) => page.moves)
  const reach = Math.min(...moves.map(({ at }) => at))
  // The oldest event shown may be none of the moves: a closing that accompanies a merge.
  const { eventsReach } = markOf(pages)
  expect(eventsReach).toBeLessThanOrEqual(reach)
  expect(eventsReach).toBeGreaterThan(reach - 3 * 24 * HOUR)
  const next = await walk(started.source, { since: markOf(pages) })
  expect(markOf(next).eventsReach).toBe(eventsReach)
})

test('an event that cannot be read is shown, and its page goes on', async () => {
  const { source, simulator } = await start()
  const issue = { number: 3 }
  const body = [null, { id: 1, event: 'closed', created_at: 'x', issue }, { id: 2, event: 'moved', created_at: 'x' }]
  simulator.control.failNext({ match: { path: '/issues/events' }, status: 200, body })
  const quarantined = (await walk(source)).flatMap((page) => page.quarantined)
  expect(quarantined.map(({ key }) => key)).toEqual([null, `${REPO}#3`])
})

test('a repository whose events are refused is walked all the same, without moves', async () => {
  const started = await start()
  const { control } = started.simulator
  for (const status of [403, 404, 410]) {
    control.failNext({ match: { path: '/issues/events' }, status, body: { message: 'refused' } })
    const pages = await walk(started.source)
    expect(pages.flatMap((page) => page.moves)).toEqual([])
    expect(keys(pages)).toHaveLength(50)
    expect(markOf(pages).eventsReach).toBe(started.clock.now)
  }
})
