import { until } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contractPlan, contractPortfolio } from './contract-portfolio.ts'
import { GITHUB_LOGIN, type HandMadeTools, JIRA_LOGIN, startHandMadeTools } from './hand-made-tools.ts'
import { type HubProcess, startHubProcess } from './hub-process.ts'

// Every expected number here was worked out by hand from contract-portfolio.ts.
const contents = contractPortfolio()
let tools: HandMadeTools
let hub: HubProcess

const YAML = { 'content-type': 'application/yaml', accept: 'application/yaml' }
const get = async (path: string) => (await hub.ask('GET', path)).json

function putJira(changes: object) {
  const connection = { kind: 'jira', baseUrl: tools.jiraUrl, auth: JIRA_LOGIN, scopes: ['ABC', 'PTS'] }
  return hub.ask('PUT', '/connections/jira', { ...connection, ...changes })
}

async function sync(connection: string, mode: 'full' | 'incremental') {
  const { json, status } = await hub.ask('POST', `/connections/${connection}/syncs`, { mode })
  expect(status).toBe(202)
  const ended = async () => {
    const now = await get(`/syncs/${json.id}`)
    return now.finishedAt === null ? null : now
  }
  return until(ended, { timeoutMs: 20_000, what: `the sync of ${connection} has ended` })
}

beforeAll(async () => {
  tools = await startHandMadeTools(contents)
  // Publishing every second, so that a published report can be waited for.
  hub = await startHubProcess({ THROUGHLINE_WEEKLY_REPORT_AT: '* * * * * *' })
  await putJira({})
  const github = { kind: 'github', baseUrl: tools.githubUrl, auth: GITHUB_LOGIN, scopes: ['acme/web'] }
  await hub.ask('PUT', '/connections/github', github)
  expect((await sync('github', 'full')).status).toBe('succeeded')
  const { scopes } = await sync('jira', 'full')
  expect(scopes[0]).toMatchObject({ scope: 'ABC', fetched: 11, saved: 11, removed: 0, quarantined: 1, error: null })
  expect((await hub.ask('PUT', '/plans/audit', contractPlan, YAML)).json.warnings).toEqual([])
  expect((await hub.ask('POST', '/plans/audit/settle')).status).toBe(200)
}, 60_000)

afterAll(async () => {
  await hub?.close()
  await tools?.close()
})

