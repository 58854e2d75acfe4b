import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase, spawnProcess, type TestDatabase, type TestProcess } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from './run.ts'
import { capturedIo } from './testing/captured-io.ts'

const entry = new URL('./main.ts', import.meta.url)
const plan = 'ehr-rollout'

let folder: string
let database: TestDatabase
let demo: TestProcess
let env: NodeJS.ProcessEnv

/* One demo for all tests: it is a hub with connections, work and a plan, and its tools can be pulled from. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-cli-'))
  database = await createTestDatabase()
  demo = await spawnProcess(entry, {
    args: ['demo', '--port', '0'],
    env: { DATABASE_URL: database.url, THROUGHLINE_DATA_DIR: folder, NO_COLOR: '1' },
    ready: /Ctrl-C ends the demo/,
    readyTimeoutMs: 80_000,
  })
  const [, url, token] = /export THROUGHLINE_URL=(\S+) THROUGHLINE_TOKEN=(\S+)/.exec(demo.output()) ?? []
  env = { THROUGHLINE_URL: url, THROUGHLINE_TOKEN: token }
}, 90_000)

afterAll(async () => {
  await demo?.kill('SIGTERM')
  await database?.drop()
  await rm(folder, { recursive: true, force: true })
})

async function run(args: readonly string[], more: NodeJS.ProcessEnv = {}, input = '') {
  const io = capturedIo({ ...env, ...more }, input)
  const exitCode = await runCli(args, io)
  return { exitCode, stdout: io.stdout(), stderr: io.stderr() }
}

async function runJson(args: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const { exitCode, stdout, stderr } = await run([...args, '--json'], more)
  return { exitCode, stderr, answer: JSON.parse(stdout) }
}

test('the demo prints roadmap, KPIs with their evidence and this week’s report', () => {
  const output = demo.output()
  expect(output).toMatch(/One record per patient at every site {2,}[█▏▎▍▌▋▊▉░]+ +[\d.]+ %/)
  expect(output).toMatch(/KPI of week \d{4}-W\d\d/)
  expect(output).toMatch(/Lead time of a change to the record +[\d.]+ days.* \d+ items\n/)
  expect(output).toContain('# Electronic health records across all sites')
})

describe('numbers', () => {
  test('roadmap finds the only plan by itself, and JSON has the unrounded numbers', async () => {
    const table = await run(['roadmap', '--why'])
    expect(table.exitCode).toBe(0)
    expect(table.stdout).toMatch(/Patients read results and letters online: It was due on/)
    const { answer } = await runJson(['roadmap', plan])
    expect(answer).toMatchObject({ plan, objectives: expect.any(Array) })
  })

  test('a past roadmap stands no higher than the present one', async () => {
    const { answer: now } = await runJson(['roadmap'])
    const { answer: past } = await runJson(['roadmap', '--as-of', now.asOf.slice(0, 4) - 1 + now.asOf.slice(4, 10)])
    expect(past.progress).toBeLessThan(now.progress)
  })

  test.each([
    ['markdown', '# '],
    ['html', '<!doctype html>'],
    ['csv', 'kind,objective,id'],
    ['json', '{'],
  ])('the report comes as %s', async (format, beginning) => {
    const { exitCode, stdout } = await run(['report', 'weekly', '--format', format])
    expect(exitCode).toBe(0)
    expect(stdout.toLowerCase().startsWith(beginning)).toBe(true)
    expect(stdout).toContain('Check-in kiosks in waiting rooms')
  })

  test('KPIs say how many items made them', async () => {
    const { stdout } = await run(['kpis'])
    expect(stdout).toMatch(/Pull requests merged in four weeks .* \d+ items\n/)
  })

  test('a plan that is not there is a refusal in the hub’s words', async () => {
    const { exitCode, stderr } = await run(['roadmap', 'nope'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining('There is no plan nope') })
  })

  test('a wrong token is a refusal that names the variable', async () => {
    const { exitCode, stderr } = await run(['roadmap'], { THROUGHLINE_TOKEN: 'tl_wrong' })
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining('THROUGHLINE_TOKEN') })
  })
})

describe('plans and links', () => {
  test('apply refuses an invalid document with file and line, and ends with 1', async () => {
    const file = join(folder, 'broken.yaml')
    const { stdout } = await run(['plan', 'export', plan])
    await writeFile(file, stdout.replace('\nvision:', '\nvison:'))
    const { exitCode, stderr } = await run(['plan', 'apply', file])
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(/broken\.yaml:\d+:1: .*vison/) })
  })

  test('a dry run shows the effect of a link and stores nothing', async () => {
    const { exitCode, stdout } = await run(['link', 'EHR-12', 'one-record', '--dry-run'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/would be stored/)
    expect(stdout).toMatch(/progress of one-record: [\d.]+ % → [\d.]+ %/)
    expect((await run(['plan', 'export', plan])).stdout).not.toContain('EHR-12 ')
  })

  test('link and unlink leave the document as it was, comments included', async () => {
    const before = await run(['plan', 'export', plan])
    expect((await run(['link', 'EHR-12', 'one-record'])).exitCode).toBe(0)
    const linked = await run(['plan', 'export', plan])
    expect((await run(['unlink', 'EHR-12', 'one-record'])).exitCode).toBe(0)
    const comments = (text: string) => text.match(/#.*/g)
    expect(linked.stdout).not.toBe(before.stdout)
    expect(comments(linked.stdout)).toEqual(comments(before.stdout))
    expect((await runJson(['plan', 'export', plan])).answer).toEqual(
      JSON.parse((await run(['plan', 'export', plan, '--plan-version', '1', '--json'])).stdout),
    )
  })

  test('unlinked work is listed', async () => {
    const { answer } = await runJson(['unlinked', '--limit', '3'])
    expect(answer).toHaveLength(3)
  })
})

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
    const hub = env.THROUGHLINE_URL ?? ''
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
  const { stdout } = await run(['doctor', '--url', env.THROUGHLINE_URL ?? ''])
  expect(stdout).toMatch(/ok {4}hub: .* is ready/)
  expect(stdout).toMatch(/ok {4}connection jira: read (just now|\d+ minutes? ago)/)
})
