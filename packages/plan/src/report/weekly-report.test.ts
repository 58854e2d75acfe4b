import { ValidationError } from '@throughline/errors'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextWeek, previousWeek, weekBounds, weekOf } from '../calendar/iso-week.ts'
import { sideFacts } from '../kpi/kpi.fixture.ts'
import {
  anyPortfolio,
  day,
  linkTo,
  shuffled,
  smallPlan,
  timeline,
  workItem,
} from '../measure/random-portfolio.fixture.ts'
import { measureRoadmap } from '../measure/roadmap.ts'
import { NO_FACTS } from '../review/reviewed-plan.fixture.ts'
import type { WeeklyReport } from './report.ts'
import { type WeeklyReportInput, weeklyReport } from './weekly-report.ts'

const PLAN = smallPlan({
  objectives: [
    {
      id: 'records',
      title: 'One record',
      deliverables: [
        { id: 'core', title: 'Core live', due: '2026-09-30' },
        { id: 'empty', title: 'Nothing yet' },
      ],
    },
  ],
  kpis: [
    { id: 'done', title: 'Items done', target: 1, measure: { metric: 'items.done' } },
    { id: 'mood', title: 'Mood', unit: 'points', measure: { metric: 'manual' } },
  ],
})

const PLAN_OF_TWO = [
  {
    id: 'records',
    title: 'One record',
    deliverables: [
      { id: 'core', title: 'Core live' },
      { id: 'empty', title: 'Nothing yet' },
    ],
  },
]

const WITH_PULLS = smallPlan({
  kpis: [
    { id: 'done', title: 'Items done', measure: { metric: 'items.done' } },
    { id: 'merged', title: 'Merged', measure: { metric: 'prs.merged' } },
    { id: 'both', title: 'Merged an item', measure: { metric: 'ratio', of: 'prs.merged', to: 'items.created' } },
  ],
})

const first = workItem({ timeline: timeline(day(0), [day(2), 'done']) })
const second = workItem({ estimate: 8, timeline: timeline(day(0), [day(8), 'done']) })
const third = workItem({ timeline: timeline(day(0), [day(9), 'done']) })
const open = workItem({ timeline: timeline(day(0)) })
const loose = workItem({ timeline: timeline(day(3)) })
const WEEK = weekOf(day(7), 'UTC')

const INPUT: WeeklyReportInput = {
  plan: PLAN,
  version: 2,
  items: [first, second, third, open, loose],
  links: linkTo('core', first, second, third, open),
  week: WEEK,
  now: day(20),
  facts: NO_FACTS,
}

