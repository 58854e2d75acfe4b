import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weekBounds, weekOf, weeksBetween } from '../calendar/iso-week.ts'
import type { WorkItem } from '../item/work-item.ts'
import {
  anyPortfolio,
  day,
  LIFE_DAYS,
  linkTo,
  ORIGIN,
  type Portfolio,
  shuffled,
  smallPlan,
  timeline,
  workItem,
} from '../measure/random-portfolio.fixture.ts'
import { kpiOf, type Measure } from './kpi.fixture.ts'
import { kpiEvidence } from './kpi-evidence.ts'
import { measureKpi } from './measure-kpi.ts'
import { statistic } from './statistic.ts'

const WEEK = weekOf(day(7), 'UTC')
const AFTER = day(LIFE_DAYS)

function valueFor(measure: Measure, items: readonly WorkItem[], week = WEEK, now = AFTER) {
  const plan = smallPlan()
  const [value] = measureKpi({ plan, kpi: kpiOf(measure), items, links: linkTo('core', ...items), weeks: [week], now })
  return value
}

describe('measureKpi', () => {
  const reopened = workItem({ timeline: timeline(day(0), [day(8), 'done'], [day(15), 'todo'], [day(16), 'done']) })

  it('counts an item reopened and done again in both weeks', () => {
    expect(valueFor({ metric: 'items.done' }, [reopened])?.value).toBe(1)
    expect(valueFor({ metric: 'items.done' }, [reopened], weekOf(day(14), 'UTC'))?.value).toBe(1)
    expect(valueFor({ metric: 'items.done', window: '2w' }, [reopened], weekOf(day(14), 'UTC'))?.value).toBe(1)
    expect(valueFor({ metric: 'items.reopened' }, [reopened], weekOf(day(14), 'UTC'))?.value).toBe(1)
  })

  it('gives what happens on Monday 00:00 to the week that begins', () => {
    const item = workItem({ timeline: timeline(day(7), [day(14), 'done']) })
    expect(valueFor({ metric: 'items.created' }, [item])?.value).toBe(1)
    expect(valueFor({ metric: 'items.done' }, [item])?.value).toBe(0)
    expect(valueFor({ metric: 'items.open' }, [item])?.value).toBe(1)
    expect(valueFor({ metric: 'items.age' }, [item])?.value).toBe(7)
    const again = workItem({ timeline: timeline(day(0), [day(8), 'done'], [day(14), 'todo']) })
    expect(valueFor({ metric: 'items.reopened' }, [again])?.value).toBe(0)
    expect(valueFor({ metric: 'items.reopened' }, [again], weekOf(day(14), 'UTC'))?.value).toBe(1)
  })

  it('is null without data where a duration is asked for, and 0 where a count is', () => {
    expect(valueFor({ metric: 'items.lead_time' }, [])).toEqual({
      week: WEEK,
      value: null,
      count: 0,
      status: 'no_data',
      source: 'measured',
    })
    expect(valueFor({ metric: 'items.done' }, [])).toMatchObject({ value: 0, count: 0 })
  })

  it('marks the running week as partial, as of now and without a status, and knows nothing of weeks to come', () => {
    const item = workItem({ timeline: timeline(day(8), [day(10), 'done']) })
    const target = { target: 5 }
    const plan = smallPlan()
    const kpi = kpiOf({ metric: 'items.done' }, target)
    const weeks = [WEEK, weekOf(day(14), 'UTC')]
    const at = (now: number) => measureKpi({ plan, kpi, items: [item], links: linkTo('core', item), weeks, now })
    expect(at(day(10))[0]).toMatchObject({ week: WEEK, value: 1, count: 1, status: null, partial: true })
    expect(at(day(10) - 1)[0]).toMatchObject({ value: 0, partial: true })
    expect(at(day(10))[1]).toMatchObject({ week: weeks[1], value: null, count: 0, status: null, partial: true })
    expect(at(day(14))[0]).toEqual({ week: WEEK, value: 1, count: 1, status: 'off_track', source: 'measured' })
  })

  it('lets an entered value win for the weeks it holds, the one that begins last over the others', () => {
    const plan = smallPlan()
    const weeks = weeksBetween(weekOf(day(0), 'UTC'), weekOf(day(28), 'UTC'))
    const manualValues = [
      { week: weeks[1] ?? '', value: 3, reason: 'Survey', until: weeks[3] ?? '', author: 'pmo', createdAt: day(8) },
      { week: weeks[2] ?? '', value: 4, reason: 'Recount', until: null, author: null, createdAt: day(9) },
    ]
    const values = measureKpi({
      plan,
      kpi: kpiOf({ metric: 'manual' }),
      items: [],
      links: [],
      weeks,
      now: AFTER,
      manualValues,
    })
    expect(values.map(({ value }) => value)).toEqual([null, 3, 4, 3, null])
    expect(values[2]).toMatchObject({ count: 0, note: 'Recount', source: 'entered' })
    expect(values[2]).not.toHaveProperty('measured')
  })

  it('shows who entered a value, why, until when and what is measured, which returns by itself', () => {
    const item = workItem({ timeline: timeline(day(8), [day(10), 'done']) })
    const [first = '', second = '', third = ''] = weeksBetween(WEEK, weekOf(day(21), 'UTC'))
    const manualValues = [
      { week: first, value: 7, reason: 'Counted by hand', until: second, author: 'pmo', createdAt: day(15) },
    ]
    const values = measureKpi({
      plan: smallPlan(),
      kpi: kpiOf({ metric: 'items.done' }),
      items: [item],
      links: linkTo('core', item),
      weeks: [first, second, third],
      now: AFTER,
      manualValues,
    })
    const entered = {
      author: 'pmo',
      createdAt: '2026-09-15T00:00:00.000Z',
      reason: 'Counted by hand',
      week: first,
      until: second,
    }
    const over = { value: 7, count: 0, source: 'entered', entered }
    expect(values).toMatchObject([
      { ...over, measured: 1 },
      { ...over, measured: 0 },
      { value: 0, source: 'measured' },
    ])
    expect(values[2]).not.toHaveProperty('entered')
  })

  it('says why a metric without data has none', () => {
    expect(valueFor({ metric: 'prs.review_time' }, [])).toMatchObject({
      value: null,
      status: 'no_data',
      note: expect.stringContaining('not read'),
    })
  })

  it('looks at all items for a selector, at the linked ones for an objective, at both when both are said', () => {
    const plan = smallPlan()
    const epic = workItem({ type: 'Epic' })
    const story = workItem({ parentId: epic.id, labels: ['Core'], timeline: timeline(day(7)) })
    const loose = workItem({ labels: ['core'], timeline: timeline(day(7)) })
    const linked = workItem({ timeline: timeline(day(7)) })
    const items = [epic, story, loose, linked]
    const links = linkTo('core', epic, story, linked)
    const keysFor = (where: Measure['where']) =>
      kpiEvidence({ plan, kpi: kpiOf({ metric: 'items.created', where }), items, links, now: AFTER }, WEEK).map(
        ({ key }) => key,
      )
    expect(keysFor(undefined)).toEqual([story.key, linked.key])
    expect(keysFor({ labels: 'core' })).toEqual([story.key, loose.key])
    expect(keysFor({ epic: epic.key })).toEqual([story.key])
    expect(keysFor({ objective: 'records' })).toEqual([story.key, linked.key])
    expect(keysFor({ deliverable: 'core', labels: 'core' })).toEqual([story.key])
    expect(keysFor({ objective: 'elsewhere' })).toEqual([])
  })

  it('divides one metric by another, each over its own window, and by 0 not at all', () => {
    const items = [
      workItem({ timeline: timeline(day(0), [day(8), 'done']) }),
      workItem({ timeline: timeline(day(7)) }),
      workItem({ timeline: timeline(day(7)) }),
    ]
    const ratio: Measure = { metric: 'ratio', of: 'items.done', to: 'items.created' }
    expect(valueFor(ratio, items)).toMatchObject({ value: 0.5, count: 3 })
    expect(valueFor({ ...ratio, to: { metric: 'items.created', window: '2w' } }, items)?.value).toBeCloseTo(1 / 3, 12)
    expect(valueFor(ratio, items.slice(0, 1))).toMatchObject({ value: null, status: 'no_data' })
  })

  it('measures 52 weeks of 12,000 items within a small part of a second', () => {
    const items = Array.from({ length: 12_000 }, (_, index) => {
      const created = ORIGIN + ((index * 37) % 364) * 86_400_000
      return workItem({
        timeline: timeline(created, [created + 86_400_000, 'in_progress'], [created + 9 * 86_400_000, 'done']),
      })
    })
    const plan = smallPlan()
    const links = linkTo('core', ...items)
    const weeks = weeksBetween(WEEK, weekOf(day(7 * 52), 'UTC'))
    for (const metric of ['items.lead_time', 'items.open', 'progress'] as const) {
      const begun = performance.now()
      measureKpi({ plan, kpi: kpiOf({ metric }), items, links, weeks, now: day(400) })
      // Ten times what it takes on an idle machine: only a change of the order of growth breaks this.
      expect(performance.now() - begun).toBeLessThan(2000)
    }
  })
})

