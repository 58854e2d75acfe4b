import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weekOf, weeksBetween } from '../calendar/iso-week.ts'
import type { WorkItem } from '../item/work-item.ts'
import { day, linkTo, ORIGIN, smallPlan, workItem } from '../measure/random-portfolio.fixture.ts'
import { kpiOf, type Measure, sideFacts } from './kpi.fixture.ts'
import { kpiEvidence } from './kpi-evidence.ts'
import { measureKpi } from './measure-kpi.ts'
import type { Delivery, SideFacts, SideReading } from './side-facts.ts'

const WEEK = weekOf(day(7), 'UTC')
const core = { connection: 'github', scope: 'clinic/core' }
const web = { connection: 'github', scope: 'clinic/web' }
const ehr = { connection: 'jira', scope: 'EHR' }

const release = (place: typeof core, at: number, id = `r${at}`): Delivery => ({
  ...place,
  kind: 'release',
  id,
  name: `v${id}`,
  at,
  isDay: false,
})
const deployment = (place: typeof core, at: number): Delivery => ({
  ...release(place, at),
  kind: 'deployment',
  name: 'production',
})
const known = (place: typeof core, isKnown = true): SideReading[] =>
  (['release', 'deployment'] as const).map((kind) => ({ ...place, kind, isKnown }))
const pull = (place: typeof core) => workItem({ ...place, kind: 'pull_request' })

function measured(measure: Measure, side: SideFacts | undefined, pulls: readonly WorkItem[] = [], week = WEEK) {
  const input = { plan: smallPlan(), kpi: kpiOf(measure), items: pulls, links: linkTo('core', ...pulls), side }
  const [value] = measureKpi({ ...input, now: day(60), weeks: [week] })
  return { ...value, evidence: kpiEvidence({ ...input, now: day(60) }, week).items }
}

