import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { diffPlans } from './diff-plans.ts'
import { parsePlan } from './parse-plan.ts'
import { anyDocument, SAMPLE } from './plan-document.fixture.ts'

const sample = parsePlan(SAMPLE, 'yaml')
const changed = (from: string | RegExp, to: string) =>
  diffPlans(sample, parsePlan(SAMPLE.replace(from, to), 'yaml')).map(
    ({ pointer, kind, text }) => `${kind} ${pointer} ${text}`,
  )

describe('diffPlans', () => {
  it.each([
    [
      'due: 2027-03-31',
      'due: 2027-04-30',
      'changed /objectives/0/deliverables/0/due Deliverable ehr-core: due moved from 2027-03-31 to 2027-04-30',
    ],
    [
      '        due: 2027-03-31\n',
      '',
      'removed /objectives/0/deliverables/0/due Deliverable ehr-core: due 2027-03-31 removed',
    ],
    [
      'title: One identity per person',
      'title: Identity\n        owner: iam',
      'added /objectives/0/deliverables/1/owner Deliverable identity: owner set to iam',
    ],
    [
      'dependsOn: [identity]',
      'dependsOn: [identity, network]',
      'added /objectives/0/deliverables/0/dependsOn Deliverable ehr-core: dependency network added',
    ],
    [
      'progress: 0.25',
      'progress: 0.5',
      'changed /objectives/1/deliverables/0/entries Deliverable network: progress on 2026-11-01 changed from 0.25 to 0.5',
    ],
    ['weight: 2', 'weight: 3', 'changed /objectives/0/weight Objective one-record: weight changed from 2 to 3'],
    [
      'title: A network that holds',
      'title: Calm nets',
      'changed /objectives/1/title Objective stable-network: title changed from “A network that holds” to “Calm nets”',
    ],
    [
      '{ connection: jira, epic: EHR-12 }',
      '{ connection: jira, epic: EHR-13 }',
      'added /objectives/0/deliverables/0/links/0 Deliverable ehr-core: link by epic EHR-13, connection jira added',
    ],
    [
      'timeZone: Europe/Berlin',
      'timeZone: Europe/Paris',
      'changed /timeZone Plan: time zone changed from Europe/Berlin to Europe/Paris',
    ],
    [
      'end: 2027-09-30',
      'end: 2027-10-31',
      'changed /period/end Plan: end of the period moved from 2027-09-30 to 2027-10-31',
    ],
    [
      'objectives:',
      'calendar: { workingDays: [fri, mon] }\nobjectives:',
      'added /calendar/workingDays Plan: working days set to “mon, fri”',
    ],
    [
      'objectives:',
      'calendar: { holidays: [{ date: 2026-12-24, until: 2027-01-01, title: Year’s end }] }\nobjectives:',
      'added /calendar/holidays Plan: holiday “2026-12-24 to 2027-01-01 Year’s end” added',
    ],
    ['kpis:', 'waitStatuses: Blocked\nkpis:', 'added /waitStatuses Plan: waiting status Blocked added'],
    ['target: 7', 'target: 5', 'changed /kpis/0/target KPI lead-time: target changed from 7 to 5'],
    [
      'stat: p85',
      'stat: p50',
      'changed /kpis/0/measure KPI lead-time: measure changed from “items.lead_time (p85, over 4 weeks, objective one-record)” to “items.lead_time (p50, over 4 weeks, objective one-record)”',
    ],
  ])('says what %j becoming %j means', (from, to, expected) => {
    expect(changed(from, to)).toContain(expected)
  })

  it('says that a deliverable moved, not that one went and another came', () => {
    const identity = '      - id: identity\n        title: One identity per person\n'
    const moved = SAMPLE.replace(identity, '').replace('      - id: network\n', `${identity}      - id: network\n`)
    expect(diffPlans(sample, parsePlan(moved, 'yaml'))).toEqual([
      {
        pointer: '/objectives/1/deliverables/0',
        kind: 'changed',
        text: 'Deliverable identity: moved from objective one-record to stable-network',
      },
    ])
  })

  it('says that an order changed, because the first of two equal claims wins', () => {
    const plan = { ...sample, objectives: sample.objectives.toReversed() }
    expect(diffPlans(sample, plan)).toEqual([
      {
        pointer: '/objectives',
        kind: 'changed',
        text: 'Order of the objectives changed to stable-network, one-record',
      },
    ])
  })

  it('tells additions and removals by name', () => {
    const plan = { ...sample, objectives: sample.objectives.slice(0, 1), kpis: [] }
    const texts = [
      'Objective stable-network “A network that holds”',
      'Deliverable network “Network upgrade of all sites”',
    ]
    expect(diffPlans(sample, plan).map(({ text }) => text)).toEqual([
      `${texts[0]} removed`,
      `${texts[1]} removed from objective stable-network`,
      'KPI lead-time “Lead time of a change” removed',
    ])
    expect(diffPlans(plan, sample).map(({ kind }) => kind)).toEqual(['added', 'added', 'added'])
  })

  it('introduces a plan that is new', () => {
    const [whole, ...parts] = diffPlans(null, sample)
    expect(whole).toEqual({
      pointer: '',
      kind: 'added',
      text: 'Plan ehr-2027 “Electronic health records across all sites” added: 2 objectives, 3 deliverables, 1 KPI',
    })
    expect(parts).toHaveLength(6)
  })

  it('finds nothing between two ways of writing one plan', () => {
    expect(
      changed(
        '[{ connection: github, repo: clinic/network }]',
        '\n      - repo: [CLINIC/network]\n        connection: github',
      ),
    ).toEqual([])
    fc.assert(
      fc.property(anyDocument, (document) => {
        const plan = parsePlan(JSON.stringify(document), 'json')
        expect(diffPlans(plan, parsePlan(stringify(document), 'yaml'))).toEqual([])
      }),
    )
  })

  it('finds something between any two plans that differ', () => {
    // What nobody notices here nobody would be told: every field of the plan must be compared.
    const fields = ['title', 'vision', 'mission', 'timeZone'] as const
    for (const field of fields) expect(diffPlans(sample, { ...sample, [field]: 'other' })).toHaveLength(1)
    for (const objective of sample.objectives.slice(0, 1)) {
      for (const [field, value] of [
        ['horizon', 'short'],
        ['owner', 'x'],
        ['outcome', 'x'],
        ['weight', 9],
        ['selectors', sample.objectives[1]?.selectors],
      ] as const) {
        const objectives = [{ ...objective, [field]: value }, ...sample.objectives.slice(1)]
        expect(diffPlans(sample, { ...sample, objectives }), field).toHaveLength(1)
      }
      for (const [field, value] of [
        ['start', '2026-10-16'],
        ['weigh', 'items'],
        ['progress', 'manual'],
        ['status', 'done'],
        ['weight', 9],
        ['selectors', []],
      ] as const) {
        const deliverables = objective.deliverables.map((one, index) =>
          index === 0 ? { ...one, [field]: value } : one,
        )
        const objectives = [{ ...objective, deliverables }, ...sample.objectives.slice(1)]
        expect(diffPlans(sample, { ...sample, objectives }).length, field).toBeGreaterThan(0)
      }
    }
    for (const kpi of sample.kpis) {
      for (const [field, value] of [
        ['title', 'x'],
        ['objective', null],
        ['owner', 'x'],
        ['unit', 'x'],
        ['direction', 'up'],
        ['baseline', 1],
        ['tolerance', 1],
        ['period', { ...kpi.period, end: '2027-01-31' }],
      ] as const) {
        expect(diffPlans(sample, { ...sample, kpis: [{ ...kpi, [field]: value }] }), field).toHaveLength(1)
      }
    }
    const { health } = sample
    for (const field of Object.keys(health)) {
      expect(diffPlans(sample, { ...sample, health: { ...health, [field]: 0.5 } }), field).toHaveLength(1)
    }
  })
})