describe('weeklyReport', () => {
  it('is as of the end of its week, beside the values of the week before', () => {
    const report = weeklyReport(INPUT)
    expect(report).toMatchObject({
      week: WEEK,
      weekStart: '2026-09-07T00:00:00.000Z',
      weekEnd: '2026-09-14T00:00:00.000Z',
      asOf: '2026-09-14T00:00:00.000Z',
      isRunning: false,
      progress: 0.375,
      previousProgress: 0.125,
      change: 0.25,
      measured: { of: 2, with: 1 },
      finishedCount: 2,
      unlinked: { open: 1, share: 0.5 },
    })
    expect(report.objectives[0]?.deliverables[0]).toMatchObject({
      id: 'core',
      progress: 0.75,
      previousProgress: 0.25,
      change: 0.5,
      counts: { todo: 1, inProgress: 0, done: 3, dropped: 0 },
    })
    expect(report.finished.map(({ key }) => key)).toEqual([second.key, third.key])
    expect(report.dueNext.map(({ id }) => id)).toEqual(['core'])
  })

  it('gives what is done on Monday 00:00 to the week that begins', () => {
    const item = workItem({ timeline: timeline(day(0), [day(7), 'done']) })
    const report = weeklyReport({ ...INPUT, items: [item], links: linkTo('core', item) })
    expect(report).toMatchObject({ previousProgress: 0, change: 0.5, finishedCount: 1 })
  })

  it('takes the progress of the week before from its published report', () => {
    const published = weeklyReport({ ...INPUT, week: previousWeek(WEEK) })
    const [records] = published.objectives
    const changed = {
      ...published,
      progress: 0.3,
      objectives: records === undefined ? [] : [{ ...records, progress: 0.2, deliverables: [] }],
    }
    const report = weeklyReport({ ...INPUT, previous: changed })
    expect(report.previousProgress).toBe(0.3)
    expect(report.objectives[0]?.previousProgress).toBe(0.2)
    expect(report.objectives[0]?.deliverables[0]?.previousProgress).toBe(0.25)
    expect(weeklyReport({ ...INPUT, previous: { ...changed, week: WEEK } }).previousProgress).toBe(0.125)
  })

  it('says how far everything moved in the week before, by the values as of its start and end', () => {
    const report = weeklyReport({ ...INPUT, week: nextWeek(WEEK) })
    expect(report.lastWeek).toEqual({ week: WEEK, change: 0.25 })
    expect(report.objectives[0]?.lastWeek).toEqual({ week: WEEK, change: 0.25 })
    expect(report.objectives[0]?.deliverables[0]?.lastWeek).toEqual({ week: WEEK, change: 0.5 })
    // Two weeks before this one nothing existed, so there is nothing that last week's progress could have moved from.
    const early = { week: previousWeek(WEEK), change: null }
    expect(weeklyReport(INPUT).objectives[0]?.deliverables[0]?.lastWeek).toEqual(early)
  })

  it('repeats the change that the published report of the week before said', () => {
    const published = weeklyReport(INPUT)
    const [records] = published.objectives
    const changed = { ...published, objectives: records === undefined ? [] : [{ ...records, change: 0.01 }] }
    const report = weeklyReport({ ...INPUT, week: nextWeek(WEEK), previous: { ...changed, change: -0.02 } })
    expect(report.lastWeek).toEqual({ week: WEEK, change: -0.02 })
    expect(report.objectives[0]?.lastWeek).toEqual({ week: WEEK, change: 0.01 })
    expect(report.objectives[0]?.deliverables[0]?.lastWeek).toEqual({ week: WEEK, change: 0.5 })
  })

  it('gives as last week’s change what the report of that week gives as its own', () => {
    fc.assert(
      fc.property(anyPortfolio, fc.integer({ min: 7, max: 80 }), ({ plan, items, links }, days) => {
        const week = weekOf(day(days), plan.timeZone)
        const reportOf = (wanted: string) =>
          weeklyReport({ plan, version: 1, items, links, week: wanted, now: day(100), facts: NO_FACTS })
        const all = ({ change, lastWeek, objectives }: WeeklyReport) => [
          { change, lastWeek },
          ...objectives.flatMap((part) => [part, ...part.deliverables]),
        ]
        const own = all(reportOf(previousWeek(week))).map(({ change }) => change)
        expect(all(reportOf(week)).map(({ lastWeek }) => lastWeek?.change)).toEqual(own)
      }),
    )
  })

  it('says in words what made a KPI, and counts nothing behind a value that a person entered', () => {
    const kpis = (manualValues = {}) =>
      weeklyReport({ ...INPUT, plan: WITH_PULLS, manualValues }).kpis.map(({ evidence }) => evidence)
    expect(kpis()).toEqual(['2 items', '0 pull requests', '0 items'])
    const entered = { week: WEEK, value: 4, reason: 'Survey', until: nextWeek(WEEK), author: 'pmo', createdAt: day(15) }
    const words = `entered by hand by pmo until ${nextWeek(WEEK)}: Survey; measured: 0 pull requests`
    expect(kpis({ merged: [entered] })).toEqual(['2 items', words, '0 items'])
    const [, kpi] = weeklyReport({ ...INPUT, plan: WITH_PULLS, manualValues: { merged: [entered] } }).kpis
    expect(kpi).toMatchObject({ source: 'entered', measured: 0, entered: { author: 'pmo', reason: 'Survey' } })
  })

  it('keeps what is missing from a KPI, and does not count it as on track; the reason of an entered value is none', () => {
    const pull = workItem({ kind: 'pull_request', createdAt: day(6) })
    const unread = workItem({ kind: 'pull_request', createdAt: day(6) })
    const reviews = { firstAt: new Map([[pull.id, day(7)]]), unknownSince: new Map([[unread.id, day(6)]]) }
    const plan = smallPlan({
      objectives: PLAN_OF_TWO,
      kpis: [
        { id: 'review', title: 'Review time', target: 48, direction: 'down', measure: { metric: 'prs.review_time' } },
        { id: 'progress', title: 'Progress', unit: 'ratio', target: 0.1, measure: { metric: 'progress' } },
        { id: 'done', title: 'Items done', target: 1, measure: { metric: 'items.done' } },
        { id: 'published', title: 'Releases', target: 1, measure: { metric: 'releases.published' } },
      ],
    })
    const report = weeklyReport({
      ...INPUT,
      plan,
      items: [...INPUT.items, pull, unread],
      links: [...INPUT.links, ...linkTo('core', pull, unread)],
      side: sideFacts({ reviews }),
      manualValues: {
        done: [{ week: WEEK, value: 4, reason: 'Survey', until: null, author: 'pmo', createdAt: day(15) }],
      },
    })
    expect(report.kpis.map(({ status, note }) => [status, note])).toEqual([
      ['on_track', 'The first review of 1 pull request is not known yet.'],
      ['on_track', 'Measured over 1 of 2 deliverables.'],
      ['on_track', undefined],
      ['no_data', expect.stringContaining('No repository is chosen')],
    ])
    expect(report.summary).toContain('1 of 4 KPIs is on track; on track by incomplete data: Review time, Progress.')
    expect(report.summary).toContain('Review time (no data to on track by incomplete data)')
  })

  it('shows KPIs of the last complete week, also while its own week is running', () => {
    const kpi = (now: number) => weeklyReport({ ...INPUT, now }).kpis[0]
    expect(kpi(day(20))).toMatchObject({ week: WEEK, value: 2, previous: 1, status: 'on_track', count: 2, target: 1 })
    expect(kpi(day(9))).toMatchObject({ week: previousWeek(WEEK), value: 1, previous: 0, count: 1 })
    const entered = {
      mood: [{ week: WEEK, value: 4, reason: 'Survey', until: null, author: null, createdAt: day(15) }],
    }
    expect(weeklyReport({ ...INPUT, manualValues: entered }).kpis[1]).toMatchObject({ value: 4, previous: null })
  })

  it('is as of now in the running week, and refused for a week that has not begun', () => {
    expect(weeklyReport({ ...INPUT, now: day(9) })).toMatchObject({
      asOf: '2026-09-09T00:00:00.000Z',
      isRunning: true,
      progress: 0.375,
    })
    expect(() => weeklyReport({ ...INPUT, now: day(7) - 1 })).toThrow(ValidationError)
  })

  it('says the week in sentences whose numbers have units', () => {
    expect(weeklyReport(INPUT).summary).toBe(
      `Electronic health records stands at 37.5 % over 1 of 2 deliverables (+25.0 pp in week ${WEEK}). No deliverable became done, and no due date passed. What moved it: 2 items done (+25.0 pp). 2 items were finished in the week; 1 open item (50.0 % of all open ones) is linked to nothing. No deliverable is off track or at risk. The health of 1 deliverable is unknown. 1 of 2 KPIs is on track. Nothing needs a decision. Due next: Core live on 2026-09-30 within four weeks.`,
    )
  })

  it('adds last week to a week that has only begun, and says that its own numbers are not the last', () => {
    const { summary } = weeklyReport({ ...INPUT, week: nextWeek(WEEK), now: day(14) + 1 })
    expect(summary).toContain(`(0.0 pp so far in week ${nextWeek(WEEK)}, +25.0 pp in week ${WEEK})`)
    expect(summary).toContain('No item was finished so far;')
  })

  it('gives the numbers of the roadmap at the same instant, whatever the order of items, as plain JSON', () => {
    fc.assert(
      fc.property(anyPortfolio, fc.integer({ min: 7, max: 80 }), fc.nat(1000), ({ plan, items, links }, days, seed) => {
        const week = weekOf(day(days), plan.timeZone)
        const now = day(100)
        const report = weeklyReport({ plan, version: 1, items, links, week, now, facts: NO_FACTS })
        const asOf = weekBounds(week, plan.timeZone).end - 1
        const roadmap = measureRoadmap({ plan, version: 1, items, links, asOf, now })
        expect(report.progress).toBe(roadmap.progress)
        const numbers = (all: readonly { deliverables: readonly { id: string; progress: number | null }[] }[]) =>
          all.flatMap(({ deliverables }) => deliverables.map(({ id, progress }) => [id, progress]))
        expect(numbers(report.objectives)).toEqual(numbers(roadmap.objectives))
        const again = weeklyReport({
          plan,
          version: 1,
          items: shuffled(items, seed),
          links,
          week,
          now,
          facts: NO_FACTS,
        })
        expect(again).toEqual(report)
        expect(JSON.parse(JSON.stringify(report))).toEqual(report)
      }),
    )
  })
})

