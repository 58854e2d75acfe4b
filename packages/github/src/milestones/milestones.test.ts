import { afterEach, expect, test } from 'vitest'
import { NOW, REPO, side, startGithub, type TestGithub } from '../test-github.ts'

let github: TestGithub | null = null
afterEach(() => github?.close())

/** A repository whose first issues belong to a milestone each. */
async function start(milestones: number): Promise<TestGithub> {
  github = await startGithub({ issues: milestones + 1, pulls: 0 })
  for (let number = 1; number <= milestones; number += 1) put(github, number, `v${number}`)
  return github
}

function put({ simulator }: TestGithub, number: number, title: string, more: object = {}): void {
  const at = new Date(NOW).toISOString()
  const milestone = { id: 900 + number, number, title, state: 'open' as const, created_at: at, updated_at: at, ...more }
  const issue = simulator.control.githubIssue(REPO, number)
  if (issue === null) throw new Error(`There is no issue ${number}.`)
  simulator.control.upsertGithubIssue(REPO, { ...issue, milestone })
}

test('milestones are releases that are planned for the day they are due, closed ones too', async () => {
  const started = await start(1)
  put(started, 2, 'Record 2.0', { state: 'closed', due_on: '2026-09-30T07:00:00Z' })
  const [page] = await side(started.source, 'milestones')
  expect(page?.releases).toEqual([
    expect.objectContaining({
      scope: REPO,
      id: 'milestone-2',
      name: 'Record 2.0',
      releasedAt: null,
      plannedAt: Date.UTC(2026, 8, 30, 7),
    }),
    expect.objectContaining({ id: 'milestone-1', name: 'v1', plannedAt: null }),
  ])
})

test('a milestone came out when it was closed, and did not once it is open again', async () => {
  const started = await start(1)
  const releasedAt = async () => (await side(started.source, 'milestones'))[0]?.releases[0]?.releasedAt
  put(started, 1, 'v1', { state: 'closed', closed_at: '2026-05-30T10:00:00Z' })
  expect(await releasedAt()).toBe(Date.UTC(2026, 4, 30, 10))
  put(started, 1, 'v1', { closed_at: null })
  expect(await releasedAt()).toBeNull()
})

test('nothing new costs nothing of the quota, and keeps the mark', async () => {
  const { source, simulator } = await start(2)
  const mark = (await side(source, 'milestones')).at(-1)?.mark ?? null
  simulator.control.clearRequests()
  expect(await side(source, 'milestones', { since: mark })).toMatchObject([{ releases: [], mark, requests: 1 }])
  expect(simulator.control.requests('github').map(({ status }) => status)).toEqual([304])
})

test('more than a page is read to its end each time, and a reading goes on after any page', async () => {
  const started = await start(130)
  const full = await side(started.source, 'milestones')
  const names = (pages: typeof full) => pages.flatMap(({ releases }) => releases.map(({ name }) => name))
  expect(new Set(names(full)).size).toBe(130)
  expect(full.at(-1)?.mark).toEqual({ etag: null })
  const rest = await side(started.source, 'milestones', { from: JSON.parse(JSON.stringify(full[0]?.next)) })
  expect(names([...full.slice(0, 1), ...rest])).toEqual(names(full))
  expect(full.map(({ allReleases }) => allReleases?.ids.length)).toEqual([undefined, 130])
  expect(rest.at(-1)?.allReleases).toEqual(full.at(-1)?.allReleases)
})

test('a whole reading tells which milestones there are, and one without news tells nothing of it', async () => {
  const { source, simulator } = await start(2)
  const first = await side(source, 'milestones')
  expect(first[0]?.allReleases).toMatchObject({ idPrefix: 'milestone-', ids: ['milestone-1', 'milestone-2'] })
  const since = first[0]?.mark ?? null
  expect(await side(source, 'milestones', { since })).toMatchObject([{ allReleases: null }])
  const issue = simulator.control.githubIssue(REPO, 1)
  if (issue === null) throw new Error('There is no issue 1.')
  simulator.control.upsertGithubIssue(REPO, { ...issue, milestone: null })
  expect((await side(source, 'milestones', { since }))[0]?.allReleases?.ids).toEqual(['milestone-2'])
})

test('a cursor of before, which does not say what was seen, tells nothing of what there is', async () => {
  const { source } = await start(130)
  const [page] = await side(source, 'milestones', { from: { page: 2 } })
  expect(page).toMatchObject({ next: null, allReleases: null })
})
