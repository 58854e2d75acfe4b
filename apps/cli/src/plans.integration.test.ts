import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from './run.ts'
import { capturedIo } from './testing/captured-io.ts'
import { type Demo, openDemo, plan } from './testing/open-demo.ts'

let demo: Demo
const run: Demo['run'] = (...args) => demo.run(...args)
const runJson: Demo['runJson'] = (args) => demo.runJson(args)

beforeAll(async () => {
  demo = await openDemo()
}, 90_000)

afterAll(() => demo?.close())

/** Settles the demo's plan now, rather than when its worker comes to it. */
async function settle() {
  const headers = { authorization: `Bearer ${demo.env.THROUGHLINE_TOKEN}` }
  const answer = await fetch(`${demo.env.THROUGHLINE_URL}/api/v1/plans/${plan}/settle`, { method: 'POST', headers })
  expect(answer.status).toBe(200)
}

describe('plans and links', () => {
  test('apply refuses an invalid document with file and line, and ends with 1', async () => {
    const file = join(demo.folder, 'broken.yaml')
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
    const file = join(demo.folder, 'draft.yaml')
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
    const file = join(demo.folder, 'later.yaml')
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
    const back = join(demo.folder, 'back.yaml')
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
    const file = (name: string) => join(demo.folder, `${name}.yaml`)
    const { stdout: stored } = await run(['plan', 'export', plan])
    const titled = (title: string) => stored.replace('title: Old files can be opened', `title: ${title}`)
    await writeFile(file('mine'), titled('Mine'))
    await writeFile(file('theirs'), titled('Theirs'))
    await writeFile(file('before'), stored)
    const io = { ...capturedIo(demo.env), ask: () => run(['plan', 'apply', file('theirs'), '--yes']).then(() => 'y') }
    expect(await runCli(['plan', 'apply', file('mine')], io)).toBe(3)
    expect(io.stderr()).toMatch(/another is by now\. Compare/)
    expect((await run(['plan', 'export', plan])).stdout).toBe(titled('Theirs'))
    expect((await run(['plan', 'apply', file('before'), '--yes'])).exitCode).toBe(0)
  })

  test('a folder of files is one plan, and a fault in it names its file and line', async () => {
    const { stdout } = await run(['plan', 'export', plan])
    const [head = '', rest = ''] = stdout.split(/^kpis:$/m)
    const parts = join(demo.folder, 'plan')
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
    const file = join(demo.folder, 'new.yaml')
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
    const file = join(demo.folder, 'wish.yaml')
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
    const response = await fetch(`${demo.env.THROUGHLINE_URL}/plan.schema.json`)
    expect(await response.json()).toEqual(answer)
  })
})