describe('the bridge of a weekly report', () => {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

  it('explains the change of the plan, each objective and each deliverable since the week before', () => {
    const report = weeklyReport(INPUT)
    const [objective] = report.objectives
    const [core, empty] = objective?.deliverables ?? []
    for (const part of [report, objective, core]) {
      expect(part?.bridge?.change).toBeCloseTo(part?.change ?? Number.NaN, 12)
      expect(part?.bridge?.before).toBe(part?.previousProgress)
    }
    expect(core?.bridge?.parts).toMatchObject([
      { cause: 'done', value: 0.5, count: 2, items: [{ key: second.key }, { key: third.key }], itemsLeftOut: 0 },
    ])
    expect(empty?.bridge).toMatchObject({ before: null, after: null, change: 0, parts: [] })
  })

  it('starts from what was known when the report of the week before was published', () => {
    const then = { ...INPUT, asOf: weekBounds(WEEK, 'UTC').start - 1, items: [second, third, open], links: INPUT.links }
    const previous = weeklyReport({ ...then, week: previousWeek(WEEK) })
    const core = weeklyReport({ ...INPUT, before: then, previous }).objectives[0]?.deliverables[0]
    expect(core?.bridge).toMatchObject({ before: 0, after: 0.75 })
    expect(core?.bridge?.parts.map(({ cause, value }) => [cause, value])).toEqual([
      ['learned_late', 0.25],
      ['done', 0.5],
    ])
  })

  it('starts from the end of the week before as it is known now where the report of that week did not name the part', () => {
    const young = smallPlan({ objectives: [{ id: 'records', title: 'One record', deliverables: [] }] })
    const then = { ...INPUT, plan: young, links: [], asOf: weekBounds(WEEK, 'UTC').start - 1 }
    const previous = weeklyReport({ ...then, week: previousWeek(WEEK) })
    const report = weeklyReport({ ...INPUT, before: then, previous })
    const [core] = report.objectives[0]?.deliverables ?? []
    expect(core).toMatchObject({ previousProgress: 0.25, bridge: { before: 0.25, after: 0.75, change: 0.5 } })
    expect(core?.bridge?.parts.map(({ cause }) => cause)).toEqual(['done'])
    expect([report.previousProgress, report.bridge?.before]).toEqual([null, null])
    expect(report.bridge?.parts.map(({ cause }) => cause)).toEqual(['relinked', 'done'])
  })

  it('tells as learned late what the published report said differently from what is known now', () => {
    const lastWeek = weeklyReport({ ...INPUT, week: previousWeek(WEEK) })
    const said = { ...lastWeek, progress: 0.1, objectives: [] }
    const { bridge, change, previousProgress } = weeklyReport({ ...INPUT, previous: said })
    expect(previousProgress).toBe(0.1)
    expect(bridge?.before).toBe(0.1)
    expect(bridge?.change).toBeCloseTo(change ?? 0, 12)
    expect(bridge?.parts[0]).toMatchObject({
      cause: 'learned_late',
      count: 0,
      changes: [{ note: 'The report of the week before said 10.0 %; by what is known now it was 12.5 % then.' }],
    })
    expect(sum(bridge?.parts.map(({ value }) => value) ?? [])).toBe(bridge?.change)
  })

  it('lists the weightiest items of each part and counts the rest', () => {
    const items = Array.from({ length: 9 }, () => workItem({ timeline: timeline(day(0), [day(8), 'done']) }))
    const report = weeklyReport({ ...INPUT, items, links: linkTo('core', ...items) })
    const [part] = report.objectives[0]?.deliverables[0]?.bridge?.parts ?? []
    expect([part?.count, part?.items.length, part?.itemsLeftOut]).toEqual([9, 5, 4])
  })
})
