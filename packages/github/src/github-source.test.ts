import { generateKeyPairSync } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { keys, REPO, startGithub, type TestGithub, walk } from './test-github.ts'

let github: TestGithub | null = null
afterEach(() => github?.close())

async function start(options: Parameters<typeof startGithub>[0] = {}): Promise<TestGithub> {
  github = await startGithub({ issues: 20, pulls: 10, ...options })
  return github
}

const signal = new AbortController().signal
const pair = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const app = { appId: '12', installationId: '34', publicKey: pair.publicKey }
const appAuth = { type: 'app', appId: '12', installationId: '34', privateKey: pair.privateKey } as const

test('a check names the account, the token’s scopes and the rights in each repository', async () => {
  const { source } = await start()
  const { ok, account, permissions, problems } = await source.check([REPO], signal)
  expect({ ok, account, problems }).toEqual({ ok: true, account: 'planning-office', problems: [] })
  expect(permissions).toEqual(expect.arrayContaining(['repo', 'read:org', `pull on ${REPO}`]))
})

test('a check has one sentence for each repository it cannot see', async () => {
  const { source } = await start()
  const { ok, problems } = await source.check(['bulk/none', REPO, 'nonsense'], signal)
  expect(ok).toBe(false)
  expect(problems).toEqual([expect.stringContaining('bulk/none'), expect.stringContaining('nonsense')])
})

test('a check tells a repository that goes by another name now', async () => {
  const { source, simulator } = await start()
  simulator.control.renameRepo(REPO, 'bulk/renamed')
  expect((await source.check([REPO], signal)).problems).toEqual([expect.stringContaining('bulk/renamed')])
})

test('a check of refused credentials says so once, however many repositories there are', async () => {
  const { source, simulator } = await start()
  simulator.control.revokeToken('github')
  const { ok, account, problems } = await source.check([REPO, 'bulk/none'], signal)
  expect({ ok, account, problems }).toEqual({
    ok: false,
    account: null,
    problems: [expect.stringContaining('Create a new token')],
  })
})

test('a GitHub App walks and checks with its installation', async () => {
  const { connect } = await start({ github: { app } })
  const source = connect({ auth: appAuth }, { clock: Date.now })
  expect(keys(await walk(source))).toHaveLength(30)
  await expect(source.check([REPO], signal)).resolves.toMatchObject({ ok: true, account: 'installation 34' })
})

test('a token of an installation that ends while a walk goes on is renewed before', async () => {
  const { connect, clock, simulator } = await start({ github: { app } })
  vi.useFakeTimers({ toFake: ['Date'], now: clock.now })
  try {
    const source = connect({ auth: appAuth })
    const found: string[] = []
    for await (const page of source.walk({ scope: REPO, since: null, from: null, signal })) {
      found.push(...keys([page]))
      clock.now += 61 * 60_000
      vi.setSystemTime(clock.now)
    }
    expect(found).toHaveLength(30)
    const exchanges = simulator.control.requests('github').filter(({ method }) => method === 'POST')
    expect(exchanges.length).toBeGreaterThan(1)
    expect(simulator.control.requests('github').every(({ status }) => status === 200 || status === 201)).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})

test('a server that does not know the version of the API is asked without it from then on', async () => {
  const { source, simulator } = await start()
  simulator.control.failNext({ status: 400, body: { message: 'Invalid version' } })
  expect(keys(await walk(source))).toHaveLength(30)
  const versions = simulator.control.requests('github').map(({ headers }) => headers['x-github-api-version'])
  expect(versions[0]).toBe('2022-11-28')
  expect(versions.slice(1).every((version) => version === undefined)).toBe(true)
})

test('a 400 that has nothing to do with the version stays one', async () => {
  const { source, simulator } = await start()
  simulator.control.failNext({ status: 400, times: 2 })
  await expect(walk(source)).rejects.toMatchObject({ code: 'github.refused_request' })
  await walk(source)
  expect(simulator.control.requests('github').at(-1)?.headers['x-github-api-version']).toBe('2022-11-28')
})

test('an app that GitHub does not know, or that was uninstalled, is a matter of credentials', async () => {
  const { connect } = await start({ github: { app } })
  for (const auth of [
    { ...appAuth, appId: '13' },
    { ...appAuth, installationId: '35' },
  ]) {
    await expect(walk(connect({ auth }))).rejects.toMatchObject({ code: 'github.app_refused', retry: 'never' })
  }
})

test('a private key that is none is told as such, without being repeated', async () => {
  const { connect } = await start({ github: { app } })
  const privateKey = '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----'
  const error: unknown = await walk(connect({ auth: { ...appAuth, privateKey } })).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'github.app_key', retry: 'never' })
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('c2VjcmV0')
})

test('credentials of another tool are refused with the form that fits', async () => {
  const { connect } = await start()
  const auth = { type: 'basic', email: 'a@example.org', token: 'x' } as const
  await expect(walk(connect({ auth }))).rejects.toMatchObject({ code: 'github.auth_unsupported' })
})

test('a private address is refused unless it is allowed', async () => {
  const { connect, simulator } = await start()
  await expect(walk(connect({}, { allowPrivateHosts: false }))).rejects.toMatchObject({
    code: 'github.address_refused',
  })
  expect(simulator.control.requests()).toEqual([])
})

test('an address where nobody answers says what to check', async () => {
  const { connect, simulator } = await start()
  await simulator.close()
  await expect(walk(connect())).rejects.toMatchObject({
    code: 'github.unreachable',
    message: expect.stringMatching(/^Could not reach http:.* \(connection refused\)\. Check baseUrl/),
  })
})

test('no secret appears in an error, its cause or its context', async () => {
  const { connect } = await start()
  const error: unknown = await walk(connect({ auth: { type: 'token', token: 'very-secret' } })).catch(
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ code: 'github.unauthorized' })
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('very-secret')
})
