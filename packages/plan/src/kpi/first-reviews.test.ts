import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weekOf, weeksBetween } from '../calendar/iso-week.ts'
import { day, linkTo, ORIGIN, smallPlan, workItem } from '../measure/random-portfolio.fixture.ts'
import { kpiOf, sideFacts } from './kpi.fixture.ts'
import { kpiEvidence } from './kpi-evidence.ts'
import { measureKpi } from './measure-kpi.ts'

const HOUR = 3_600_000
const pull = (createdAt: number) => workItem({ kind: 'pull_request', createdAt })

describe('prs.review_time', () => {
  it('is the time to the first review, in the week of the review', () => {
    const early = pull(day(6))
    const late = pull(day(8))
    const never = pull(day(8))
    const items = [early, late, never]
    const firstAt = new Map([
      [early.id, day(7)],
      [late.id, day(8) + 6 * HOUR],
    ])
    const side = sideFacts({ reviews: { firstAt, unknownSince: new Map() } })
    const kpi = kpiOf({ metric: 'prs.review_time', stat: 'mean' })
    const input = { plan: smallPlan(), kpi, items, links: linkTo('core', ...items), side, now: day(30) }
    const weeks = weeksBetween(weekOf(day(0), 'UTC'), weekOf(day(14), 'UTC'))
    expect(measureKpi({ ...input, weeks }).map(({ value, count }) => [value, count])).toEqual([
      [null, 0],
      [15, 2],
      [null, 0],
    ])
    const evidence = kpiEvidence(input, weeks[1] ?? '').items
    expect(evidence.map(({ key, contribution }) => [key, contribution])).toEqual([
      [early.key, 24],
      [late.key, 6],
    ])
    expect(measureKpi({ ...input, now: day(8) + 5 * HOUR, weeks: weeks.slice(1, 2) })[0]).toMatchObject({
      value: 24,
      count: 1,
    })
  })

  it('says of how many pull requests the first review is not known, in every week that it may lie in', () => {
    const asked = pull(day(0))
    const unasked = pull(day(0))
    const elsewhere = workItem({ kind: 'pull_request' })
    const unknownSince = new Map([
      [asked.id, day(10)],
      [unasked.id, day(0)],
      [elsewhere.id, day(0)],
    ])
    const side = sideFacts({ reviews: { firstAt: new Map(), unknownSince } })
    const items = [asked, unasked, elsewhere]
    const kpi = kpiOf({ metric: 'prs.review_time' })
    const input = { plan: smallPlan(), kpi, items, links: linkTo('core', asked, unasked), side, now: day(30) }
    const weeks = weeksBetween(weekOf(day(0), 'UTC'), weekOf(day(7), 'UTC'))
    expect(measureKpi({ ...input, weeks }).map(({ value, note }) => [value, note])).toEqual([
      [null, 'The first review of 1 pull request is not known yet.'],
      [null, 'The first review of 2 pull requests is not known yet.'],
    ])
  })

  it('agrees with plain loops', () => {
    const anyPull = fc.record({ created: fc.nat(500), waits: fc.option(fc.nat(400)) })
    fc.assert(
      fc.property(fc.array(anyPull), fc.constantFrom(1, 2), (seeds, window) => {
        const items = seeds.map(({ created }) => pull(ORIGIN + created * HOUR))
        const firstAt = new Map<number, number>()
        for (const [index, { created, waits }] of seeds.entries()) {
          const item = items[index]
          if (item !== undefined && waits !== null) firstAt.set(item.id, ORIGIN + (created + waits) * HOUR)
        }
        const side = sideFacts({ reviews: { firstAt, unknownSince: new Map() } })
        const kpi = kpiOf({ metric: 'prs.review_time', stat: 'max', window: `${window}w` })
        const weeks = weeksBetween(weekOf(ORIGIN, 'UTC'), weekOf(day(42), 'UTC'))
        const input = { plan: smallPlan(), kpi, items, links: linkTo('core', ...items), side, now: day(60) }
        for (const [index, { value }] of measureKpi({ ...input, weeks }).entries()) {
          let longest: number | null = null
          for (const { created, waits } of seeds) {
            if (waits === null) continue
            const reviewed = created + waits
            if (reviewed < 168 * (index + 1 - window) || reviewed >= 168 * (index + 1)) continue
            if (longest === null || waits > longest) longest = waits
          }
          expect(value).toBe(longest)
        }
      }),
    )
  })
})
