import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weekOf, weeksBetween } from '../calendar/iso-week.ts'
import type { WorkItem } from '../item/work-item.ts'
import { day, linkTo, ORIGIN, smallPlan, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { kpiOf, type Measure, sideFacts } from './kpi.fixture.ts'
import { kpiEvidence } from './kpi-evidence.ts'
import { measureKpi } from './measure-kpi.ts'
import type { Delivery, SideFacts } from './side-facts.ts'

const HOUR = 3_600_000
const core = { connection: 'github', scope: 'clinic/core' }
const web = { connection: 'github', scope: 'clinic/web' }

const delivery = (place: typeof core, at: number, kind: Delivery['kind'] = 'release'): Delivery => ({
  ...place,
  kind,
  id: String(at),
  name: 'v1',
  at,
  isDay: false,
})
const merged = (createdAt: number, mergedAt: number, place = core) =>
  workItem({ ...place, kind: 'pull_request', timeline: timeline(createdAt, [mergedAt, 'done']) })

function inputOf(items: readonly WorkItem[], side: SideFacts, measure: Partial<Measure> = {}) {
  const kpi = kpiOf({ metric: 'prs.lead_time', ...measure })
  return { plan: smallPlan(), kpi, items, links: linkTo('core', ...items), side, now: day(60) }
}

describe('prs.lead_time', () => {
  it('ends with the first release or production deployment of the repository after the merge', () => {
    const item = merged(day(1), day(8))
    const side = sideFacts({
      deliveries: [
        delivery(web, day(8) + HOUR),
        delivery(core, day(8)),
        delivery(core, day(16)),
        delivery(core, day(15), 'deployment'),
      ],
    })
    const weeks = weeksBetween(weekOf(day(0), 'UTC'), weekOf(day(14), 'UTC'))
    const input = inputOf([item], side)
    expect(measureKpi({ ...input, weeks }).map(({ value }) => value)).toEqual([null, null, 14 * 24])
    expect(kpiEvidence(input, weeks[2] ?? '').items).toMatchObject([{ key: item.key, contribution: 14 * 24 }])
  })

  it('knows nothing of what is delivered later, and leaves out what is not merged', () => {
    const open = workItem({ ...core, kind: 'pull_request', timeline: timeline(day(1)) })
    const side = sideFacts({ deliveries: [delivery(core, day(9))] })
    const input = inputOf([merged(day(1), day(8)), open], side)
    const weeks = [weekOf(day(7), 'UTC')]
    expect(measureKpi({ ...input, weeks })[0]).toMatchObject({ value: 8 * 24, count: 1 })
    expect(measureKpi({ ...input, weeks, now: day(9) - 1 })[0]).toMatchObject({ value: null, partial: true })
  })

  it('says which deliveries are not known, of the repositories that its pull requests are in', () => {
    const readings = [core, web].flatMap((place) =>
      (['release', 'deployment'] as const).map((kind) => ({ ...place, kind, isKnown: false })),
    )
    const input = inputOf([merged(day(1), day(8))], sideFacts({ readings }))
    expect(measureKpi({ ...input, weeks: [weekOf(day(7), 'UTC')] })[0]).toMatchObject({
      value: null,
      note: 'The releases and deployments of clinic/core are not all known yet.',
    })
  })

  it('agrees with plain loops', () => {
    const anyPull = fc.record({
      created: fc.nat(500),
      open: fc.nat(300),
      place: fc.constantFrom(core, web),
    })
    const anyDelivery = fc.record({ at: fc.nat(900), place: fc.constantFrom(core, web), isRelease: fc.boolean() })
    fc.assert(
      fc.property(fc.array(anyPull), fc.array(anyDelivery), fc.constantFrom(1, 2), (seeds, outs, window) => {
        const at = (hours: number) => ORIGIN + hours * HOUR
        const items = seeds.map(({ created, open, place }) => merged(at(created), at(created + open), place))
        const deliveries = outs.map((out) => delivery(out.place, at(out.at), out.isRelease ? 'release' : 'deployment'))
        const input = inputOf(items, sideFacts({ deliveries }), { stat: 'max', window: `${window}w` })
        const weeks = weeksBetween(weekOf(ORIGIN, 'UTC'), weekOf(day(42), 'UTC'))
        for (const [index, { value }] of measureKpi({ ...input, weeks }).entries()) {
          const times: number[] = []
          for (const { created, open, place } of seeds) {
            let first = Number.POSITIVE_INFINITY
            for (const out of outs) {
              if (out.place === place && out.at > created + open && out.at < first) first = out.at
            }
            if (first >= 168 * (index + 1 - window) && first < 168 * (index + 1)) times.push(first - created)
          }
          expect(value).toBe(times.length === 0 ? null : Math.max(...times))
        }
      }),
    )
  })
})
