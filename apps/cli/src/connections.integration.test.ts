import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Demo, openDemo } from './testing/open-demo.ts'

let demo: Demo
const run: Demo['run'] = (...args) => demo.run(...args)
const runJson: Demo['runJson'] = (args) => demo.runJson(args)

beforeAll(async () => {
  demo = await openDemo()
}, 90_000)

afterAll(() => demo?.close())

describe('connections and syncs', () => {
  test('connections tell when each scope was last read, and how complete that was', async () => {
    const { stdout } = await run(['connections'])
    expect(stdout).toMatch(
      /github +github +clinic\/ehr-core +(just now|\d+ minutes? ago) +100\.0 % +(just now|\d+ min)/,
    )
  })

  test('sync shows each scope on standard error and ends with 0', async () => {
    const { exitCode, stdout, stderr } = await run(['sync', 'jira', '--full'])
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'jira: succeeded, 0 items changed\n' })
    expect(stderr).toMatch(/jira EHR: succeeded, \d+ fetched, 0 changed/)
  })

  test('webhooks are registered for every scope of a connection that has a secret, which nobody is shown', async () => {
    const { answer: connections } = await runJson(['connections'])
    const { baseUrl } = connections.find((one: { id: string }) => one.id === 'github')
    const args = ['connect', 'github', 'hooked', '--base-url', baseUrl, '--scope', 'clinic/ehr-core']
    const secrets = { THROUGHLINE_GITHUB_TOKEN: 'simulated-github-token', THROUGHLINE_WEBHOOK_SECRET: 'hook-secret-1' }
    const connected = await run([...args, '--quota-share', '0.8'], secrets)
    expect({ ...connected, stdout: '' }).toEqual({ exitCode: 0, stdout: '', stderr: '' })
    expect(connected.stdout).toContain('throughline webhook register hooked')
    const hub = demo.env.THROUGHLINE_URL
    const registered = await run(['webhook', 'register', 'hooked', '--public-url', hub])
    expect(registered.exitCode).toBe(0)
    expect(registered.stdout).toMatch(
      /^Changes are sent to http.*\/webhooks\/github\/hooked\nok {4}clinic\/ehr-core: webhook \d+\n$/,
    )
    const { answer } = await runJson(['connections'])
    expect(answer.find((one: { id: string }) => one.id === 'hooked')).toMatchObject({ quotaShare: 0.8 })
    expect(connected.stdout + registered.stdout + JSON.stringify(answer)).not.toContain('hook-secret-1')
    const refused = await run(['webhook', 'register', 'github', '--public-url', hub])
    expect({ ...refused, stderr: '' }).toEqual({ exitCode: 2, stdout: '', stderr: '' })
    expect(refused.stderr).toContain('has no webhookSecret')
  })

  test('items are filtered by the hub and read over pages', async () => {
    const { answer } = await runJson(['items', '--connection', 'jira', '--limit', '450'])
    expect(answer).toHaveLength(450)
    expect(new Set(answer.map((item: { key: string }) => item.key)).size).toBe(450)
  })

  test('a wrong token of a tool: connect names the problem, sync fails with the sentence, both end with 1', async () => {
    const { answer: connections } = await runJson(['connections'])
    const { baseUrl } = connections.find((one: { kind: string }) => one.kind === 'github')
    const args = ['connect', 'github', 'wrong', '--base-url', baseUrl, '--scope', 'clinic/ehr-core']
    const connected = await run(args, { THROUGHLINE_GITHUB_TOKEN: 'ghp_not-this-one' })
    expect(connected.exitCode).toBe(1)
    expect(connected.stdout).not.toContain('ghp_not-this-one')
    const synced = await run(['sync', 'wrong'])
    expect({ exitCode: synced.exitCode, stdout: synced.stdout }).toEqual({
      exitCode: 1,
      stdout: expect.stringMatching(/wrong: failed, 0 items changed\n {2}clinic\/ehr-core: .*(token|credentials)/i),
    })
  })

  test('the token of a tool can come from standard input', async () => {
    const { answer: connections } = await runJson(['connections'])
    const { baseUrl } = connections.find((one: { id: string }) => one.id === 'github')
    const args = [
      'connect',
      'github',
      'again',
      '--base-url',
      baseUrl,
      '--scope',
      'clinic/ehr-core',
      '--token-file',
      '-',
    ]
    const { exitCode, stdout } = await run(args, {}, 'simulated-github-token\n')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/again is stored; it signs in as planning-office/)
  })
})

test('a made token works until it is revoked, and one that may read cannot write', async () => {
  const { answer: made } = await runJson(['tokens', 'create', 'Wall display'])
  const asReader = { THROUGHLINE_TOKEN: made.token }
  expect((await run(['kpis'], asReader)).exitCode).toBe(0)
  expect((await run(['sync', 'jira'], asReader)).exitCode).toBe(3)
  expect((await run(['tokens', 'revoke', made.id])).exitCode).toBe(0)
  expect((await run(['kpis'], asReader)).exitCode).toBe(3)
})

test('doctor finds the hub ready and its data fresh', async () => {
  const { stdout } = await run(['doctor', '--url', demo.env.THROUGHLINE_URL])
  expect(stdout).toMatch(/ok {4}hub: .* is ready/)
  expect(stdout).toMatch(/ok {4}connection jira: read (just now|\d+ minutes? ago)/)
})
