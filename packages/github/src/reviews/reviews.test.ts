import { afterEach, expect, test } from 'vitest'
import { NOW, REPO, side, startGithub, type TestGithub } from '../test-github.ts'

const HOUR = 3_600_000
let github: TestGithub | null = null
afterEach(() => github?.close())

async function start(): Promise<TestGithub> {
  github = await startGithub({ issues: 0, pulls: 60 })
  return github
}

const iso = (at: number) => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')
const key = (number: number) => `${REPO}#${number}`
let id = 0

function review({ simulator }: TestGithub, number: number, login: string | null, at: number, type = 'User'): void {
  id += 1
  const user = login === null ? null : { login, id: 70, type }
  simulator.control.addReview(REPO, number, { id, user, state: 'COMMENTED', submitted_at: iso(at) })
}

async function first({ source }: TestGithub, number: number, author: string | null = 'ada') {
  const [page] = await side(source, 'reviews', { pulls: [{ key: key(number), author }] })
  return page?.reviews
}

test('the first review by another person counts, neither the author’s own nor a bot’s', async () => {
  const started = await start()
  review(started, 1, 'Ada', NOW)
  review(started, 1, 'checker[bot]', NOW + HOUR, 'Bot')
  review(started, 1, 'grace', NOW + 2 * HOUR)
  review(started, 1, 'linus', NOW + 3 * HOUR)
  expect(await first(started, 1)).toEqual([{ key: key(1), at: NOW + 2 * HOUR }])
})

test('a reviewer whose account is gone is another person, where the author is known', async () => {
  const started = await start()
  review(started, 1, null, NOW)
  expect(await first(started, 1)).toEqual([{ key: key(1), at: NOW }])
  expect(await first(started, 1, null)).toEqual([{ key: key(1), at: null }])
})

test('a review that was not submitted yet is none', async () => {
  const started = await start()
  const body = [{ id: 1, state: 'PENDING', submitted_at: iso(NOW), user: { login: 'grace' } }, null]
  started.simulator.control.failNext({ match: { path: '/reviews' }, status: 200, body })
  expect(await first(started, 1)).toEqual([{ key: key(1), at: null }])
})

test('every pull request is answered once, those that are not shown too', async () => {
  const started = await start()
  const pulls = Array.from({ length: 60 }, (_, index) => ({ key: key(index + 1), author: 'ada' }))
  for (const number of [7, 59]) review(started, number, 'grace', NOW)
  const pages = await side(started.source, 'reviews', { pulls: [...pulls, { key: key(999), author: null }] })
  const answered = pages.flatMap(({ reviews }) => reviews)
  expect(answered.map((answer) => answer.key)).toEqual([...pulls.map((pull) => pull.key), key(999)])
  expect(answered.filter(({ at }) => at !== null).map((answer) => answer.key)).toEqual([key(7), key(59)])
  expect(pages.map(({ next }) => next === null)).toEqual([false, false, true])
})

test('nothing asked is nothing answered', async () => {
  const { source } = await start()
  expect(await side(source, 'reviews')).toMatchObject([{ reviews: [], next: null, requests: 0 }])
})

test('a repository that may not be seen fails, instead of leaving all without a review', async () => {
  const started = await start()
  started.simulator.control.hideRepo(REPO)
  await expect(first(started, 1)).rejects.toMatchObject({ code: 'github.unknown_repository' })
})
