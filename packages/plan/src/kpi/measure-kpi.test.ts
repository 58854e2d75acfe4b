import { describe, expect, it } from 'vitest'
import { weekOf, weeksBetween } from '../calendar/iso-week.ts'
import type { WorkItem } from '../item/work-item.ts'
import { day, LIFE_DAYS, linkTo, ORIGIN, smallPlan, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { kpiOf, type Measure } from './kpi.fixture.ts'
import { kpiEvidence } from './kpi-evidence.ts'
import { measureKpi } from './measure-kpi.ts'

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
    // The date of a Sunday means its last millisecond, and the week is over then.
    expect(at(day(14) - 2)[0]).toMatchObject({ status: null, partial: true })
    expect(at(day(14) - 1)[0]).toEqual(at(day(14))[0])
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
      kpiEvidence({ plan, kpi: kpiOf({ metric: 'items.created', where }), items, links, now: AFTER }, WEEK).items.map(
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

describe('share', () => {
  it('counts done work that is linked to nothing in the whole', () => {
    const mine = workItem({ timeline: timeline(day(0), [day(8), 'done']) })
    const other = workItem({ timeline: timeline(day(0), [day(9), 'done']) })
    const kpi = kpiOf({ metric: 'share' }, { objective: 'records' })
    const input = { plan: smallPlan(), kpi, items: [mine, other], links: linkTo('core', mine), now: AFTER }
    expect(measureKpi({ ...input, weeks: [WEEK] })[0]).toMatchObject({ value: 0.5, count: 2 })
    expect(kpiEvidence(input, WEEK).items.map(({ contribution }) => contribution)).toEqual([0.5, 0])
  })
})