describe('work items', () => {
  it('have the states and instants that their tools’ facts mean', async () => {
    const { items } = await get('/items?limit=200')
    const day = (at: string | null) => at?.slice(5, 10) ?? null
    const found = Object.fromEntries(
      items.map((item: Record<string, string | null>) => [
        item.key,
        [item.state, ...[item.startedAt, item.doneAt, item.droppedAt].map((at) => day(at ?? null))],
      ]),
    )
    expect(found).toEqual({
      'ABC-1': ['in_progress', '01-15', null, null],
      'ABC-2': ['done', null, '02-05', null],
      'ABC-3': ['done', null, '02-01', null],
      'ABC-4': ['dropped', null, null, '02-10'],
      'ABC-5': ['todo', null, null, null],
      'ABC-6': ['dropped', null, null, '03-01'],
      'ABC-7': ['done', null, '03-05', null],
      'ABC-8': ['todo', null, null, null],
      'ABC-9': ['in_progress', '02-10', null, null],
      'ABC-11': ['in_progress', '03-10', null, null],
      'ABC-12': ['todo', null, null, null],
      'PTS-1': ['done', null, '02-05', null],
      'PTS-2': ['todo', null, null, null],
      'PTS-3': ['todo', null, null, null],
      'PTS-4': ['dropped', null, null, '02-06'],
      'acme/web#1': ['todo', null, null, null],
      'acme/web#2': ['in_progress', '03-01', null, null],
      'acme/web#3': ['done', '03-15', '03-20', null],
      'acme/web#4': ['dropped', null, null, '02-20'],
      'acme/web#5': ['todo', null, null, null],
      'acme/web#6': ['todo', '03-01', null, null],
      'acme/web#7': ['dropped', null, null, '02-21'],
      'acme/web#8': ['todo', null, null, null],
      'acme/web#10': ['in_progress', '03-01', null, null],
      'acme/web#11': ['done', '03-15', '03-19', null],
      'acme/web#12': ['in_progress', '03-01', null, null],
      'acme/web#13': ['dropped', '03-01', null, '03-04'],
      'acme/web#14': ['done', '02-03', '02-05', null],
    })
  })

  it('are referenced by closing keyword, address, key and branch, and not by a bare number', async () => {
    const referencesOf = async (number: number) =>
      (await get(`/items/github/acme%2Fweb%23${number}`)).references.map((one: { key: string }) => one.key)
    expect(await referencesOf(10)).toEqual(['acme/web#2', 'ABC-5'])
    expect(await referencesOf(11)).toEqual(['acme/web#3'])
    expect(await referencesOf(12)).toEqual([])
    expect(await referencesOf(13)).toEqual(['acme/web#6'])
    expect(await referencesOf(14)).toEqual(['ABC-2'])
  })

  it('follow overrides at once, without asking the tool, and back', async () => {
    const asked = tools.requests.length
    const facts = async (key: string) => {
      const { state, doneAt, droppedAt } = await get(`/items/jira/${key}`)
      return [state, doneAt ?? droppedAt]
    }
    const statusOverrides = { 'in review': 'done', CLOSED: 'todo' }
    await putJira({ statusOverrides, resolutionOverrides: { DUPLICATE: 'done', wibble: 'dropped' } })
    expect(await facts('ABC-11')).toEqual(['done', '2024-03-10T12:00:00.000Z'])
    expect(await facts('ABC-7')).toEqual(['todo', null])
    expect(await facts('PTS-4')).toEqual(['done', '2024-02-06T12:00:00.000Z'])
    await putJira({})
    expect(await facts('ABC-7')).toEqual(['done', '2024-03-05T12:00:00.000Z'])
    expect(await facts('PTS-4')).toEqual(['dropped', '2024-02-06T12:00:00.000Z'])
    await hub.ask('POST', '/plans/audit/settle')
    expect(tools.requests).toHaveLength(asked)
    expect((await hub.ask('POST', '/connections/jira/check')).json.unclassifiedResolutions).toEqual(['Wibble'])
  })

  it('are in progress only while a pull request that references them is open', async () => {
    const pull = contents.repositories['acme/web']?.pulls.find(({ number }) => number === 10)
    if (pull === undefined) throw new Error('There is no pull request 10.')
    const moves = async (changes: object) => {
      Object.assign(pull, changes)
      expect((await sync('github', 'incremental')).status).toBe('succeeded')
      const { transitions } = await get('/items/github/acme%2Fweb%232')
      return transitions.map(({ at, to }: { at: string; to: string }) => `${at.slice(5, 10)} ${to}`)
    }
    const closed = { state: 'closed', closed_at: '2024-04-02T12:00:00Z', updated_at: '2024-04-02T12:00:00Z' }
    expect(await moves(closed)).toEqual(['01-10 todo', '03-01 in_progress', '04-02 todo'])
    const reopened = { state: 'open', closed_at: null, updated_at: '2024-04-03T12:00:00Z' }
    expect(await moves(reopened)).toEqual(['01-10 todo', '03-01 in_progress'])
    await hub.ask('POST', '/plans/audit/settle')
  })
})

