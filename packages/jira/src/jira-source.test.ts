import { afterEach, expect, test } from 'vitest'
import { startJira, type TestJira, walk } from './test-jira.ts'

let jira: TestJira | null = null
afterEach(() => jira?.close())

async function start(): Promise<TestJira> {
  jira = await startJira({ issues: 30 })
  return jira
}

const signal = new AbortController().signal

test('a check names the account, its permissions and the resolutions in use', async () => {
  const { source } = await start()
  await expect(source.check(['BULK'], signal)).resolves.toEqual({
    ok: true,
    account: 'Planning Office',
    permissions: ['Browse Projects on BULK'],
    problems: [],
    resolutions: ['Done'],
  })
})

test('a check has one sentence for each project it cannot see', async () => {
  const { source } = await start()
  const { ok, problems } = await source.check(['NOPE', 'BULK', 'NADA'], signal)
  expect(ok).toBe(false)
  expect(problems).toEqual([expect.stringContaining('NOPE'), expect.stringContaining('NADA')])
})

test('a check of refused credentials says so once, however many projects there are', async () => {
  const { source, simulator } = await start()
  simulator.control.revokeToken('jira')
  const { ok, account, problems } = await source.check(['BULK', 'NOPE'], signal)
  expect({ ok, account, problems }).toEqual({
    ok: false,
    account: null,
    problems: [expect.stringContaining('Create a new token')],
  })
})

test('a check of an address where nobody answers says what to check', async () => {
  const { connect, simulator } = await start()
  const source = connect()
  await simulator.close()
  const { problems } = await source.check(['BULK'], signal)
  expect(problems).toEqual([expect.stringContaining('Check baseUrl')])
})

test('credentials of another tool are refused with the form that fits', async () => {
  const { connect } = await start()
  await expect(walk(connect({ auth: { type: 'token', token: 'x' } }))).rejects.toMatchObject({
    code: 'jira.auth_unsupported',
  })
})

test('a private address is refused unless it is allowed', async () => {
  const { connect, simulator } = await start()
  await expect(walk(connect({}, { allowPrivateHosts: false }))).rejects.toMatchObject({ code: 'jira.address_refused' })
  expect(simulator.control.requests()).toEqual([])
})

test('no secret appears in an error or its context', async () => {
  const { connect, simulator } = await start()
  simulator.control.revokeToken('jira')
  const auth = { type: 'basic', email: 'ada@example.org', token: 'very-secret' } as const
  const error: unknown = await walk(connect({ auth })).catch((thrown: unknown) => thrown)
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/very-secret|dmVyeS1zZWNyZXQ|ada@/)
})
