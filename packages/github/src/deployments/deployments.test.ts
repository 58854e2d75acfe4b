import { afterEach, expect, test } from 'vitest'
import { NOW, REPO, side, startGithub, type TestGithub } from '../test-github.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
let github: TestGithub | null = null
afterEach(() => github?.close())

async function start(): Promise<TestGithub> {
  github = await startGithub({ issues: 1, pulls: 0 })
  return github
}

const iso = (at: number) => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')
let statusId = 0

function deploy(
  { simulator }: TestGithub,
  id: number,
  at: number,
  environment = 'production',
  more: object = {},
): void {
  simulator.control.addDeployment(REPO, {
    id,
    sha: 'a'.repeat(40),
    ref: 'main',
    environment,
    created_at: iso(at),
    ...more,
  })
}

function tell(
  { simulator }: TestGithub,
  id: number,
  state: 'success' | 'failure' | 'inactive' | 'pending',
  at: number,
): void {
  statusId += 1
  simulator.control.addDeploymentStatus(REPO, id, { id: statusId, state, created_at: iso(at) })
}

async function read({ source }: TestGithub, since: object | null = null) {
  const pages = await side(source, 'deployments', { since: since === null ? null : JSON.parse(JSON.stringify(since)) })
  return {
    deployments: pages.flatMap(({ deployments }) => deployments),
    mark: pages.at(-1)?.mark ?? null,
    requests: pages.reduce((sum, { requests }) => sum + requests, 0),
  }
}

test('a deployment tells its environment, and when it first succeeded and first failed', async () => {
  const started = await start()
  deploy(started, 1, NOW - DAY)
  tell(started, 1, 'failure', NOW - DAY + HOUR)
  tell(started, 1, 'success', NOW - DAY + 2 * HOUR)
  tell(started, 1, 'success', NOW - DAY + 3 * HOUR)
  tell(started, 1, 'inactive', NOW - DAY + 4 * HOUR)
  deploy(started, 2, NOW - HOUR, 'Staging')
  deploy(started, 3, NOW, 'live', { production_environment: true })
  expect((await read(started)).deployments).toEqual([
    expect.objectContaining({ id: '3', environment: 'live', isProduction: true, succeededAt: null, failedAt: null }),
    expect.objectContaining({ id: '2', environment: 'Staging', isProduction: false, createdAt: NOW - HOUR }),
    {
      scope: REPO,
      id: '1',
      environment: 'production',
      isProduction: true,
      createdAt: NOW - DAY,
      succeededAt: NOW - DAY + 2 * HOUR,
      failedAt: NOW - DAY + HOUR,
    },
  ])
})

test('nothing new and nothing open costs nothing of the quota, and keeps the mark', async () => {
  const started = await start()
  deploy(started, 1, NOW - DAY)
  tell(started, 1, 'success', NOW - HOUR)
  const { mark } = await read(started)
  started.simulator.control.clearRequests()
  expect(await read(started, mark)).toEqual({ deployments: [], mark, requests: 1 })
  expect(started.simulator.control.requests('github').map(({ status }) => status)).toEqual([304])
})

test('one that had not ended is asked for again until it has, those that had are not', async () => {
  const started = await start()
  for (const id of [1, 2, 3]) deploy(started, id, NOW - 3 * DAY + id * HOUR)
  for (const id of [1, 3]) tell(started, id, 'success', NOW - DAY)
  const first = await read(started)
  const second = await read(started, first.mark)
  const asked = ({ deployments }: typeof first) => deployments.map(({ id }) => id)
  expect([asked(first), asked(second)]).toEqual([
    ['3', '2', '1'],
    ['3', '2'],
  ])
  tell(started, 2, 'failure', NOW)
  const third = await read(started, second.mark)
  expect(third.deployments.find(({ id }) => id === '2')?.failedAt).toBe(NOW)
  expect((await read(started, third.mark)).deployments).toEqual([])
})

test('one of which nothing was told for two weeks is no longer waited for', async () => {
  const started = await start()
  deploy(started, 1, NOW - 15 * DAY)
  deploy(started, 2, NOW - HOUR)
  tell(started, 2, 'success', NOW)
  const { mark } = await read(started)
  expect((await read(started, mark)).requests).toBe(1)
})

test('a long past is read page by page, and a reading goes on after any page', async () => {
  const started = await start()
  for (let id = 1; id <= 130; id += 1) deploy(started, id, NOW - (131 - id) * HOUR)
  const pages = await side(started.source, 'deployments')
  const rest = await side(started.source, 'deployments', { from: JSON.parse(JSON.stringify(pages[0]?.next)) })
  expect(pages.map(({ deployments }) => deployments.length)).toEqual([100, 30])
  expect(rest.map(({ deployments, mark }) => ({ deployments, mark }))).toEqual(
    pages.slice(1).map(({ deployments, mark }) => ({ deployments, mark })),
  )
})