describe('progress', () => {
  // core, points, web, by-hand, nothing, gone, o2.direct, d3
  const none = null
  it.each([
    // PTS-4 with its 100 points is dropped on 6 February: before, 1 of 1 + 3 + 100 and their median 3 is done.
    ['2024-02-05', [1 / 4, 1 / 107, 0, 0.25, none, 0, none, 0]],
    ['2024-02-05T22:29:59.999Z', [1 / 4, 0, 0, 0.25, none, 0, none, 0]],
    ['2024-02-05T23:30:00+01:00', [1 / 4, 1 / 107, 0, 0.25, none, 0, none, 0]],
    ['2024-03-03', [1 / 3, 1 / 6, 0, 0.5, none, 0, 0, none]],
    ['2024-05-01', [1 / 3, 1 / 6, 1 / 5, 0.5, none, 1, 0, none]],
  ])('as of %s is what the items were then', async (asOf, expected) => {
    const roadmap = await get(`/plans/audit/roadmap?asOf=${encodeURIComponent(asOf)}`)
    const [o1, o2, o3] = roadmap.objectives
    const parts = [...o1.deliverables, ...o2.deliverables, ...o3.deliverables]
    expect(parts.map((part: { progress: number | null }) => part.progress)).toEqual(expected)
    const [core, points, web, byHand] = expected.map((value) => value ?? 0)
    // Nothing linked counts as 0, cancelled is left out; the objective with all work dropped is left out of the plan.
    const first = ((core ?? 0) + (points ?? 0) + (web ?? 0) + (byHand ?? 0) + 0) / 5
    expect(o1.progress).toBeCloseTo(first, 12)
    expect([o2.progress, o3.progress]).toEqual([0, expected[7]])
    expect(roadmap.progress).toBeCloseTo((2 * first) / (expected[7] === null ? 3 : 4), 12)
  })

  it('comes with the items behind it, each with the rule that won', async () => {
    const rules = async (deliverable: string) => {
      const { items } = await get(`/plans/audit/deliverables/${deliverable}/items`)
      return items.map((item: { key: string; link: { rule: string }; counted: boolean }) =>
        [item.key, item.link.rule, item.counted ? 'counted' : ''].join(' ').trim(),
      )
    }
    expect(new Set(await rules('core'))).toEqual(
      new Set([
        ...['ABC-1 epic', 'ABC-2 epic counted', 'ABC-3 epic', 'ABC-4 epic', 'ABC-5 epic counted', 'ABC-6 epic'],
        ...['ABC-9 epic counted', 'acme/web#10 reference', 'acme/web#14 reference'],
      ]),
    )
    expect(await rules('d3')).toEqual(['acme/web#4 key'])
    expect(await rules('o2.direct')).toEqual(['ABC-11 field counted', 'ABC-12 field counted'])
    expect((await get('/plans/audit/unlinked')).items.map((item: { key: string }) => item.key)).toEqual(['ABC-8'])
  })
})

describe('KPIs', () => {
  it.each([
    ['done', '2024-W06', 2, 2, null],
    ['done4', '2024-W10', 1, 1, 'on_track'],
    ['done4', '2024-W11', 1, 1, 'at_risk'],
    ['lead', '2024-W06', 26.4375 + 0.85 * 1.5625, 2, 'off_track'],
    ['lead', '2024-W10', 28 + 0.7 * 27, 3, 'off_track'],
    ['lead', '2024-W05', null, 0, 'no_data'],
    ['merged', '2024-W06', 1, 1, null],
    ['merge-time', '2024-W06', 48, 1, null],
    ['progress', '2024-W06', 1 / 6, 3, null],
    ['share', '2024-W06', 1, 2, null],
    ['ratio', '2024-W07', 0.5, 6, null],
    ['ratio', '2024-W20', null, 0, 'no_data'],
    ['open', '2024-W06', 7, 7, null],
    ['wip', '2024-W10', 2, 2, null],
  ])('%s of %s is %s, made by %s items', async (kpi, week, value, count, status) => {
    const { items } = await get(`/plans/audit/kpis/${kpi}/values?from=${week}&to=${week}`)
    const expected = { week, value: value === null ? null : expect.closeTo(value, 12), count, status }
    expect(items).toEqual([{ ...expected, source: 'measured', anomaly: null }])
    const evidence = (await get(`/plans/audit/kpis/${kpi}/evidence?week=${week}`)).items
    expect(evidence).toHaveLength(count)
    const sum = evidence.reduce((total: number, one: { contribution: number }) => total + one.contribution, 0)
    const isStatistic = kpi === 'lead' || kpi === 'merge-time'
    if (value !== null && !isStatistic) expect(sum).toBeCloseTo(value, 12)
  })

  it('list every week of a range, over the turn of a year of 53 weeks', async () => {
    const { items } = await get('/plans/audit/kpis/done/values?from=2020-W52&to=2021-W01')
    expect(items.map((one: { week: string }) => one.week)).toEqual(['2020-W52', '2020-W53', '2021-W01'])
  })
})

