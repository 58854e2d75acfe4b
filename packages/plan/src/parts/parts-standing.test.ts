import { describe, expect, it } from 'vitest'
import { timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { type CLINIC_WORK, daysAgo, type RuleExample, reviewedContext } from '../review/reviewed-plan.fixture.ts'

const partsOf = (example: RuleExample = {}) => reviewedContext(example).parts
const only = <Part>(parts: readonly Part[]): Part => {
  const [part] = parts
  if (part === undefined || parts.length > 1) throw new Error(`${parts.length} parts`)
  return part
}

it('horizons carry the outcomes and the mean progress of their objectives', () => {
  expect(partsOf().horizons).toEqual([
    {
      horizon: 'long',
      objectives: [
        { id: 'record', title: 'One record per patient', outcome: 'Fewer duplicate examinations', progress: 0.6 },
      ],
      progress: 0.6,
    },
    {
      horizon: 'short',
      objectives: [
        {
          id: 'staff',
          title: 'Staff work in the record with confidence',
          outcome: 'Nine of ten need no help after a week',
          progress: 0.6,
        },
      ],
      progress: 0.6,
    },
  ])
})

describe('an investment', () => {
  it('takes its result from its objective and its dates from the work', () => {
    expect(only(partsOf().investments)).toMatchObject({
      spent: 0.55,
      resultProgress: 0.6,
      progress: 0.6,
      started: '2026-09-14',
      finished: null,
      status: 'running',
    })
  })

  it('is finished when its deliverables are, on the day of the last work', () => {
    const work = (items: typeof CLINIC_WORK) =>
      items.filter(({ state, labels }) => state === 'done' || !labels.includes('hub'))
    expect(only(partsOf({ work }).investments)).toMatchObject({
      status: 'finished',
      finished: '2026-11-13',
      progress: 1,
    })
  })

  it('is late when it is due and not finished', () => {
    const change = [['due: 2027-05-31\nmilestones', 'due: 2026-11-27\nmilestones']] as const
    expect(only(partsOf({ change }).investments).status).toBe('late')
  })
})

describe('a milestone', () => {
  const release = { connection: 'jira', scope: 'EHR', name: 'EHR 1.0', releasedAt: daysAgo(1), plannedAt: null }
  const named = ['deliverables: [core, hub] }', 'release: { connection: jira, scope: ehr, name: ehr 1.0 } }'] as const

  it('is reached on the day its release came out, also when that was late', () => {
    const change = [named, ['date: 2027-07-15, rel', 'date: 2026-11-20, rel']] as const
    expect(only(partsOf({ change, given: { releases: [release] } }).milestones)).toMatchObject({
      status: 'reached',
      reached: '2026-11-27',
      reachedBy: 'release',
      daysLate: 7,
    })
  })

  it('is reached by the release, also where a milestone of the same name never says that it came out', () => {
    const plannedAt = Date.parse('2026-12-24T00:00:00Z')
    const releases = [{ ...release, releasedAt: null, plannedAt }, release]
    expect(only(partsOf({ change: [named], given: { releases } }).milestones)).toMatchObject({
      status: 'reached',
      reached: '2026-11-27',
      toolDate: '2026-12-24',
    })
  })

  it('is reached on the day that the tool names, west of Greenwich too', () => {
    const releases = [{ ...release, releasedAt: Date.parse('2026-11-20T00:00:00Z') }]
    const change = [named, ['timeZone: Europe/Berlin', 'timeZone: America/Los_Angeles']] as const
    expect(only(partsOf({ change, given: { releases } }).milestones)).toMatchObject({ reached: '2026-11-20' })
  })

  it('without deliverables is as far as the items planned for its release', () => {
    const work = (items: typeof CLINIC_WORK) =>
      items.map((item, place) => (place < 8 ? { ...item, milestones: ['EHR 1.0'] } : item))
    const given = { releases: [{ ...release, releasedAt: null }] }
    expect(only(partsOf({ change: [named], work, given }).milestones)).toMatchObject({
      status: 'upcoming',
      progress: 0.75,
    })
  })

  it('is missed when its day passed and its work is not done', () => {
    const change = [['date: 2027-07-15, del', 'date: 2026-11-18, del']] as const
    expect(only(partsOf({ change }).milestones)).toMatchObject({
      status: 'missed',
      reached: null,
      daysLate: 10,
      progress: 0.6,
    })
  })
})

it('the load of an owner is their open items against their pace and their last date', () => {
  const loads = partsOf().owners
  expect(loads.map(({ owner }) => owner)).toEqual(['clinical-apps', 'integration', 'training'])
  expect(loads[0]).toMatchObject({
    open: ['core'],
    atOnce: 1,
    openItems: 4,
    itemsPerWeek: 0.5,
    weeksOfWork: 8,
    responsible: ['core'],
    accountable: [],
  })
  expect(loads[0]?.weeksLeft).toBeCloseTo(30.6, 1)
})

it('an inventory gap is closing while its deliverables are under way', () => {
  expect(only(partsOf().inventory)).toMatchObject({ state: 'closing', progress: 0.6 })
  expect(only(partsOf({ change: [[', closedBy: hub', '']] }).inventory)).toMatchObject({
    state: 'open',
    progress: null,
  })
})

describe('the evidence of a control', () => {
  it('is fresh by the newest finished item', () => {
    expect(only(partsOf().controls)).toMatchObject({
      evidence: { state: 'fresh', count: 5, newest: { key: 'EHR-36', done: '2026-11-13' }, freshUntil: '2027-01-12' },
      isReviewOverdue: false,
    })
  })

  it('is what it was at a past instant: an item reopened since counted then', () => {
    const work = () => [
      workItem({
        key: 'EHR-1',
        labels: ['restore-test'],
        timeline: timeline(daysAgo(50), [daysAgo(40), 'done'], [daysAgo(10), 'todo']),
      }),
    ]
    expect(only(partsOf({ work }).controls).evidence).toMatchObject({ state: 'none', newest: null })
    expect(only(partsOf({ work, given: { asOf: daysAgo(20) } }).controls).evidence).toMatchObject({
      state: 'fresh',
      count: 1,
    })
  })

  it('is not needed where the control does not apply', () => {
    const change = [['status: in_place', 'status: not_applicable']] as const
    expect(only(partsOf({ change }).controls).evidence.state).toBe('not_needed')
  })
})

describe('a risk', () => {
  it('has the exposure of its newest assessment and a trend against the one before', () => {
    expect(only(partsOf().risks)).toMatchObject({
      exposure: 10,
      trend: 'falling',
      isRaised: false,
      mitigation: { progress: 0.6, lastMove: '2026-11-25', counts: { todo: 2, inProgress: 2, done: 6, dropped: 0 } },
    })
    expect(only(partsOf({ given: { asOf: daysAgo(100) } }).risks)).toMatchObject({ exposure: 15, trend: null })
  })

  it('is raised when its mitigation links nothing, and so nobody works on it', () => {
    expect(only(partsOf({ change: [['labels: failover', 'labels: fallover']] }).risks)).toMatchObject({
      isRaised: true,
      reasons: ['Its mitigation has no work: what it links chooses nothing.'],
    })
  })

  it('is raised when its exposure rose, and no longer once it is closed', () => {
    const rose = ['date: 2026-10-01, probability: 2', 'date: 2026-10-01, probability: 4'] as const
    expect(only(partsOf({ change: [rose] }).risks)).toMatchObject({
      trend: 'rising',
      isRaised: true,
      reasons: ['Its exposure rose from 15 to 20 of 25 on 2026-10-01.'],
    })
    const closed = ['    owner: operations\n', '    owner: operations\n    status: closed\n'] as const
    expect(only(partsOf({ change: [rose, closed] }).risks).isRaised).toBe(false)
  })
})

it('a transition task is late when its work is not done in time, else as its work says', () => {
  expect(only(partsOf().transition)).toMatchObject({ status: 'open', progress: null })
  const linked = ['due: 2027-06-01, supports', 'due: 2026-11-01, links: [{ labels: courses }], supports'] as const
  expect(only(partsOf({ change: [linked] }).transition)).toMatchObject({ status: 'late', progress: 0.6 })
  const done = ['supports: core }', 'supports: core, done: true }'] as const
  expect(only(partsOf({ change: [done] }).transition).status).toBe('done')
})

it('findings name the objectives that answer them, with their progress', () => {
  expect(partsOf().findings.map(({ id, kind, answeredBy }) => ({ id, kind, answeredBy }))).toEqual([
    { id: 'crew', kind: 'strength', answeredBy: [] },
    { id: 'paper', kind: 'weakness', answeredBy: [{ objective: 'record', progress: 0.6 }] },
    { id: 'nurses', kind: 'feedback', answeredBy: [{ objective: 'staff', progress: 0.6 }] },
  ])
})

describe('a stakeholder', () => {
  const getsReport = [
    '    name: Supervisory board\n',
    '    name: Supervisory board\n    receives: weekly-report\n',
  ] as const

  it('was last updated by the last report where it goes to them', () => {
    const given = { lastReportAt: daysAgo(5) }
    expect(only(partsOf({ change: [getsReport], given }).stakeholders)).toMatchObject({
      lastUpdate: { date: '2026-11-23', how: 'Weekly report' },
      daysSinceUpdate: 5,
    })
    expect(only(partsOf({ given }).stakeholders).lastUpdate).toEqual({ date: '2026-11-10', how: 'Presentation' })
  })

  it('has waited with a decision for so many days', () => {
    expect(only(partsOf().stakeholders).decisions).toEqual([
      expect.objectContaining({ question: 'Who pays for the kiosks?', isOpen: true, days: 18 }),
    ])
  })
})

it('a past project is measured by its work: dates, growth of its scope, return', () => {
  const change = [
    [
      'stakeholders:\n',
      `projects:
  - id: lab
    title: Laboratory system
    planned: { end: 2026-11-01, cost: 30000 }
    actual: { cost: 36000 }
    benefit: 45000
    links: [{ labels: lab }]
stakeholders:
`,
    ],
  ] as const
  const work = () =>
    [90, 89, 40].map((days) =>
      workItem({
        labels: ['lab'],
        timeline: timeline(daysAgo(days), [daysAgo(60), 'in_progress'], [daysAgo(days / 2), 'done']),
      }),
    )
  expect(only(partsOf({ change, work }).projects)).toMatchObject({
    items: { of: 3, done: 3 },
    actual: { start: '2026-09-29', end: '2026-11-08', cost: 36000 },
    daysOver: 7,
    costOver: 0.2,
    scopeGrowth: 0.5,
    returnOnInvestment: 0.25,
  })
})

it('a review says what changed in the plan since', () => {
  const changes = ['Deliverable core: due moved from 2027-03-31 to 2027-06-30']
  const given = { changesSince: new Map([['2026-10-20', changes]]) }
  expect(partsOf({ given }).reviews).toEqual([expect.objectContaining({ date: '2026-10-20', changesSince: changes })])
  expect(partsOf().reviews[0]?.changesSince).toBeNull()
})
