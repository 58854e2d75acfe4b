import { describe, expect, it } from 'vitest'
import { nextWeek, previousWeek, weekOf } from '../calendar/iso-week.ts'
import type { PlanDocument } from '../document/plan.ts'
import { AFTER, flowingPlan, flowingWork, weeksOf } from '../forecast/flowing-work.fixture.ts'
import type { Outlook } from '../measure/outlook.ts'
import { outlookOf } from '../measure/outlook.ts'
import { day, linkTo, smallPlan, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { HOUR_MS } from '../measure/words.ts'
import { NO_FACTS } from '../review/reviewed-plan.fixture.ts'
import type { WeeklyReport } from './report.ts'
import { type WeeklyReportInput, weeklyReport } from './weekly-report.ts'

const DELIVERABLES: NonNullable<PlanDocument['objectives'][number]['deliverables']> = [
  { id: 'core', title: 'Core live', owner: 'apps', due: '2026-09-10' },
  { id: 'index', title: 'One index', due: '2026-10-31' },
]

const slow = workItem({ timeline: timeline(day(0)) })
const quick = workItem({ timeline: timeline(day(0), [day(9), 'done']) })
const WEEK = weekOf(day(7), 'UTC')

const INPUT: WeeklyReportInput = {
  plan: smallPlan({ objectives: [{ id: 'records', title: 'One record', deliverables: DELIVERABLES }] }),
  version: 1,
  items: [slow, quick],
  links: [...linkTo('core', slow), ...linkTo('index', quick)],
  week: WEEK,
  now: day(20),
  facts: NO_FACTS,
  data: { coverage: 1, oldestSyncAt: day(20) },
}

/** The plan with its first deliverable changed. */
function withCore(changes: Partial<(typeof DELIVERABLES)[number]>, rest: Partial<PlanDocument> = {}) {
  const deliverables = DELIVERABLES.map((each) => (each.id === 'core' ? { ...each, ...changes } : each))
  return smallPlan({ objectives: [{ id: 'records', title: 'One record', deliverables }], ...rest })
}

/** The report of the test's week after the published one of the week before, each by its own input. */
function afterPublished(before: Partial<WeeklyReportInput>, now: Partial<WeeklyReportInput> = {}): WeeklyReport {
  const previous = weeklyReport({ ...INPUT, week: previousWeek(WEEK), now: day(7), ...before })
  return weeklyReport({ ...INPUT, previous, ...now })
}

describe('deliverables that became done', () => {
  it('are told once, with the day and how it stands to the due date', () => {
    expect(weeklyReport(INPUT).finishedDeliverables).toEqual([
      {
        id: 'index',
        title: 'One index',
        objective: 'records',
        owner: null,
        due: '2026-10-31',
        doneOn: '2026-09-09',
        daysLate: -52,
      },
    ])
    expect(weeklyReport({ ...INPUT, week: nextWeek(WEEK) }).finishedDeliverables).toEqual([])
  })

  it('that only the plan calls done are told against a published report, and without a day', () => {
    const plan = withCore({ status: 'done' })
    const told = (report: WeeklyReport) => report.finishedDeliverables?.map(({ id, doneOn }) => [id, doneOn])
    expect(told(afterPublished({}, { plan }))).toEqual([
      ['core', null],
      ['index', '2026-09-09'],
    ])
    expect(told(weeklyReport({ ...INPUT, plan }))).toEqual([['index', '2026-09-09']])
  })
})

describe('what slipped', () => {
  it('is told in the week in which the due date passed, and in no other', () => {
    expect(weeklyReport(INPUT).slipped).toMatchObject([
      { id: 'core', reason: 'due_passed', says: 'It was due on 2026-09-10 and is not done.' },
    ])
    expect(afterPublished({ plan: withCore({ due: '2026-10-31' }) }).slipped).toMatchObject([
      { id: 'core', says: 'It was due on 2026-09-10, moved from 2026-10-31, and is not done.' },
    ])
    expect(weeklyReport({ ...INPUT, week: previousWeek(WEEK) }).slipped).toEqual([])
    expect(weeklyReport({ ...INPUT, week: nextWeek(WEEK) }).slipped).toEqual([])
  })

  it('belongs, for a due date on a Sunday, to the week whose Monday finds it open, as health does', () => {
    const plan = withCore({ due: '2026-09-13' })
    expect(weeklyReport({ ...INPUT, plan }).slipped).toEqual([])
    expect(weeklyReport({ ...INPUT, plan, week: nextWeek(WEEK) }).slipped?.map(({ id }) => id)).toEqual(['core'])
  })

  it('is never what is done', () => {
    expect(weeklyReport({ ...INPUT, plan: withCore({ status: 'done' }) }).slipped).toEqual([])
  })
})

describe('forecasts that cross the due date', () => {
  // Two a week for long enough, then nothing: the forecast runs away from its due date.
  const { work, items, links } = flowingPlan([
    { id: 'core', due: '2026-12-31', items: flowingWork([...weeksOf(11, { delivered: 2 }), {}], 10) },
  ])
  const { plan } = work
  const outlookAt = (at: number): Outlook => outlookOf({ plan, items, links, at })
  const week = weekOf(AFTER - 1, 'UTC')
  const input = { ...INPUT, plan, items, links, week, now: AFTER, outlookAt }

  it('are told against the forecast as of the week before, where no report was published', () => {
    const report = weeklyReport(input)
    expect(report.datesBefore).toEqual({ week: previousWeek(week), source: 'forecasts_as_of' })
    const [slipped] = report.slipped ?? []
    expect(slipped).toMatchObject({ id: 'core', reason: 'forecast_after_due' })
    expect(slipped?.forecastBefore).toBe(
      outlookAt(Date.parse(report.weekStart) - 1).forecasts.get('core')?.forecast?.p85,
    )
    expect(slipped?.says).toBe(
      `It is due on 2026-12-31; the 85 % forecast went from ${slipped?.forecastBefore} to ${slipped?.forecast}.`,
    )
    expect(report.movedDates?.[0]?.moves.map(({ date }) => date)).toEqual(['forecast_p50', 'forecast_p85'])
  })

  it('say that the due date moved where it did, and not that a forecast did where it is the same', () => {
    const dated = <T>(objectives: readonly { readonly deliverables: readonly T[] }[], dates: object) =>
      objectives.map((each) => ({ ...each, deliverables: each.deliverables.map((part) => ({ ...part, ...dates })) }))
    const forecast = { p50: '2026-12-01', p85: '2026-12-10', p95: null }
    const published = weeklyReport({ ...input, week: previousWeek(week) })
    const says = (p85: string) => {
      const real = outlookAt(AFTER)
      const forecasts = new Map(
        Array.from(real.forecasts, ([id, each]) => [id, { ...each, forecast: { ...forecast, p85 } }]),
      )
      const { slipped } = weeklyReport({
        ...input,
        plan: Object.assign({}, plan, { objectives: dated(plan.objectives, { due: '2026-12-05' }) }),
        outlookAt: () => ({ ...real, forecasts }),
        previous: Object.assign({}, published, { objectives: dated(published.objectives, { forecast }) }),
      })
      return slipped?.map((each) => each.says)
    }
    expect(says('2026-12-10')).toEqual([
      'It is due on 2026-12-05, moved from 2026-12-31; the 85 % forecast is 2026-12-10 as before.',
    ])
    expect(says('2026-12-20')).toEqual([
      'It is due on 2026-12-05, moved from 2026-12-31; the 85 % forecast went from 2026-12-10 to 2026-12-20.',
    ])
  })

  it('are told against the published report of the week before, whatever the data says of it now', () => {
    const published = weeklyReport({ ...input, week: previousWeek(week) })
    const before = published.objectives.map((objective) => ({
      ...objective,
      deliverables: objective.deliverables.map((part) => ({
        ...part,
        forecast: { p50: '2026-12-01', p85: '2027-02-01', p95: null },
      })),
    }))
    const report = weeklyReport({ ...input, previous: { ...published, objectives: before } })
    expect(report.datesBefore?.source).toBe('published_report')
    expect(report.slipped).toEqual([])
    expect(report.movedDates?.[0]?.moves[1]).toMatchObject({ date: 'forecast_p85', from: '2027-02-01' })
  })

  it('are not told where there are no forecasts', () => {
    const { outlookAt: _, ...blind } = input
    expect(weeklyReport(blind)).toMatchObject({
      datesBefore: { source: 'nothing' },
      slipped: [],
      movedDates: [],
    })
  })
})

describe('dates of the plan', () => {
  it('that moved are told with both days and how far, and those that came or went without', () => {
    const report = afterPublished(
      { plan: withCore({ start: '2026-08-01', due: '2026-09-30' }) },
      { plan: withCore({ start: '2026-08-10', due: '2026-09-20' }) },
    )
    expect(report.movedDates).toEqual([
      {
        id: 'core',
        title: 'Core live',
        objective: 'records',
        moves: [
          { date: 'start', from: '2026-08-01', to: '2026-08-10', days: 9 },
          { date: 'due', from: '2026-09-30', to: '2026-09-20', days: -10 },
        ],
      },
    ])
    expect(report.summary).toContain('The plan moved 1 due date: Core live 10 days earlier.')
    const { due: _, ...undated } = DELIVERABLES[0] ?? { id: '', title: '' }
    const gone = afterPublished(
      {},
      { plan: smallPlan({ objectives: [{ id: 'records', title: 'One record', deliverables: [undated] }] }) },
    )
    expect(gone.movedDates?.[0]?.moves).toEqual([{ date: 'due', from: '2026-09-10', to: null, days: null }])
  })

  it('that older reports did not tell are not said to have moved', () => {
    const published = weeklyReport({ ...INPUT, week: previousWeek(WEEK), now: day(7) })
    const old = published.objectives.map((part) => ({
      ...part,
      deliverables: part.deliverables.map(({ start: _, ...rest }) => rest),
    }))
    const plan = withCore({ start: '2026-08-01' })
    expect(weeklyReport({ ...INPUT, plan, previous: { ...published, objectives: old } }).movedDates).toEqual([])
  })
})

describe('KPIs that changed status', () => {
  const kpis: PlanDocument['kpis'] = [
    { id: 'mood', title: 'Mood', unit: 'points', target: 5, measure: { metric: 'manual' } },
  ]
  const entered = (...values: number[]) => ({
    mood: values.map((value, index) => ({
      week: index === 0 ? previousWeek(WEEK) : WEEK,
      value,
      reason: 'Survey',
      until: null,
      author: null,
      createdAt: 0,
    })),
  })
  const report = (...values: number[]) =>
    weeklyReport({ ...INPUT, plan: withCore({ due: '2026-12-31' }, { kpis }), manualValues: entered(...values) })

  it('say from what to what, with both values', () => {
    expect(report(5, 1).kpiChanges).toEqual([
      {
        id: 'mood',
        title: 'Mood',
        unit: 'points',
        week: WEEK,
        from: 'on_track',
        to: 'off_track',
        previous: 5,
        value: 1,
      },
    ])
    expect(report(5).kpiChanges).toMatchObject([{ from: 'on_track', to: 'no_data' }])
    expect(report(5, 5).kpiChanges).toEqual([])
  })

  it('need a decision once they are off track for the second week', () => {
    expect(report(5, 1).decisions).toEqual([])
    expect(report(2, 1).decisions).toEqual([
      {
        rule: 'kpi_off_track_twice',
        id: 'mood',
        title: 'Mood',
        owner: null,
        question: 'What is done about it, or is its target wrong?',
        evidence: [
          `It is off track for the second week: 1 point in week ${WEEK}, 2 points in the week before; its target is 5 points.`,
        ],
      },
    ])
  })

  it('have a quarter of a year of values, the last of which are the two that are compared', () => {
    const [kpi] = report(2, 1).kpis
    expect(kpi?.history).toHaveLength(13)
    expect(kpi?.history?.slice(-2)).toEqual([
      { week: previousWeek(WEEK), value: 2 },
      { week: WEEK, value: 1 },
    ])
  })
})

describe('decisions', () => {
  it('are asked of what is overdue, and say when they were asked before in vain', () => {
    const late = { plan: withCore({ due: '2026-09-03' }) }
    const [first] = weeklyReport({ ...INPUT, ...late }).decisions ?? []
    expect(first).toMatchObject({ rule: 'due_passed', id: 'core', owner: 'apps' })
    expect(first?.evidence).toEqual(['It was due on 2026-09-03, 10 days ago, and 1 item of 1 is open.'])
    const again = afterPublished({ ...late, week: previousWeek(WEEK), now: day(7) }, late).decisions?.[0]
    expect(again?.evidence.at(-1)).toBe(
      `It was off track in the report of week ${previousWeek(WEEK)} too, and its due date is the same.`,
    )
  })

  it('are not asked where health is unknown: old data is no ground for one', () => {
    const data = { coverage: 1, oldestSyncAt: day(0) }
    expect(weeklyReport({ ...INPUT, data }).decisions).toEqual([])
  })

  it('go to the objective’s owner where the deliverable has none, and ask who answers where neither does', () => {
    const quiet = { ...INPUT, week: weekOf(day(21), 'UTC'), now: day(40), data: { coverage: 1, oldestSyncAt: day(40) } }
    const owned = (owner?: string) =>
      smallPlan({
        objectives: [
          {
            id: 'records',
            title: 'One record',
            ...(owner === undefined ? {} : { owner }),
            deliverables: [{ id: 'core', title: 'Core live' }],
          },
        ],
      })
    expect(weeklyReport({ ...quiet, plan: owned('cio') }).decisions).toEqual([])
    expect(weeklyReport({ ...quiet, plan: owned() }).decisions).toMatchObject([
      { rule: 'in_danger_without_owner', owner: null, question: 'Who answers for it?' },
    ])
  })

  it('are asked of risks that nothing reduces and of milestones that were missed', () => {
    const plan = withCore(
      { due: '2026-12-31' },
      {
        risks: [
          {
            id: 'outage',
            title: 'An outage',
            owner: 'operations',
            assessments: [{ date: '2026-09-01', probability: 3, impact: 5 }],
          },
        ],
        milestones: [{ id: 'live', title: 'First site live', date: '2026-09-08', deliverables: ['core'] }],
      },
    )
    const report = weeklyReport({ ...INPUT, plan })
    expect(report.decisions).toMatchObject([
      {
        rule: 'risk_without_plan',
        owner: 'operations',
        evidence: ['Its exposure is 15 of 25, and no work mitigates it.'],
      },
      { rule: 'milestone_missed', evidence: ['It was promised for 2026-09-08, 5 days ago, and is not reached.'] },
    ])
    expect(report.attention).toMatchObject([
      { kind: 'risk', id: 'outage', severity: 'error', exposure: 15, owner: 'operations' },
    ])
    expect(report.summary).toContain(
      '2 decisions are needed, the first on An outage: reduce it by work, transfer it, or accept it?',
    )
  })
})

describe('next week', () => {
  it('shows deliverables and milestones of that week alone, soonest first', () => {
    const plan = withCore(
      { due: '2026-09-20' },
      {
        milestones: [
          { id: 'soon', title: 'Soon', date: '2026-09-14', deliverables: ['core'] },
          { id: 'later', title: 'Later', date: '2026-09-21', deliverables: ['core'] },
        ],
      },
    )
    expect(weeklyReport({ ...INPUT, plan }).dueNextWeek?.map(({ kind, due }) => [kind, due])).toEqual([
      ['milestone', '2026-09-14'],
      ['deliverable', '2026-09-20'],
    ])
  })
})

describe('finished work', () => {
  const epic = workItem({ type: 'Epic', timeline: timeline(day(0), [day(9), 'done']) })
  const parts = [2, 3].map((estimate) =>
    workItem({ parentId: epic.id, estimate, timeline: timeline(day(0), [day(8), 'done']) }),
  )
  const heavy = workItem({ estimate: 5, timeline: timeline(day(0), [day(7), 'done']) })
  const light = workItem({ timeline: timeline(day(0), [day(10), 'done']) })
  const items = [epic, ...parts, heavy, light]
  const report = weeklyReport({ ...INPUT, items, links: linkTo('core', ...items) })

  it('is told the heaviest first, an epic by what counts below it and before an item of its weight', () => {
    expect(report.finished.map(({ key, weight, isEpic }) => [key, weight, isEpic])).toEqual([
      [epic.key, 5, true],
      [heavy.key, 5, false],
      [parts[1]?.key, 3, false],
      [parts[0]?.key, 2, false],
      [light.key, 1, false],
    ])
  })

  it('counts no epic beside its items', () => {
    expect(report.finishedCount).toBe(4)
  })
})

describe('the standing of the data', () => {
  const standing = (coverage: number, hours: number | null) =>
    weeklyReport({
      ...INPUT,
      now: day(14),
      data: { coverage, oldestSyncAt: hours === null ? null : day(14) - hours * HOUR_MS },
    }).data

  it('is complete only when all of it was read, lately enough', () => {
    expect(standing(1, 3)).toMatchObject({ standing: 'complete', coverage: 1, ageHoursMax: 24 })
    expect(standing(1, 25)).toMatchObject({ standing: 'stale' })
    expect(standing(0.98, 3)).toMatchObject({ standing: 'incomplete' })
    expect(standing(1, null)).toMatchObject({ standing: 'incomplete', oldestSyncAt: null, ageHours: null })
    const { data: _, ...blind } = INPUT
    expect(weeklyReport(blind).data).toMatchObject({ standing: 'unknown', coverage: null })
  })

  it('says its numbers with their units, and is in the summary where it is not complete', () => {
    const says =
      '98.0 % of what the tools show has been read; the oldest part was read 3 hours before this report (at most 24 hours). 2 of 2 deliverables have progress.'
    expect(standing(0.98, 3)?.says).toBe(says)
    const report = weeklyReport({
      ...INPUT,
      now: day(14),
      data: { coverage: 0.98, oldestSyncAt: day(14) - 3 * HOUR_MS },
    })
    expect(report.summary).toContain(`The data is incomplete: ${says}`)
    expect(weeklyReport(INPUT).summary).not.toContain('The data is')
  })
})