describe('the weekly report', () => {
  it('compares with the end of the week before', async () => {
    const report = await get('/plans/audit/reports/weekly/2024-W06')
    expect([report.plan, report.week, report.asOf]).toEqual(['audit', '2024-W06', '2024-02-11T23:00:00.000Z'])
    const [core] = report.objectives[0].deliverables
    expect(core).toMatchObject({ id: 'core', title: 'Core', progress: 0.25, previousProgress: 0, change: 0.25 })
    expect(report.kpis[0]).toMatchObject({ id: 'done', unit: 'items', value: 2, previous: 0, status: null, count: 2 })
  })

  it('stays as it was published, and is what the week after is compared with', async () => {
    const published = async () => (await get('/plans/audit/reports/weekly')).items[0]?.week ?? null
    const week: string = await until(published, { timeoutMs: 20_000, what: 'a report is published' })
    const byHand = async (path: string) => (await get(path)).objectives[0].deliverables[3]
    await hub.ask('PUT', '/plans/audit/deliverables/by-hand/progress/2024-06-01', { progress: 0.75, note: 'three' })
    expect((await byHand(`/plans/audit/reports/weekly/${week}`)).progress).toBe(0.5)
    expect((await byHand(`/plans/audit/reports/weekly/${week}?recompute=true`)).progress).toBe(0.75)
    const { items } = await get(`/plans/audit/kpis/done/values?from=${week}`)
    const running: string = items.at(-1).week
    const now = await byHand(`/plans/audit/reports/weekly/${running}`)
    expect(now).toMatchObject({ progress: 0.75, previousProgress: 0.5, change: 0.25 })
  })
})

describe('at the end', () => {
  it('a link made and taken back leaves the document as it was, comments included', async () => {
    const link = { node: 'o2', selector: { connection: 'jira', keys: ['ABC-8'] } }
    expect((await hub.ask('POST', '/plans/audit/links?dryRun=true', link)).json.changed).toBe(true)
    expect((await get('/plans/audit/versions')).items).toHaveLength(1)
    await hub.ask('POST', '/plans/audit/links', link)
    await hub.ask('POST', '/plans/audit/settle')
    expect((await get('/plans/audit/unlinked')).items).toEqual([])
    await hub.ask('DELETE', '/plans/audit/links', link)
    expect((await hub.ask('GET', '/plans/audit', undefined, YAML)).text).toBe(contractPlan)
  })

  it('a connection goes with its items, their links and the states they gave others', async () => {
    expect((await hub.ask('DELETE', '/connections/jira')).status).toBe(204)
    await hub.ask('POST', '/plans/audit/settle')
    expect((await get('/items?connection=jira&tombstones=true')).items).toEqual([])
    expect((await get('/items/github/acme%2Fweb%2314')).references).toEqual([])
    expect((await get('/plans/audit/deliverables/core/items')).items).toEqual([])
    expect((await get('/plans/audit/deliverables/web/items')).items).toHaveLength(12)
  })

  it('no secret was in an answer or in the log', () => {
    const said = [...hub.answers, hub.process.output()].join('\n')
    expect(said).toContain('acme/web')
    for (const secret of [JIRA_LOGIN.token, GITHUB_LOGIN.token, 'admin-secret-3']) expect(said).not.toContain(secret)
    expect(said).not.toContain('"level":"error"')
  })
})
