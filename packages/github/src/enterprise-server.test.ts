import { afterEach, expect, test } from 'vitest'
import {
  fetchKeys,
  keys,
  latest,
  markOf,
  REPO,
  side,
  startGithub,
  type TestGithub,
  walk,
  walkRanges,
} from './test-github.ts'

const signal = new AbortController().signal
let github: TestGithub | null = null
afterEach(() => github?.close())

/** A GitHub Enterprise Server: its API under a path, no limits, and fields that it does not have yet. */
async function start(): Promise<TestGithub> {
  github = await startGithub({ github: { deployment: 'enterprise-server' }, sizes: { wholeMax: 100, range: 100 } })
  return { ...github, source: github.connect({ baseUrl: `${github.simulator.githubUrl}/api/v3` }) }
}

test('an Enterprise Server is walked by the root of its API, whole, in ranges and since a mark', async () => {
  const { source } = await start()
  const whole = await walk(source)
  expect(keys(whole)).toHaveLength(270)
  expect(whole.flatMap(({ quarantined }) => quarantined)).toEqual([])
  expect(latest((await walkRanges(source)).pages)).toEqual(latest(whole))
  const since = markOf(await walk(source, { since: markOf(whole) }))
  expect(markOf(await walk(source, { since }))).toBe(since)
})

test('links of its pull requests lead to its own host', async () => {
  const { source, simulator } = await start()
  const { host } = new URL(simulator.githubUrl)
  const records = [...latest(await walk(source)).values()]
  expect(records.every(({ url }) => new URL(url).host === host)).toBe(true)
})

test('its items, side streams, counts and census are read like those of github.com', async () => {
  const { source } = await start()
  const records = latest(await walk(source))
  const asked = [...records.keys()].slice(0, 30)
  expect((await fetchKeys(source, asked)).records).toEqual(asked.map((key) => records.get(key)))
  expect(await source.count(REPO, signal)).toMatchObject({ count: 270 })
  for (const stream of source.sideStreams) {
    const pages = await side(source, stream, { pulls: [{ key: `${REPO}#200`, author: null }] })
    expect(pages.at(-1)?.next).toBeNull()
  }
})

test('the steps for its webhooks lead to its own pages', async () => {
  const { source, simulator } = await start()
  simulator.control.setGithubRights({ admin: false })
  const [hook] = await source.register({ url: 'https://hub/hook', secret: 's', scopes: [REPO], signal })
  expect(hook?.steps.join('\n')).toContain(`${simulator.githubUrl}/${REPO}/settings/hooks/new`)
})

test('a server without limits is never held back', async () => {
  const { source, simulator, slept } = await start()
  simulator.control.failNext({ status: 503, times: 2 })
  expect(keys(await walk(source))).toHaveLength(270)
  expect(slept).toHaveLength(2)
  await expect(source.check([REPO], signal)).resolves.toMatchObject({ ok: true })
})
