import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
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

async function run(
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
  input = '',
  answers: readonly string[] | null = null,
) {
  const io = capturedIo({ ...env, ...more }, input, answers)
  const exitCode = await runCli(args, io)
  return { exitCode, stdout: io.stdout(), stderr: io.stderr() }
}

async function runJson(args: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const { exitCode, stdout, stderr } = await run([...args, '--json'], more)
  return { exitCode, stderr, answer: JSON.parse(stdout) }
}

/** Settles the demo's plan now, rather than when its worker comes to it. */
async function settle() {
  const headers = { authorization: `Bearer ${env.THROUGHLINE_TOKEN}` }
  const answer = await fetch(`${env.THROUGHLINE_URL}/api/v1/plans/${plan}/settle`, { method: 'POST', headers })
  expect(answer.status).toBe(200)
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
    expect(table.stdout).toContain('85 % by')
    expect(table.stdout).toMatch(/Record core at the remaining seven sites: Forecast: 10,000 trials draw from/)
    const { answer } = await runJson(['roadmap', plan])
    expect(answer).toMatchObject({ plan, objectives: expect.any(Array) })
  })

  test('a past roadmap stands no higher than the present one', async () => {
    const { answer: now } = await runJson(['roadmap'])
    const { answer: past } = await runJson(['roadmap', '--as-of', now.asOf.slice(0, 4) - 1 + now.asOf.slice(4, 10)])
    expect(past.progress).toBeLessThan(now.progress)
  })

  test('bridge draws the causes and names the items behind them; JSON has parts that add up', async () => {
    const since = ['--from', new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10)]
    const { exitCode, stdout } = await run(['bridge', ...since])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/\n[\d.]+ % → [\d.]+ %, [+-][\d.]+ pp from /)
    expect(stdout).toMatch(/\n\d+ items done +\+[\d.]+ pp +█+\n/)
    expect(stdout).toMatch(/\n\d+ items done:\n( {2}\S+ .*: It was done on \d{4}-\d\d-\d\d\.\n){3} {2}and \d+ more\n/)
    const { answer } = await runJson(['bridge', plan, ...since])
    const sum = answer.parts.reduce((total: number, { value }: { value: number }) => total + value, 0)
    expect(sum).toBe(answer.change)
  })

  test('burn-up draws scope and what was done of it, of a part or of the whole plan', async () => {
    const whole = await run(['burn-up', plan])
    expect(whole.exitCode).toBe(0)
    expect(whole.stdout).toMatch(/\n +\d+ ┼[─╭╮╰╯│ ]+\n/)
    expect(whole.stdout).toMatch(/\n\d{4}-W\d\d, so far( +[\d.,]+){5} +[\d.]+ %\n$/)
    const { answer } = await runJson(['burn-up', plan, 'patient-index', '--by', 'day', '--from', '2026-10-01'])
    expect(answer).toMatchObject({ kind: 'deliverable', by: 'day', points: expect.any(Array) })
    expect((await run(['burn-up', plan, 'nope'])).exitCode).toBe(3)
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

  test.each([
    ['roadmap', '--known-at', '2020-01-01'],
    ['kpis', '--known-at', '2020-01-01'],
    ['unlinked', '--known-at', '2020-01-01'],
    ['report', 'weekly', '--known-at', '2020-01-01T08:00:00Z'],
  ])('%s is asked for by what was known then', async (...args) => {
    const { exitCode, stderr } = await run(args)
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining('The hub had no plan') })
  })

  test('the report for executives is shorter, and an audience that is none is wrong use', async () => {
    const [team, executive] = [
      await run(['report', 'weekly']),
      await run(['report', 'weekly', '--audience', 'executive']),
    ]
    expect(executive.exitCode).toBe(0)
    expect(executive.stdout.length).toBeLessThan(team.stdout.length / 2)
    expect(executive.stdout).toContain('Check-in kiosks in waiting rooms')
    expect((await run(['report', 'weekly', '--audience', 'board'])).exitCode).toBe(2)
  })

  test('KPIs say how many items made them', async () => {
    const { stdout } = await run(['kpis'])
    expect(stdout).toMatch(/Pull requests merged in four weeks .* \d+ items\n/)
  })

  test('KPI values are entered, imported and taken back, and the history says by whom', async () => {
    const { answer: kpis } = await runJson(['kpis'])
    const [{ id }] = kpis
    const set = await run(['kpi', 'set', id, '2026-W10', '12.5', '--reason', 'By hand'])
    expect(set).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/is 12.5 for 2026-W10\..* Measured: /) })
    const file = join(folder, 'values.csv')
    await writeFile(file, `kpi,week,value,reason\n${id},2026-W10,13,Recount\n${id},2026-W11,many,x\n`)
    const faulty = await run(['kpi', 'import', file])
    expect(faulty).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/values\.csv:3:1: `many` is no number/) })
    await writeFile(file, `kpi,week,value,reason\n${id},2026-W10,13,Recount\n`)
    expect((await run(['kpi', 'import', file])).stdout).toMatch(
      /It replaces 12\.5, entered by .*: By hand\.\n1 value was/,
    )
    expect((await run(['kpi', 'unset', id, '2026-W10', '--reason', 'Wrong'])).exitCode).toBe(0)
    const { stdout } = await run(['kpi', 'history', id])
    expect(stdout).toMatch(/taken back +13 +Wrong\n.*13 +12\.5 +Recount\n.*12\.5 +By hand/)
    expect((await run(['kpi', 'set', id, '2026-W10', 'many', '--reason', 'x'])).exitCode).toBe(2)
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

  test('work that several deliverables named is listed with the one that has it and those that lost', async () => {
    const none = await run(['plan', 'conflicts'])
    expect(none.stdout).toBe('No conflicts: no item is named by more than one deliverable.\n')
    expect((await run(['link', 'EHR-4', 'patient-index'])).exitCode).toBe(0)
    await settle()
    const { stdout } = await run(['plan', 'conflicts', '--plan', plan, '--limit', '1'])
    expect(stdout).toMatch(
      /^Connection +Key +Deliverable +Rule +Named by +Title\njira +EHR-4 +has it +patient-index +epic/,
    )
    expect(stdout).toMatch(/\n +lost +archive +epic +epic EHR-4 itself\n$/)
    expect((await run(['unlink', 'EHR-4', 'patient-index'])).exitCode).toBe(0)
    await settle()
    expect((await runJson(['plan', 'conflicts'])).answer).toEqual([])
  })

  test('explain says why an item is where it is, and what unlinked work lacks', async () => {
    const linked = await run(['plan', 'explain', plan, 'EHR-4'])
    expect(linked.stdout).toMatch(/^EHR-4 .*\(jira, Epic, .*\)\nLinked to archive: epic EHR-4 itself\./)
    expect(linked.stdout).toMatch(
      /It does not count there\. .*\n\nClaims, strongest first:\n(.*\n)won +archive +4 +epic/,
    )
    const { answer: unlinked } = await runJson(['unlinked', '--limit', '1'])
    const [{ key, connection }] = unlinked
    const nothing = await run(['plan', 'explain', plan, key, '--connection', connection])
    expect(nothing.stdout).toMatch(/Linked to nothing: none of the plan’s \d+ selectors chooses it/)
    expect(nothing.stdout).toMatch(/What it lacked\n.* is needed; /)
    const { exitCode, stderr } = await run(['plan', 'explain', plan, 'NONE-1'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining('has an item NONE-1') })
  })

  test('a draft goes to standard output, the next steps to standard error, and it can be applied', async () => {
    const { exitCode, stdout, stderr } = await run(['plan', 'draft', '--from', 'jira', '--from', 'github'])
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/^Drafted \d+ objectives with \d+ deliverables\. The comment at its head .*\nNext:\n/)
    expect(stderr).toContain('throughline plan apply plan.yaml --dry-run\n')
    expect((await run(['plan', 'validate', '-'], {}, stdout)).exitCode).toBe(0)
    const applied = await run(['plan', 'apply', '-', '--dry-run'], {}, stdout)
    expect({ ...applied, stdout: '' }).toEqual({ exitCode: 0, stdout: '', stderr: '' })
    expect(applied.stdout).not.toContain('warning')
  })

  test('a draft is written to a new file only, and knows projects, ids and titles', async () => {
    const file = join(folder, 'draft.yaml')
    const args = ['plan', 'draft', '--from', 'jira', '--scope', 'OPS', '--id', 'operations', '--output', file]
    expect(await run(args)).toMatchObject({ exitCode: 0, stdout: '', stderr: expect.stringContaining(`edit ${file}`) })
    const written = await readFile(file, 'utf8')
    expect(written).toContain('\nplan: operations\n')
    expect(await run(args)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('choose another name') })
    expect(await readFile(file, 'utf8')).toBe(written)
    const { answer, stderr } = await runJson('plan draft --from jira --title Ours --since 2000-01-01'.split(' '))
    expect(stderr).toMatch(/deliverables?\. Draft it without --json to see what was left out/)
    expect(answer).toMatchObject({ plan: 'draft-jira', title: 'Ours', period: { start: '2000-01-01' } })
    expect((await run(['plan', 'draft', '--from', 'jira', '--scope', 'NOPE'])).exitCode).toBe(2)
    expect((await run(['plan', 'draft', '--from', 'nope'])).exitCode).toBe(3)
  })

  test('unlinked work is listed', async () => {
    const { answer } = await runJson(['unlinked', '--limit', '3'])
    expect(answer).toHaveLength(3)
  })
})