describe('releases.published and deployments.count', () => {
  it('count what came out in the window, from Monday 00:00 on, and nothing that came later', () => {
    const side = sideFacts({
      deliveries: [
        release(core, day(7) - 1),
        release(core, day(7), '10'),
        release(core, day(14) - 1),
        release(core, day(14)),
        deployment(core, day(9)),
      ],
      readings: known(core),
    })
    const repo = { where: { repo: 'Clinic/Core' } }
    const week = measured({ metric: 'releases.published', ...repo }, side)
    expect(week).toMatchObject({ value: 2, count: 2 })
    expect(week).not.toHaveProperty('note')
    expect(week.evidence[0]).toEqual({
      connection: 'github',
      key: 'clinic/core release 10',
      title: 'v10',
      contribution: 1,
    })
    expect(measured({ metric: 'releases.published', window: '2w', ...repo }, side).value).toBe(3)
    expect(measured({ metric: 'deployments.count', ...repo }, side).value).toBe(1)
    expect(measured({ metric: 'deployments.count', ...repo }, side, [], weekOf(day(21), 'UTC')).value).toBe(0)
  })

  it('are those of the repositories with pull requests linked there, or of the places a selector names', () => {
    const side = sideFacts({
      deliveries: [release(core, day(8)), release(web, day(8)), release(ehr, day(8))],
      readings: [...known(core), ...known(web), ...known(ehr).slice(0, 1)],
    })
    const count = (where: Measure['where'], ...pulls: WorkItem[]) =>
      measured({ metric: 'releases.published', ...(where === undefined ? {} : { where }) }, side, pulls).value
    const issue = workItem(web)
    expect(count(undefined, pull(core), issue)).toBe(1)
    expect(count({ objective: 'records' }, pull(core), pull(web))).toBe(2)
    const gone = { ...pull(web), tombstone: { kind: 'deleted', at: day(9), movedTo: null } } as const
    expect(count({ objective: 'records' }, pull(core), gone)).toBe(1)
    expect(count({ deliverable: 'elsewhere' }, pull(core))).toBeNull()
    expect(count({ objective: 'records', repo: 'clinic/web' }, pull(core))).toBeNull()
    expect(count({ connection: 'github' })).toBe(2)
    expect(count({ project: ['EHR', 'OPS'] })).toBe(1)
    expect(count({ connection: 'github', not: { repo: 'clinic/web' } })).toBe(1)
  })

  it('say what is missing while a reading is, and have no value when nothing is known', () => {
    const where = { connection: 'github' }
    const deliveries = [release(core, day(8))]
    const half = sideFacts({ deliveries, readings: [...known(core), ...known(web, false)] })
    expect(measured({ metric: 'releases.published', where }, half)).toMatchObject({
      value: 1,
      note: 'The releases of clinic/web are not all known yet.',
    })
    const none = sideFacts({ readings: known(core, false) })
    expect(measured({ metric: 'releases.published', where }, none)).toMatchObject({ value: null, status: 'no_data' })
    const refused = sideFacts({ deliveries, readings: known(core, false) })
    expect(measured({ metric: 'releases.published', where }, refused)).toMatchObject({
      value: 1,
      note: 'The releases of clinic/core are not all known yet.',
    })
    expect(measured({ metric: 'releases.published' }, half)).toMatchObject({
      value: null,
      note: expect.stringContaining('No repository is chosen'),
    })
    expect(measured({ metric: 'releases.published', where: { labels: 'core' } }, half)).toMatchObject({
      value: null,
      note: 'A release has no `labels`; name its `connection`, `repo` or `project`.',
    })
    expect(measured({ metric: 'deployments.count', where }, undefined)).toMatchObject({ value: null })
  })

  it('divide, and are divided, with all that made them as evidence', () => {
    const side = sideFacts({ deliveries: [deployment(core, day(8)), deployment(core, day(9))], readings: known(core) })
    const merged = workItem({
      ...core,
      kind: 'pull_request',
      timeline: [
        { at: day(7), from: null, to: 'in_progress', status: 'open' },
        { at: day(8), from: 'in_progress', to: 'done', status: 'merged' },
      ],
    })
    const ratio = measured({ metric: 'ratio', of: 'deployments.count', to: 'prs.merged' }, side, [merged])
    expect(ratio).toMatchObject({ value: 2, count: 3 })
    expect(ratio.evidence.map(({ contribution }) => contribution)).toEqual([0, 1, 1])
  })

  it('count a version of which only the day is known on that day of the plan, east and west of Greenwich', () => {
    const monday = { ...release(ehr, day(7)), isDay: true }
    const side = sideFacts({ deliveries: [monday], readings: known(ehr) })
    const kpi = kpiOf({ metric: 'releases.published', where: { project: 'EHR' } })
    const weeks = weeksBetween(weekOf(day(0), 'UTC'), weekOf(day(7), 'UTC'))
    for (const timeZone of ['America/New_York', 'UTC', 'Pacific/Auckland']) {
      const plan = smallPlan({ timeZone })
      const values = measureKpi({ plan, kpi, items: [], links: [], side, now: day(60), weeks })
      expect(values.map(({ value }) => value)).toEqual([0, 1])
    }
  })

  it('agree with plain loops, week by week', () => {
    const places = [core, web, ehr]
    const anyDelivery = fc
      .record({ place: fc.constantFrom(...places), hours: fc.nat(40 * 24), kind: fc.boolean() })
      .map(({ place, hours, kind }) => (kind ? release : deployment)(place, ORIGIN + hours * 3_600_000))
    fc.assert(
      fc.property(fc.array(anyDelivery), fc.subarray(places), fc.constantFrom(1, 3), (deliveries, linked, window) => {
        const pulls = linked.map(pull)
        const side = sideFacts({ deliveries, readings: places.flatMap((place) => known(place)) })
        const kpi = kpiOf({ metric: 'releases.published', window: `${window}w` })
        const weeks = weeksBetween(weekOf(ORIGIN, 'UTC'), weekOf(day(41), 'UTC'))
        const input = { plan: smallPlan(), kpi, items: pulls, links: linkTo('core', ...pulls), side, now: day(49) }
        for (const [index, value] of measureKpi({ ...input, weeks }).entries()) {
          let count = 0
          for (const { kind, scope, at } of deliveries) {
            if (kind !== 'release' || !linked.some((place) => place.scope === scope)) continue
            if (at >= day(7 * (index + 1 - window)) && at < day(7 * (index + 1))) count += 1
          }
          expect(value.value).toBe(linked.length === 0 ? null : count)
          expect(kpiEvidence(input, value.week).items).toHaveLength(value.count)
        }
      }),
    )
  })
})
