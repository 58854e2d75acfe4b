import { describe, expect, it } from 'vitest'
import { parsePlan } from './parse-plan.ts'
import { faultsOf, SAMPLE } from './plan-document.fixture.ts'

const MEASURE = /measure: \{.*\n$/
const kpiWith = (measure: string, rest = '') =>
  parsePlan(SAMPLE.replace(MEASURE, `measure: ${measure}\n${rest}`), 'yaml').kpis[0]
const faultsWith = (measure: string) =>
  faultsOf(SAMPLE.replace(MEASURE, `measure: ${measure}\n`)).map((fault) => fault.slice(fault.indexOf(' ') + 1))

describe('a KPI’s measure', () => {
  it('takes the median of one week of everything linked, when it says nothing else', () => {
    expect(kpiWith('{ metric: items.cycle_time }')?.measure).toEqual({
      metric: 'items.cycle_time',
      stat: 'p50',
      windowWeeks: 1,
      where: null,
      of: null,
      to: null,
    })
    expect(kpiWith('{ metric: items.done }')?.measure.stat).toBeNull()
  })

  it('reads where it looks, beside `where` or in it, one or several', () => {
    const places = ['objective: one-record', 'where: { objective: one-record }', 'where: { objective: [one-record] }']
    for (const place of places) {
      expect(kpiWith(`{ metric: items.done, ${place} }`)?.measure.where).toEqual({
        objectives: ['one-record'],
        deliverables: [],
        isUnlinked: false,
        selector: null,
      })
    }
    const both = kpiWith(
      '{ metric: items.done, where: { deliverable: [identity, stable-network.direct], types: Bug } }',
    )
    expect(both?.measure.where).toMatchObject({
      objectives: [],
      deliverables: ['identity', 'stable-network.direct'],
      selector: { types: ['Bug'], labels: [], not: null },
    })
  })

  it('gives the parts of a ratio the window and the place of the whole, unless they have their own', () => {
    const { measure } =
      kpiWith(
        '{ metric: ratio, window: 4w, where: { project: EHR }, of: items.reopened, to: { metric: items.done, window: 2w, objective: one-record } }',
      ) ?? {}
    expect(measure?.of).toMatchObject({
      metric: 'items.reopened',
      windowWeeks: 4,
      where: { selector: { project: ['EHR'] } },
    })
    expect(measure?.to).toMatchObject({
      metric: 'items.done',
      windowWeeks: 2,
      where: { objectives: ['one-record'], selector: null },
    })
  })

  it('takes a share for the KPI’s own objective', () => {
    expect(kpiWith('{ metric: share }')?.measure.where?.objectives).toEqual(['one-record'])
    expect(kpiWith('{ metric: progress }')?.measure.where).toBeNull()
  })

  it('leaves unit and direction to the metric where neither is given', () => {
    const bare = SAMPLE.replace(/ {4}unit: days\n.*\n.*\n.*\n/, '')
    expect(parsePlan(bare, 'yaml').kpis[0]).toMatchObject({
      unit: 'days',
      direction: 'down',
      baseline: null,
      target: null,
    })
    const led = SAMPLE.replace('    direction: down\n', '').replace('target: 7', 'target: 30')
    expect(parsePlan(led, 'yaml').kpis[0]).toMatchObject({ direction: 'up' })
  })

  it.each([
    [
      '{ metric: ratio, of: items.done }',
      '/kpis/0/measure/to a ratio needs `to`: a metric such as `items.done`, or a measure of its own',
    ],
    ['{ metric: items.done, of: items.done }', '/kpis/0/measure/of `of` belongs to the metric `ratio` only'],
    [
      '{ metric: items.done, where: {} }',
      expect.stringContaining('/kpis/0/measure/where an empty `where` chooses nothing'),
    ],
    [
      '{ metric: items.done, objective: one-record, where: { objective: one-record } }',
      '/kpis/0/measure/objective `objective` is said twice, here and in `where`; keep one',
    ],
    [
      '{ metric: progress, where: { labels: x } }',
      '/kpis/0/measure/where `progress` is measured for one objective or deliverable; name it, and nothing else',
    ],
    [
      '{ metric: share, deliverable: identity }',
      '/kpis/0/measure/where `share` is the part that falls to an objective; name an objective',
    ],
    [
      '{ metric: ratio, of: items.dne, to: items.done }',
      expect.stringMatching(/^\/kpis\/0\/measure\/of .*did you mean `items.done`\?$/),
    ],
    [
      '{ metric: ratio, of: { metric: items.done, windw: 4w }, to: items.done }',
      '/kpis/0/measure/of/windw unknown field `windw`; did you mean `window`?',
    ],
    ['items.done', '/kpis/0/measure `measure` must be a map of fields, not `items.done`'],
  ])('refuses %s', (measure, fault) => {
    expect(faultsWith(measure)).toEqual([fault])
  })

  it('refuses a share of nothing in particular', () => {
    const text = SAMPLE.replace('    objective: one-record\n', '').replace(MEASURE, 'measure: { metric: share }\n')
    expect(faultsOf(text)).toEqual([expect.stringContaining('`share` needs to know what falls to it')])
  })

  it('refuses a baseline that leads nowhere', () => {
    expect(faultsOf(SAMPLE.replace('    target: 7\n', ''))).toEqual([expect.stringContaining('/kpis/0/baseline')])
  })
})