describe('plan as code', () => {
  test('apply shows what would change, asks at a terminal, and stores nothing unless it is told to', async () => {
    const file = join(folder, 'later.yaml')
    const { stdout: stored } = await run(['plan', 'export', plan])
    await writeFile(file, stored.replace('title: Old files can be opened', 'title: All old files can be opened'))
    const refused = await run(['plan', 'apply', file], {}, '', ['n'])
    expect(refused.exitCode).toBe(0)
    expect(refused.stderr).toMatch(/would be stored[\s\S]*title changed from “Old files/)
    expect(refused.stdout).toBe('Nothing was stored.\n')
    expect((await run(['plan', 'export', plan])).stdout).toBe(stored)
    const applied = await run(['plan', 'apply', file, '--message', 'Say it\nclearly'], {}, '', ['y'])
    expect(applied.stdout).toMatch(/is stored\./)
    expect((await run(['plan', 'export', plan])).stdout).toContain('All old files')
    const compared = await run(['plan', 'diff', plan])
    expect(compared.stdout).toMatch(/title changed from “Old files can be opened .*” to “All old files/)
    const back = join(folder, 'back.yaml')
    await writeFile(back, stored)
    expect((await run(['plan', 'diff', back])).stdout).toMatch(/would be stored[\s\S]*to “Old files/)
    expect((await run(['plan', 'apply', back, '--yes'])).exitCode).toBe(0)
  })

  test('versions lists who stored which version when and why, newest first', async () => {
    const { answer } = await runJson(['plan', 'versions', plan])
    const numbers = answer.map(({ version }: { version: number }) => version)
    expect(numbers).toEqual(numbers.toSorted((one: number, other: number) => other - one))
    expect(answer).toContainEqual(expect.objectContaining({ plan, message: 'Say it\nclearly' }))
    expect((await run(['plan', 'versions', plan])).stdout).toContain('  Say it clearly\n')
    const { stdout } = await run(['plan', 'versions', plan, '--limit', '1'])
    expect(stdout).toMatch(/^Version +Stored +By +Message\n/)
    expect(stdout.split('\n')[1]).toMatch(new RegExp(`^ +${numbers[0]} +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC`))
    expect(stdout.trimEnd().split('\n')).toHaveLength(2)
    expect((await run(['plan', 'versions', 'nope'])).exitCode).toBe(3)
  })

  test('apply stores nothing over a version that was stored while it asked', async () => {
    const file = (name: string) => join(folder, `${name}.yaml`)
    const { stdout: stored } = await run(['plan', 'export', plan])
    const titled = (title: string) => stored.replace('title: Old files can be opened', `title: ${title}`)
    await writeFile(file('mine'), titled('Mine'))
    await writeFile(file('theirs'), titled('Theirs'))
    await writeFile(file('before'), stored)
    const io = { ...capturedIo(env), ask: () => run(['plan', 'apply', file('theirs'), '--yes']).then(() => 'y') }
    expect(await runCli(['plan', 'apply', file('mine')], io)).toBe(3)
    expect(io.stderr()).toMatch(/another is by now\. Compare/)
    expect((await run(['plan', 'export', plan])).stdout).toBe(titled('Theirs'))
    expect((await run(['plan', 'apply', file('before'), '--yes'])).exitCode).toBe(0)
  })

  test('a folder of files is one plan, and a fault in it names its file and line', async () => {
    const { stdout } = await run(['plan', 'export', plan])
    const [head = '', rest = ''] = stdout.split(/^kpis:$/m)
    const parts = join(folder, 'plan')
    await mkdir(parts)
    await writeFile(join(parts, '1-objectives.yaml'), head)
    await writeFile(join(parts, '2-numbers.yaml'), `kpis:${rest}`)
    const valid = await run(['plan', 'validate', parts])
    expect(valid).toMatchObject({ exitCode: 0, stderr: '' })
    expect((await run(['plan', 'diff', parts])).stdout).not.toMatch(/^ {2}[+~-] /m)
    await writeFile(join(parts, '2-numbers.yaml'), `# numbers\nkpis:${rest.replace('unit: days', 'unt: days')}`)
    const invalid = await run(['plan', 'validate', parts])
    expect(invalid.exitCode).toBe(1)
    expect(invalid.stderr).toMatch(/2-numbers\.yaml:\d+:5: unknown field `unt`/)
    const [, line = '0'] = /yaml:(\d+):5/.exec(invalid.stderr) ?? []
    const file = await readFile(join(parts, '2-numbers.yaml'), 'utf8')
    expect(file.split('\n')[Number(line) - 1]).toContain('unt: days')
  })

  test('init writes a plan that is valid and that review has no error about, and overwrites nothing', async () => {
    const file = join(folder, 'new.yaml')
    const init = ['plan', 'init', '--template', 'hospital-records', '--output', file]
    expect((await run(init)).exitCode).toBe(0)
    expect((await run(['plan', 'validate', file])).exitCode).toBe(0)
    const review = await run(['plan', 'review', file])
    expect(review.stdout).toMatch(/^Plan ehr-rollout, as written, as of .*: 0 errors/)
    expect(review.exitCode).toBe(0)
    const again = await run(init)
    expect({ exitCode: again.exitCode, stderr: again.stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('is there already'),
    })
  })

  test.each([
    [['plan', 'init', '--template', 'retail-app', '--start', '2026-02-30'], 'is no day'],
    [['plan', 'init', '--template', 'retail-app', '--jira', 'x # y'], 'is no id of a connection'],
    [['plan', 'review', 'plan.yaml', '--as-of', '2026-01-01'], 'leave the option out'],
  ])('%j is wrong use', async (args, words) => {
    expect(await run(args)).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining(words) })
  })

  test('review of a stored plan ends with 1 when there is an error, which says what to do', async () => {
    const good = await runJson(['plan', 'review', plan])
    expect(good).toMatchObject({ exitCode: 0, answer: { plan, counts: { error: 0 } } })
    const file = join(folder, 'wish.yaml')
    const { stdout } = await run(['plan', 'export', plan])
    await writeFile(file, stdout.replace('\nkpis:', '\n  - { id: wish, title: A wish }\nkpis:'))
    const bad = await run(['plan', 'review', file])
    expect(bad.exitCode).toBe(1)
    expect(bad.stdout).toMatch(
      /error Objective “A wish”: It has no deliverable.*\n {2}why: .*\n {2}do: {2}Add the deliver/,
    )
  })

  test('the schema is the one that the hub publishes', async () => {
    const { answer } = await runJson(['plan', 'schema'])
    const response = await fetch(`${env.THROUGHLINE_URL}/plan.schema.json`)
    expect(await response.json()).toEqual(answer)
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
