import { afterEach, expect, test } from 'vitest'
import { NOW, REPO, side, startGithub, type TestGithub } from '../test-github.ts'

const DAY = 86_400_000
let github: TestGithub | null = null
afterEach(() => github?.close())

const iso = (at: number) => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')

async function start(releases = 3): Promise<TestGithub> {
  github = await startGithub({ issues: 1, pulls: 0 })
  for (let id = 1; id <= releases; id += 1) put(github, id, NOW - (releases - id + 1) * DAY)
  return github
}

function put({ simulator }: TestGithub, id: number, at: number, more: object = {}): void {
  const release = { id, tag_name: `v${id}`, created_at: iso(at), published_at: iso(at), ...more }
  simulator.control.putRelease(REPO, release)
}

const ids = (pages: readonly { releases: readonly { id: string }[] }[]) =>
  pages.flatMap(({ releases }) => releases.map(({ id }) => id))

test('releases come with their name and the instant of their publication, drafts without', async () => {
  const started = await start(1)
  put(started, 2, NOW, { draft: true, published_at: null, name: 'Second' })
  put(started, 3, NOW + 1000, { prerelease: true, name: '' })
  const [page] = await side(started.source, 'releases')
  expect(page?.releases).toEqual([
    expect.objectContaining({ id: '3', name: 'v3', releasedAt: NOW + 1000, isPrerelease: true }),
    expect.objectContaining({ id: '2', name: 'Second', releasedAt: null, isPrerelease: false }),
    expect.objectContaining({ scope: REPO, id: '1', name: 'v1', releasedAt: NOW - DAY }),
  ])
})

test('nothing new costs nothing of the quota, and keeps the mark', async () => {
  const { source, simulator } = await start()
  const mark = (await side(source, 'releases')).at(-1)?.mark ?? null
  simulator.control.clearRequests()
  expect(await side(source, 'releases', { since: mark })).toMatchObject([{ releases: [], mark, requests: 1 }])
  expect(simulator.control.requests('github').map(({ status }) => status)).toEqual([304])
})

test('a draft that is published comes again with its instant', async () => {
  const started = await start()
  put(started, 4, NOW, { draft: true, published_at: null })
  const mark = (await side(started.source, 'releases')).at(-1)?.mark ?? null
  put(started, 4, NOW, { published_at: iso(NOW + DAY) })
  const [page] = await side(started.source, 'releases', { since: mark })
  expect(page?.releases.find(({ id }) => id === '4')?.releasedAt).toBe(NOW + DAY)
})

test('only the pages with something new are read again, and a reading goes on after any page', async () => {
  const started = await start(250)
  const { source } = started
  const full = await side(source, 'releases')
  expect(new Set(ids(full)).size).toBe(250)
  const rest = await side(source, 'releases', { from: JSON.parse(JSON.stringify(full[0]?.next)) })
  expect(ids([...full.slice(0, 1), ...rest])).toEqual(ids(full))
  expect(rest.at(-1)?.mark).toEqual(full.at(-1)?.mark)
  put(started, 251, NOW)
  expect(ids(await side(source, 'releases', { since: full.at(-1)?.mark ?? null }))).toHaveLength(100)
})
