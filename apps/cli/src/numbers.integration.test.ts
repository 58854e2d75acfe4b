import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Demo, openDemo, plan } from './testing/open-demo.ts'

let demo: Demo
const run: Demo['run'] = (...args) => demo.run(...args)
const runJson: Demo['runJson'] = (args) => demo.runJson(args)

beforeAll(async () => {
  demo = await openDemo()
}, 90_000)

afterAll(() => demo?.close())

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
    const file = join(demo.folder, 'values.csv')
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
