import type { GithubIssueRecord } from '@throughline/simulator'
import type { MissedDelivery, WebhookNews } from '@throughline/source'
import { afterEach, expect, test } from 'vitest'
import { NOW, REPO, startGithub, type TestGithub } from '../test-github.ts'
import { githubWebhook } from './github-webhook.ts'

const MINUTE = 60_000
const signal = new AbortController().signal
let github: TestGithub | null = null
afterEach(() => github?.close())

/** A GitHub with a webhook that nobody answers. */
async function start(): Promise<TestGithub & { readonly hookId: string }> {
  github = await startGithub({ issues: 3, pulls: 3 })
  const url = 'http://127.0.0.1:9/hook'
  const [hook] = await github.source.register({ url, secret: 's', scopes: [REPO], signal })
  return { ...github, hookId: hook?.hookId ?? '' }
}

async function missed(
  { source, simulator, hookId }: Awaited<ReturnType<typeof start>>,
  { since = NOW, known = [] }: { readonly since?: number; readonly known?: readonly string[] } = {},
): Promise<MissedDelivery[]> {
  await simulator.control.webhooksSettled()
  const isKnown = async (ids: readonly string[]) => new Set(ids.filter((id) => known.includes(id)))
  const hooks = [
    { scope: null, hookId: '1' },
    { scope: 'bulk/none', hookId: '2' },
    { scope: REPO, hookId },
  ]
  const found: MissedDelivery[] = []
  for await (const delivery of source.missed({ hooks, since, isKnown, signal })) found.push(delivery)
  return found
}

function issue({ simulator }: TestGithub, number: number): GithubIssueRecord {
  const record = simulator.control.githubIssue(REPO, number)
  if (record === null) throw new Error(`there is no #${number}`)
  return record
}

const newsOf = ({ event, body }: MissedDelivery): WebhookNews | null =>
  githubWebhook.read({ event, body: JSON.parse(body) })

test('deliveries that the hub does not have are found with what they said, whatever GitHub made of them', async () => {
  const started = await start()
  for (const number of [1, 2]) {
    started.simulator.control.upsertGithubIssue(REPO, { ...issue(started, number), title: `changed ${number}` })
  }
  const found = await missed(started)
  expect(found.map(newsOf).map((news) => news?.keys)).toEqual([[`${REPO}#2`], [`${REPO}#1`]])
  expect(found.every(({ id }) => /^[\da-f-]{36}$/.test(id))).toBe(true)
  const [first] = found
  expect((await missed(started, { known: [first?.id ?? ''] })).map(({ id }) => id)).toEqual([found[1]?.id])
})

test('the list is followed over its pages, back to the instant asked for and a little further', async () => {
  const started = await start()
  for (let count = 1; count <= 130; count += 1) {
    started.clock.now += MINUTE
    started.simulator.control.upsertGithubIssue(REPO, { ...issue(started, 1), title: `changed ${count}` })
  }
  expect(await missed(started)).toHaveLength(130)
  started.simulator.control.clearRequests()
  expect(await missed(started, { since: started.clock.now - 9 * MINUTE })).toHaveLength(20)
  expect(started.simulator.control.requests('github').filter(({ path }) => path.endsWith('/deliveries'))).toHaveLength(
    2,
  )
})

test('ids longer than a number holds are asked for as they are', async () => {
  const started = await start()
  const body = '[{"id":123456789012345678,"guid":"g","delivered_at":"2026-06-01T12:00:00Z","event":"issues"}]'
  const sent = { request: { payload: { action: 'edited', issue: { number: 1 }, repository: { full_name: REPO } } } }
  const match = { path: `hooks/${started.hookId}/deliveries` }
  started.simulator.control.failNext({ match, status: 200, body })
  started.simulator.control.failNext({ match, status: 200, body: sent })
  expect(await missed(started)).toEqual([{ id: 'g', event: 'issues', body: JSON.stringify(sent.request.payload) }])
  expect(started.simulator.control.requests('github').at(-1)?.path).toMatch(/\/123456789012345678$/)
})

test('what GitHub says by webhook leads to the keys, deletions and streams that it is about', async () => {
  const started = await start()
  const { control } = started.simulator
  control.replaceRepo({ repo: 'bulk/other', issues: [], pulls: [] })
  const pull = control.pull(REPO, 4)
  if (pull === null) throw new Error('there is no pull request #4')
  const created_at = '2026-06-01T12:00:00Z'
  control.upsertPull(REPO, { ...pull, title: 'another' })
  control.addReview(REPO, 4, { id: 1, user: { login: 'grace', id: 7 }, state: 'APPROVED', submitted_at: created_at })
  control.putRelease(REPO, { id: 1, tag_name: 'v1', created_at, published_at: created_at })
  control.addDeployment(REPO, { id: 1, sha: 'a'.repeat(40), ref: 'main', environment: 'live', created_at })
  control.addDeploymentStatus(REPO, 1, { id: 1, state: 'success', created_at })
  const number = control.transferGithubIssue(REPO, 3, 'bulk/other')
  control.deleteGithubIssue(REPO, 2)
  const news = (await missed(started)).map(newsOf)
  expect(news.every((one) => one?.scope === REPO)).toBe(true)
  expect(news.flatMap((one) => one?.gone ?? [])).toEqual([
    { key: `${REPO}#2`, kind: 'deleted', at: null, movedTo: null },
    { key: `${REPO}#3`, kind: 'transferred', at: null, movedTo: `bulk/other#${number}` },
  ])
  expect(new Set(news.flatMap((one) => one?.streams ?? []))).toEqual(new Set(['deployments', 'releases', 'reviews']))
  expect(new Set(news.flatMap((one) => one?.keys ?? []))).toEqual(new Set([`${REPO}#4`]))
})
