import type { Source } from '@throughline/source'
import { afterEach, expect, test } from 'vitest'
import { REPO, startGithub, type TestGithub } from '../test-github.ts'

const url = 'http://127.0.0.1:9/api/v1/webhooks/github/gh'
const secret = 'never-repeat-this'
let github: TestGithub | null = null
afterEach(() => github?.close())

async function start(): Promise<TestGithub> {
  github = await startGithub({ issues: 1, pulls: 0 })
  return github
}

const register = (source: Source, scopes: readonly string[] = [REPO]) =>
  source.register({ url, secret, scopes, signal: new AbortController().signal })

const written = ({ simulator }: TestGithub) =>
  simulator.control.requests('github').filter(({ method }) => method !== 'GET')

test('a repository without a webhook gets one, signed and in JSON, for what the hub keeps', async () => {
  const started = await start()
  expect(await register(started.source)).toEqual([{ scope: REPO, hookId: expect.stringMatching(/^\d+$/), steps: [] }])
  expect(written(started)).toMatchObject([
    {
      method: 'POST',
      body: {
        name: 'web',
        active: true,
        config: { url, secret, content_type: 'json', insecure_ssl: '0' },
        events: expect.arrayContaining(['issues', 'pull_request', 'deployment_status', 'sub_issues']),
      },
    },
  ])
})

test('one that is there stays, however often it is asked for', async () => {
  const started = await start()
  const first = await register(started.source)
  expect(await register(started.connect())).toEqual(first)
  expect(written(started)).toHaveLength(1)
})

test.each([
  { events: ['issues'] },
  { events: ['*'], active: false },
  { events: ['*'], config: { url, content_type: 'form', secret: '********' } },
  { events: ['*'], config: { url, content_type: 'json' } },
])('one that is not as it should be is put right: %j', async (differences) => {
  const started = await start()
  const config = { url, content_type: 'json', secret: '********' }
  const hook = { id: 77, active: true, config, ...differences }
  started.simulator.control.failNext({ match: { path: '/hooks' }, status: 200, body: [{ id: 1 }, hook] })
  started.simulator.control.failNext({ match: { method: 'PATCH' }, status: 200, body: hook })
  expect(await register(started.source)).toEqual([{ scope: REPO, hookId: '77', steps: [] }])
  expect(written(started)).toMatchObject([
    { method: 'PATCH', path: `/repos/${REPO}/hooks/77`, body: { config: { secret } } },
  ])
})

test('what the credentials may not do comes back as steps that name everything but the secret', async () => {
  const started = await start()
  started.simulator.control.setGithubRights({ admin: false })
  const hooks = await register(started.source, [REPO, 'nonsense'])
  expect(hooks.map(({ scope, hookId }) => [scope, hookId])).toEqual([
    [REPO, null],
    ['nonsense', null],
  ])
  const steps = hooks[0]?.steps.join('\n')
  expect(steps).toContain('(404)')
  expect(steps).toContain(`${started.simulator.githubUrl}/${REPO}/settings/hooks/new`)
  expect(steps).toContain(`Payload URL: ${url}`)
  expect(steps).toContain('Deployment statuses')
  expect(JSON.stringify(hooks)).not.toContain(secret)
})

test('a webhook that may be seen but not changed is named in the steps', async () => {
  const started = await start()
  const hook = { id: 77, config: { url } }
  started.simulator.control.failNext({ match: { path: '/hooks' }, status: 200, body: [hook] })
  started.simulator.control.failNext({ match: { method: 'PATCH' }, status: 403, body: { message: 'no' } })
  const [registered] = await register(started.source)
  expect(registered?.hookId).toBe('77')
  expect(registered?.steps.join('\n')).toContain('/settings/hooks/77')
})

test('an address that GitHub cannot reach is told as such', async () => {
  const started = await start()
  started.simulator.control.failNext({ match: { method: 'POST' }, status: 422, body: { message: 'Validation Failed' } })
  const [registered] = await register(started.source)
  expect(registered).toMatchObject({ hookId: null, steps: expect.arrayContaining([expect.stringContaining(url)]) })
  expect(registered?.steps[0]).toContain('reach the address')
})

test('a limit is no refusal: it is waited for', async () => {
  const started = await start()
  started.simulator.control.limitGithubSecondary(90)
  await expect(register(started.source)).rejects.toMatchObject({ retry: { afterMs: 90_000 } })
})
