import { describe, expect, test } from 'vitest'
import { parsePlan } from '../document/parse-plan.ts'
import { measureKpi } from '../kpi/measure-kpi.ts'
import { linkItems } from '../link/link-items.ts'
import { compileLinker } from '../link/linker.ts'
import { day, ORIGIN, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { epicOf, factsOf, noFacts } from './draft-facts.fixture.ts'
import type { DraftFacts } from './draft-facts.ts'
import { draftPlan } from './draft-plan.ts'

const request = { connections: ['jira'] }

function planOf(facts: DraftFacts, more: object = {}) {
  return parsePlan(draftPlan(facts, { ...request, ...more }).text, 'yaml')
}

test('a small portfolio becomes a document that explains itself', () => {
  const items = [
    workItem({ id: 1, key: 'EHR-1', type: 'Initiative', title: 'One record: everywhere', assignee: 'Ada' }),
    ...epicOf('EHR-2', { parent: 'EHR-1', parentId: 1, title: 'Core #1', assignee: 'Bo', milestones: ['R1'] }),
    ...epicOf('EHR-3', { parent: 'EHR-1', parentId: 1, title: 'Index' }, null),
    workItem({ id: 4, key: 'EHR-4', parent: 'EHR-1', parentId: 1 }),
  ]
  const planned = { connection: 'jira', scope: 'EHR', name: 'R1', at: day(60), isPlanned: true }
  expect(
    draftPlan(factsOf(items, [planned]), request).text,
  ).toBe(`# A first plan, drafted from jira as of 2026-09-20. Sub-tasks are in none of the numbers.
#
# In it is what had activity since 2025-09-20:
# - 2 epics with 2 issues
# - 1 item above epics with 1 issue
# - the pull requests that name one of these issues
# How it is grouped:
# - an objective for each item above epics
# Left out:
# - 0 of 3 issues; \`throughline unlinked\` lists such work once the plan is applied
# Before you apply it:
# - name the objectives as your strategy does; move, merge and remove deliverables until it is your plan
# - set the time zone, the period, and the due dates that are not known
# - set a target for each KPI

plan: draft-jira
title: First plan from jira
timeZone: UTC # Decide: the zone in which your days end, such as Europe/Berlin
period: { start: 2025-09-20, end: 2027-09-20 } # Decide: the period of your plan; all dates must lie inside
objectives:
  # EHR-1, which stands above these epics: 3 issues, 1 done
  - id: one-record-everywhere
    title: "One record: everywhere"
    owner: Ada
    links:
      - { connection: jira, epic: EHR-1, not: { epic: [ EHR-2, EHR-3 ] } } # 1 issue, 0 done
    deliverables:
      - id: core-1
        title: "Core #1"
        owner: Bo
        start: 2026-09-10
        due: 2026-10-30 # the day R1 is planned for
        links:
          - { connection: jira, epic: EHR-2 } # 1 issue, 1 done
      - id: index
        title: Index
        start: 2026-08-31
        links:
          - { connection: jira, epic: EHR-3 } # 1 issue, 0 done
kpis:
  - id: lead-time-one-record-everywhere
    title: "Lead time: One record: everywhere"
    objective: one-record-everywhere
    unit: days
    measure: { metric: items.lead_time, stat: p85, window: 12w, where: { objective: one-record-everywhere } }
    # Decide: set a baseline and a target, or measure something else; no issue was done in the 12 weeks before 2026-09-14
`)
})

describe('what is left out', () => {
  test('has had no activity since the day asked for, and is named', () => {
    const items = [...epicOf('EHR-1', {}, 9), ...epicOf('EHR-2', {}, 30)]
    const { text } = draftPlan(factsOf(items), { ...request, since: '2026-09-20' })
    expect(text).toContain('# - 1 without activity since that day; an earlier one takes them in: EHR-1 (2026-09-09)')
    expect(parsePlan(text, 'yaml').objectives[0]?.deliverables.map(({ title }) => title)).toEqual(['Epic EHR-2'])
  })

  test('is an epic that ended long ago and is commented on until today', () => {
    const ended = epicOf('EHR-1', { timeline: timeline(ORIGIN, [day(30), 'done'] as const) }, 20)
    const items = [...ended.map((item) => ({ ...item, updatedAt: day(800) })), workItem({ updatedAt: day(800) })]
    expect(draftPlan(factsOf(items), request).objectives).toBe(0)
  })

  test('is a version of a project whose epics are in, and is named', () => {
    const { text } = draftPlan(factsOf([...epicOf('EHR-1'), workItem({ milestones: ['R1'] })]), request)
    expect(text).toContain(
      '# - 1 of the fix versions, because epics of their project are in; link them where they are your plan: R1 (2026-08-31)\n',
    )
    expect(parsePlan(text, 'yaml').objectives).toMatchObject([{ deliverables: [{ title: 'Epic EHR-1' }] }])
  })

  test('is an issue with sub-issues of a repository whose milestones are in, and is named', () => {
    const github = { connection: 'github', scope: 'clinic/ehr' }
    const items = [
      workItem({ ...github, id: 1, key: 'clinic/ehr#1' }),
      workItem({ ...github, id: 2, key: 'clinic/ehr#2', parent: 'clinic/ehr#1', parentId: 1, milestones: ['v1'] }),
    ]
    const { text } = draftPlan(factsOf(items), { connections: ['github'] })
    expect(text).toContain(
      '# - 1 of the issues with sub-issues, because milestones of their repository are in: clinic/ehr#1 (',
    )
  })

  test('lies in other projects than those asked for', () => {
    const items = [...epicOf('EHR-1'), ...epicOf('OPS-2', { scope: 'OPS' })]
    const [objective, ...others] = planOf(factsOf(items), { scopes: ['OPS'] }).objectives
    expect([objective?.deliverables.map(({ title }) => title), others]).toEqual([['Epic OPS-2'], []])
  })

  test('is what has the least issues where there are more than 500', () => {
    const many = Array.from({ length: 520 }, (_, index) =>
      epicOf(`EHR-${index + 1}`, { title: 'x'.repeat(300) }),
    ).flat()
    const more = workItem({ id: 9_001, parent: 'EHR-520', parentId: 520 })
    const { text } = draftPlan(factsOf([...many, more]), request)
    const plan = parsePlan(text, 'yaml')
    const epics = plan.objectives.flatMap(({ deliverables }) =>
      deliverables.flatMap(({ selectors }) => selectors[0]?.epic),
    )
    expect(epics).toHaveLength(500)
    expect(epics).toContain('EHR-520')
    expect(text).toMatch(/# - 20 beyond the 500 with the most issues; .*: EHR-\d+ /)
    expect(text.length).toBeLessThan(500_000)
  })

  test('are epics without issues, and what was not read yet', () => {
    const facts: DraftFacts = {
      ...factsOf(epicOf('EHR-1')),
      emptyEpics: [
        { connection: 'jira', scope: 'EHR', key: 'EHR-5', activeAt: day(19) },
        { connection: 'jira', scope: 'EHR', key: 'EHR-6', activeAt: day(-900) },
      ],
      scopes: [
        { connection: 'jira', tool: 'jira', scope: 'LAB', isRead: false, releaseDays: 'unread', issues: 0 },
        { connection: 'jira', tool: 'jira', scope: 'EHR', isRead: true, releaseDays: 'unread', issues: 1 },
      ],
    }
    const { text } = draftPlan(facts, request)
    expect(text).toContain('# - 1 with activity, but no issue below: EHR-5 (2026-09-19)\n')
    expect(text).toContain('# - 1 not read yet; draft again after a sync: LAB\n')
    expect(text).toContain(
      '# - due dates of 1 whose versions or milestones were not read yet; draft again in a minute: EHR\n',
    )
  })

  test('are due dates of a project whose versions the tool refused', () => {
    const facts = factsOf(epicOf('EHR-1'))
    const scopes = facts.scopes.map((scope) => ({ ...scope, releaseDays: 'refused' as const }))
    const { text } = draftPlan({ ...facts, scopes }, request)
    expect(text).toContain('# - due dates of 1 whose versions or milestones the tool refused to show; ')
    expect(text).not.toContain('not read yet')
  })

  test('nothing at all is a document without objectives', () => {
    expect(draftPlan({ ...noFacts, newestAt: null }, request).objectives).toBe(0)
    expect(planOf({ ...noFacts, newestAt: null }).objectives).toEqual([])
  })
})

test('an epic that was dropped is a cancelled deliverable, unless work of it is open', () => {
  const dropped = { timeline: timeline(ORIGIN, [day(30), 'dropped'] as const) }
  const plan = planOf(factsOf([...epicOf('EHR-1', dropped), ...epicOf('EHR-2', dropped, null)]))
  const statuses = plan.objectives.flatMap(({ deliverables }) => deliverables.map(({ id, status }) => [id, status]))
  expect(Object.fromEntries(statuses)).toEqual({ 'epic-ehr-1': 'cancelled', 'epic-ehr-2': 'active' })
})

describe('dates', () => {
  const release = (at: number) => [{ connection: 'jira', scope: 'EHR', name: 'R1', at, isPlanned: false }]
  const items = epicOf('EHR-1', { milestones: ['R1'] })
  const deliverable = (facts: DraftFacts, more: object = {}) => planOf(facts, more).objectives[0]?.deliverables[0]

  test('never lie before the plan; when work began is said beside them', () => {
    const { text } = draftPlan(factsOf(items), { ...request, since: '2026-09-15' })
    expect(text).toContain('start: 2026-09-15 # work began on 2026-09-10\n')
  })

  test('leave out a version that was released before the work began', () => {
    expect(deliverable(factsOf(items, release(day(9))))).toMatchObject({ start: '2026-09-10', due: null })
    expect(draftPlan(factsOf(items, release(day(9))), request).text).toContain(
      '      # no due date: R1 was for 2026-09-09, before this starts\n',
    )
  })

  test('are those planned, so that what came out later is late', () => {
    const planned = [{ connection: 'jira', scope: 'EHR', name: 'R1', at: day(30), isPlanned: true }]
    const { text } = draftPlan(factsOf(items, [...planned, ...release(day(180))]), request)
    expect(text).toContain('due: 2026-09-30 # the day R1 is planned for\n')
  })

  test('stretch the period of the plan', () => {
    expect(planOf(factsOf(items, release(day(900)))).period).toEqual({ start: '2025-09-20', end: '2029-02-16' })
    expect(deliverable(factsOf(items, release(day(900))))).toMatchObject({ due: '2029-02-16' })
  })
})

test('an id has at most 64 characters and is made of the key where the title has no letters', () => {
  const long = { title: `${'word '.repeat(20)}end` }
  const items = [
    ...epicOf('EHR-1', long),
    ...epicOf('EHR-2', long),
    ...epicOf('EHR-3', { title: '日本' }),
    ...epicOf('EHR-4', { title: 'Über uns' }),
  ]
  const ids = planOf(factsOf(items)).objectives[0]?.deliverables.map(({ id }) => id)
  const words = Array.from({ length: 12 }, () => 'word').join('-')
  expect(ids).toEqual([`${words}-word`, `${words}-2`, 'ehr-3', 'ueber-uns'])
})

test('the baseline in the comment is what the KPI measures, and can be uncommented with a target', () => {
  const items = [
    ...epicOf('EHR-1', {}, 20),
    ...epicOf('EHR-2', {}, 33),
    ...epicOf('EHR-3', {}, 7),
    workItem({ parent: 'EHR-1', parentId: 1, isSubtask: true, timeline: timeline(ORIGIN, [day(40), 'done'] as const) }),
    workItem({ updatedAt: day(45) }),
  ]
  const { text } = draftPlan(factsOf(items), request)
  expect(text).toContain('85 % of the 3 issues done in the 12 weeks before 2026-10-12 took no longer')
  const [, baseline] = /# baseline: ([\d.]+)\n/.exec(text) ?? []
  const plan = parsePlan(text.replace('# target:', 'target: 10').replaceAll(/# (baseline|period):/g, '$1:'), 'yaml')
  const [kpi] = plan.kpis
  if (kpi === undefined) throw new Error('The draft has no KPI.')
  const links = linkItems(compileLinker(plan), items)
  const [value] = measureKpi({ plan, kpi, items, links, now: day(45), manualValues: [], weeks: ['2026-W41'] })
  expect(kpi).toMatchObject({ baseline: Number(baseline), target: 10, period: { start: '2026-10-12' } })
  expect(Number(baseline)).toBeCloseTo(value?.value ?? Number.NaN, 1)
})
