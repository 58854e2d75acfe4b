import { draftPlan, kpiValues, putPlan, readSides, roadmap, settlePlan } from '@throughline/hub'
import { type Plan, parsePlan } from '@throughline/plan'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ExpectedEpic,
  epicOf,
  expectedTitaniumEpics,
  expectedTitaniumNames,
  firstDay,
  lastActivity,
} from './drafted-truth.ts'
import type { HubUnderTest } from './hub-under-test.ts'
import { hasRecordedData, openRecordedHub, type RecordedHub, recordedDir, recordedProjects } from './recorded-tools.ts'
import { type ExpectedItem, expectedTitaniumIssues } from './recorded-truth.ts'

const since = '2012-01-01'

describe.skipIf(!hasRecordedData())('a plan drafted from the epics of recorded projects', { timeout: 300_000 }, () => {
  let recorded: RecordedHub
  let under: HubUnderTest
  let issues: Map<string, ExpectedItem>
  let epics: readonly ExpectedEpic[]
  let text: string
  let plan: Plan
  /** Ids of deliverables by the key of their epic. */
  let deliverableOf: Map<string, string>

  beforeAll(async () => {
    const all = expectedTitaniumIssues(recordedDir)
    issues = new Map(all.map((issue) => [issue.key, issue]))
    epics = expectedTitaniumEpics(recordedDir, all)
    recorded = await openRecordedHub()
    under = recorded.under
    const { signal } = new AbortController()
    for (const scope of recordedProjects) await readSides(under.hub, { connection: 'jira', scope }, signal)
    text = await draftPlan(under.hub, { connections: ['jira', 'github'], id: 'titanium', since })
    plan = parsePlan(text, 'yaml')
    deliverableOf = new Map(
      deliverables(plan).flatMap(({ id, selectors }) => selectors.flatMap(({ epic }) => epic.map((key) => [key, id]))),
    )
    await apply(text)
  }, 300_000)

  afterAll(() => recorded.close())

  it('has a deliverable for each of the 73 epics, with the title and owner that it has', () => {
    expect(epics).toHaveLength(73)
    const found = deliverables(plan).map(({ id, title, owner }) => ({ id, title, owner }))
    const expected = epics.map(({ key, title, assignee }) => ({
      id: deliverableOf.get(key),
      title,
      owner: assignee,
    }))
    expect(found.sort(byId)).toEqual(expected.sort(byId))
    expect(plan.objectives.length).toBeLessThanOrEqual(12)
  })

  it('links every issue that has an epic to it, and no other issue', async () => {
    const keys = new Set(epics.map(({ key }) => key))
    const expected = [...issues.values()].flatMap((issue) => {
      const epic = epicOf(issue, keys, issues)
      return epic === null ? [] : [`${issue.key} ${deliverableOf.get(epic)}`]
    })
    const linked = await linkedTo('issue')
    expect(linked).toEqual(expected.sort())
    expect(epics.reduce((sum, { issues: own }) => sum + own.length, 0)).toBe(606)
    // Those, their sub-tasks, and the epics that the archive has.
    expect(linked).toHaveLength(652)
  })

  it('links every pull request that names a linked issue, and no other', async () => {
    const keys = new Set(epics.map(({ key }) => key))
    const order = deliverables(plan).map(({ id }) => id)
    const expected = expectedTitaniumNames(recordedDir).flatMap((pull) => {
      const named = pull.named.flatMap((key) => {
        const issue = issues.get(key)
        const epic = issue === undefined ? null : epicOf(issue, keys, issues)
        return epic === null ? [] : [order.indexOf(deliverableOf.get(epic) ?? '')]
      })
      return named.length === 0 ? [] : [`${pull.key} ${order[Math.min(...named)]}`]
    })
    expect(expected).toHaveLength(412)
    expect(await linkedTo('pull_request')).toEqual(expected.sort())
  })

  it('measures what the files say of each epic, as the comments do', async () => {
    const map = await roadmap(under.hub, 'titanium')
    const measured = new Map(map.objectives.flatMap((each) => each.deliverables).map((each) => [each.id, each.counts]))
    for (const { key, issues: own } of epics) {
      const count = (state: string) => own.filter((issue) => issue.state === state).length
      const [done, dropped] = [count('done'), count('dropped')]
      const counts = { todo: count('todo'), inProgress: count('in_progress'), done, dropped }
      expect([key, measured.get(deliverableOf.get(key) ?? '')]).toEqual([key, counts])
      const said = `${own.length} ${own.length === 1 ? 'issue' : 'issues'}, ${done} done${dropped === 0 ? '' : `, ${dropped} dropped`}`
      expect(text).toContain(`- { connection: jira, epic: ${key} } # ${said}\n`)
    }
  })

  it('starts each with its first work, and has it due with its last version that comes after that', () => {
    const found = new Map(deliverables(plan).map(({ id, start, due }) => [id, { start, due }]))
    for (const epic of epics) {
      const start = firstDay(epic)
      const last = epic.versions.toSorted().at(-1) ?? null
      const due = last !== null && last >= start ? last : null
      expect([epic.key, found.get(deliverableOf.get(epic.key) ?? '')]).toEqual([epic.key, { start, due }])
    }
    expect([...found.values()].filter(({ due }) => due !== null).length).toBeGreaterThan(20)
  })

  it('takes by default the epics with activity in the year before the newest change', async () => {
    const draft = parsePlan(await draftPlan(under.hub, { connections: ['jira'] }), 'yaml')
    const newest = Math.max(...[...issues.values()].map((issue) => issue.updatedAt))
    const [year, ...rest] = new Date(newest).toISOString().slice(0, 10).split('-')
    expect(draft.period.start).toBe([Number(year) - 1, ...rest].join('-'))
    const active = epics.filter((epic) => lastActivity(epic) >= Date.parse(draft.period.start))
    const drafted = deliverables(draft).flatMap(({ selectors }) => selectors.flatMap(({ epic }) => epic))
    expect(drafted.sort()).toEqual(active.map(({ key }) => key).sort())
    expect(drafted.length).toBeGreaterThan(10)
  })

  it('tells baselines that the KPIs of the applied plan measure', async () => {
    const said = [...text.matchAll(/- id: (lead-time-\S+)\n(?: {4}.*\n)*? {4}# baseline: ([\d.]+)\n/g)]
    expect(said.length).toBeGreaterThan(1)
    for (const [, kpi = '', baseline] of said) {
      const [value] = await kpiValues(under.hub, 'titanium', kpi, { from: '2021-W45', to: '2021-W45' })
      expect(Number(baseline)).toBeCloseTo(value?.value ?? Number.NaN, 1)
    }
  })

  async function apply(document: string): Promise<void> {
    const input = { text: document, format: 'yaml', author: null, message: null } as const
    const { warnings } = await putPlan(under.hub, 'titanium', input, { dryRun: false })
    // Epics that the archive knows by their keys alone.
    expect(warnings).toHaveLength(epics.filter(({ own }) => own === null).length)
    await settlePlan(under.hub, 'titanium')
  }

  /** Items of a kind that are linked, each with its deliverable. */
  async function linkedTo(kind: 'issue' | 'pull_request'): Promise<string[]> {
    const { rows } = await under.database.pool.query<{ link: string }>(
      `select i.key || ' ' || l.deliverable as link from link l join item i on i.id = l.item_id
       where l.plan_id = 'titanium' and i.kind = $1`,
      [kind],
    )
    return rows.map(({ link }) => link).sort()
  }
})

function deliverables(plan: Plan) {
  return plan.objectives.flatMap((objective) => objective.deliverables)
}

function byId(one: { readonly id: string | undefined }, other: { readonly id: string | undefined }): number {
  return (one.id ?? '') < (other.id ?? '') ? -1 : 1
}