describe('every metric', () => {
  const metrics = [
    'items.created',
    'items.done',
    'items.open',
    'items.wip',
    'items.lead_time',
    'items.cycle_time',
    'items.age',
    'items.reopened',
    'prs.opened',
    'prs.merged',
    'prs.merge_time',
    'prs.age',
  ] as const
  const anyMeasure = fc
    .record({
      metric: fc.constantFrom(...metrics),
      stat: fc.constantFrom('p50' as const, 'p85' as const, 'mean' as const, 'max' as const),
      window: fc.constantFrom(1, 2, 4),
      where: fc.constantFrom<Measure['where']>(undefined, { objective: 'o0' }, { labels: 'CORE' }, { kind: 'issue' }),
    })
    .map(({ metric, stat, window, where }): Measure & { metric: (typeof metrics)[number] } => ({
      metric,
      window: `${window}w`,
      ...(isDuration(metric) ? { stat } : {}),
      ...(where === undefined ? {} : { where }),
    }))
  const anyNow = fc.integer({ min: 0, max: LIFE_DAYS * 24 + 100 }).map((hours) => ORIGIN + hours * 3_600_000)

  it('agrees with plain loops over every item, whatever their order, and its evidence makes its value', () => {
    fc.assert(
      fc.property(anyPortfolio, anyMeasure, anyNow, fc.nat(1000), (portfolio, measure, now, seed) => {
        const { plan, links } = portfolio
        const weeks = weeksBetween(weekOf(ORIGIN, plan.timeZone), weekOf(now, plan.timeZone))
        const kpi = kpiOf(measure)
        const items = shuffled(portfolio.items, seed)
        const values = measureKpi({ plan, kpi, items, links, weeks, now })
        for (const [index, week] of weeks.entries()) {
          const expected = naiveContributions(portfolio, measure, week, now)
          const made = isDuration(measure.metric)
            ? statistic(expected, measure.stat ?? 'p50')
            : expected.reduce((sum, one) => sum + one, 0)
          expect(values[index]?.count).toBe(expected.length)
          expect(values[index]?.value === null).toBe(made === null)
          expect(values[index]?.value ?? 0).toBeCloseTo(made ?? 0, 9)
          const evidence = kpiEvidence({ plan, kpi, items, links, now }, week)
          const contributed = evidence.map(({ contribution }) => contribution).toSorted((a, b) => a - b)
          expect(contributed).toEqual(expected.toSorted((a, b) => a - b))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('of progress, share and ratio is made by its evidence too', () => {
    const anyWhole = fc.constantFrom<Measure>(
      { metric: 'progress' },
      { metric: 'progress', objective: 'o0' },
      { metric: 'share', objective: 'o0', window: '4w' },
      { metric: 'ratio', of: 'items.done', to: 'items.created', window: '4w' },
    )
    fc.assert(
      fc.property(anyPortfolio, anyWhole, ({ plan, items, links }, measure) => {
        const hasManual = plan.objectives.some((each) => each.deliverables.some((part) => part.progress === 'manual'))
        fc.pre(!hasManual)
        const kpi = kpiOf(measure)
        const week = weekOf(day(63), 'UTC')
        const [value] = measureKpi({ plan, kpi, items, links, weeks: [week], now: AFTER })
        const evidence = kpiEvidence({ plan, kpi, items, links, now: AFTER }, week)
        expect(evidence).toHaveLength(value?.count ?? -1)
        const sum = evidence.reduce((total, { contribution }) => total + contribution, 0)
        if (value?.value !== null) expect(sum).toBeCloseTo(value?.value ?? Number.NaN, 9)
      }),
    )
  })

  it('of a share counts done work that is linked to nothing in the whole', () => {
    const mine = workItem({ timeline: timeline(day(0), [day(8), 'done']) })
    const other = workItem({ timeline: timeline(day(0), [day(9), 'done']) })
    const kpi = kpiOf({ metric: 'share' }, { objective: 'records' })
    const input = { plan: smallPlan(), kpi, items: [mine, other], links: linkTo('core', mine), now: AFTER }
    expect(measureKpi({ ...input, weeks: [WEEK] })[0]).toMatchObject({ value: 0.5, count: 2 })
    expect(kpiEvidence(input, WEEK).map(({ contribution }) => contribution)).toEqual([0.5, 0])
  })
})

function isDuration(metric: string): boolean {
  return metric.endsWith('_time') || metric.endsWith('.age')
}

/** What each item contributes to one week, by the contract's words and nothing of the code under test. */
function naiveContributions({ plan, items, links }: Portfolio, measure: Measure, week: string, now: number): number[] {
  const bounds = weekBounds(week, plan.timeZone)
  const weeks = Number(String(measure.window).slice(0, -1))
  const first = weekBounds(
    weekOf(bounds.start - (weeks - 1) * 7 * 86_400_000 + 43_200_000, plan.timeZone),
    plan.timeZone,
  )
  const isRunning = now < bounds.end
  const end = isRunning ? now : bounds.end
  const happened = (at: number) => (isRunning ? at <= now : at < bounds.end)
  const inWindow = (at: number) => at >= first.start && happened(at)
  const contributions: number[] = []
  for (const item of items) {
    if (item.tombstone !== null || !happened(item.createdAt)) continue
    if (measure.metric.startsWith('prs.') !== (item.kind === 'pull_request')) continue
    const isContainer = items.some(
      (child) => child.parentId === item.id && !child.isSubtask && child.tombstone === null && child.kind === 'issue',
    )
    if (item.isSubtask || isContainer) continue
    const place = links.find((link) => link.itemId === item.id)?.deliverable
    const { where } = measure
    if (where?.labels !== undefined && !item.labels.includes('core')) continue
    if (where?.kind !== undefined && item.kind !== where.kind) continue
    if (where?.objective !== undefined && !place?.startsWith('o0')) continue
    if (where === undefined && place === undefined) continue
    const moves = item.timeline.filter((move) => happened(move.at))
    const last = moves[moves.length - 1]
    const isOpen = last?.to === 'todo' || last?.to === 'in_progress'
    const doneAt = last?.to === 'done' && inWindow(last.at) ? last.at : null
    switch (measure.metric) {
      case 'items.created':
      case 'prs.opened':
        if (inWindow(item.createdAt)) contributions.push(1)
        break
      case 'items.done':
      case 'prs.merged':
        if (doneAt !== null) contributions.push(1)
        break
      case 'items.open':
        if (isOpen) contributions.push(1)
        break
      case 'items.wip':
        if (last?.to === 'in_progress') contributions.push(1)
        break
      case 'items.lead_time':
        if (doneAt !== null) contributions.push((doneAt - item.createdAt) / 86_400_000)
        break
      case 'items.cycle_time': {
        const started = moves.filter((move) => move.to === 'in_progress')[0]
        if (doneAt !== null && started !== undefined) contributions.push((doneAt - started.at) / 86_400_000)
        break
      }
      case 'items.age':
        if (isOpen) contributions.push((end - item.createdAt) / 86_400_000)
        break
      case 'prs.age':
        if (isOpen) contributions.push((end - item.createdAt) / 3_600_000)
        break
      case 'prs.merge_time':
        if (doneAt !== null) contributions.push((doneAt - item.createdAt) / 3_600_000)
        break
      case 'items.reopened': {
        const times = moves.filter((move) => move.from === 'done' && move.to !== 'dropped' && inWindow(move.at)).length
        if (times > 0) contributions.push(times)
        break
      }
    }
  }
  return contributions
}
