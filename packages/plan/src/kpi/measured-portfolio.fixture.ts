import fc from 'fast-check'
import type { Plan } from '../document/plan.ts'
import { planNodes } from '../document/plan-nodes.ts'
import type { Wait } from '../item/waits.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import {
  anyPortfolio,
  LIFE_DAYS,
  linkTo,
  ORIGIN,
  type Portfolio,
  timeline,
  workItem,
} from '../measure/random-portfolio.fixture.ts'
import type { Delivery, SideFacts, SideReading, StayInSprint } from './side-facts.ts'

/** A portfolio with everything that metrics know beside it. */
export interface MeasuredPortfolio extends Portfolio {
  readonly side: SideFacts
}

/** Times of up to so many days: any number of milliseconds, and whole days, so that instants often fall together. */
function anyTime(daysMax: number): fc.Arbitrary<number> {
  const days = fc.integer({ min: 0, max: daysMax }).map((count) => count * 86_400_000)
  return fc.oneof(fc.integer({ min: 0, max: daysMax * 86_400_000 }), { weight: 2, arbitrary: days })
}

const anyInstant = anyTime(LIFE_DAYS).map((ms) => ORIGIN + ms)

const REPOSITORIES = ['acme/core', 'acme/site', 'acme/docs'] as const
const PLACES = [{ connection: 'jira', scope: 'EHR' }, ...REPOSITORIES.map((scope) => ({ connection: 'github', scope }))]

const anyDelivery = fc
  .record({
    place: fc.constantFrom(...PLACES),
    kind: fc.constantFrom<Delivery['kind']>('release', 'deployment'),
    at: anyInstant,
  })
  .map(({ at, ...delivery }) => {
    // Of what comes out in Jira only the day is known.
    const isDay = delivery.place.connection === 'jira' && delivery.kind === 'release'
    return { ...delivery, isDay, at: isDay ? at - (at % 86_400_000) : at }
  })

const anyReading = fc.record({
  place: fc.constantFrom(...PLACES),
  kind: fc.constantFrom<Delivery['kind']>('release', 'deployment'),
  isKnown: fc.boolean(),
})

const anyStay = fc
  .record({
    from: anyInstant,
    stays: fc.option(fc.integer({ min: 1, max: 20 })),
    startAt: fc.option(anyInstant, { freq: 6 }),
    endAt: anyInstant,
  })
  .map(({ from, stays, startAt, endAt }): StayInSprint => {
    // What leaves a sprint at its very end is the case to be careful about.
    const leavesAtEnd = stays !== null && stays % 3 === 0 && from < endAt
    return { from, to: stays === null ? null : leavesAtEnd ? endAt : from + stays * 86_400_000, startAt, endAt }
  })

/** Apart from each other and oldest first; the last may go on. */
const anyWaits = fc
  .tuple(fc.uniqueArray(anyInstant, { maxLength: 6 }), fc.boolean())
  .map(([instants, goesOn]): Wait[] => {
    const sorted = instants.toSorted((one, other) => one - other)
    const waits: Wait[] = []
    for (let index = 0; index < sorted.length; index += 2) {
      const from = sorted[index]
      const to = sorted[index + 1]
      if (from !== undefined && (to !== undefined || goesOn)) waits.push({ from, to: to ?? null })
    }
    return waits
  })

interface Finished {
  readonly createdAt: EpochMs
  readonly begunMs: number
  readonly tookMs: number
  readonly kind: WorkItem['kind']
  readonly labels: readonly string[]
  readonly place: number
}

/** Work that was begun and done, to the millisecond: enough of it that durations have something to be made of. */
const anyFinished: fc.Arbitrary<Finished> = fc.record({
  createdAt: anyInstant,
  begunMs: anyTime(10),
  tookMs: anyTime(20),
  kind: fc.constantFrom('issue' as const, 'pull_request' as const),
  labels: fc.subarray(['core', 'urgent']),
  place: fc.nat(),
})

/** Random portfolios over several repositories, with releases, deployments, reviews, sprints and waits. */
export const anyMeasuredPortfolio: fc.Arbitrary<MeasuredPortfolio> = fc
  .record({
    portfolio: anyPortfolio,
    finished: fc.array(anyFinished, { maxLength: 30, size: '+1' }),
    deliveries: fc.array(anyDelivery, { minLength: 4, maxLength: 30 }),
    readings: fc.uniqueArray(anyReading, { maxLength: 6, selector: ({ place, kind }) => `${place.scope} ${kind}` }),
    reviews: fc.array(fc.option(anyInstant, { freq: 8 }), { maxLength: 50 }),
    unknown: fc.array(fc.option(anyInstant, { freq: 4 }), { maxLength: 50 }),
    stays: fc.array(fc.array(anyStay, { maxLength: 3 }), { maxLength: 50 }),
    waits: fc.array(anyWaits, { maxLength: 50 }),
    waitStatuses: fc.constantFrom([], ['Waiting'], ['Waiting']),
  })
  .map(({ portfolio, finished, deliveries, readings, reviews, unknown, stays, waits, waitStatuses }) => {
    const done = finished.map(finishedItem)
    const items = [...portfolio.items, ...done].map(inPlace)
    const places = planNodes(portfolio.plan).flatMap((node) => node.deliverables.map(({ id }) => id))
    const links = done.flatMap((item, index) => {
      const deliverable = places[(finished[index]?.place ?? 0) % (places.length + 1)]
      return deliverable === undefined ? [] : linkTo(deliverable, item)
    })
    const plan: Plan = { ...portfolio.plan, waitStatuses }
    const side: SideFacts = {
      deliveries: [
        ...deliveries.map(({ place, ...delivery }, id) => ({ ...place, ...delivery, id: `${id}`, name: `v${id}` })),
        ...items.flatMap(releasedWhenMerged),
      ],
      readings: readings.map(({ place, ...reading }): SideReading => ({ ...place, ...reading })),
      reviews: { firstAt: byId(items, reviews), unknownSince: byId(items, unknown) },
      sprintStays: new Map(items.flatMap(({ id }, index) => entryOf(id, stays[index]))),
      waits: new Map(items.flatMap(({ id }, index) => entryOf(id, waits[index]))),
    }
    return { plan, items, links: [...portfolio.links, ...links], side }
  })

function finishedItem({ createdAt, begunMs, tookMs, kind, labels }: Finished, index: number): WorkItem {
  const begun = createdAt + begunMs
  return workItem({
    id: 1_000 + index,
    kind,
    labels,
    timeline: timeline(createdAt, [begun, 'in_progress'], [begun + tookMs, 'done']),
  })
}

/** A release at the very instant of a merge came too early for it. */
function releasedWhenMerged({ id, kind, connection, scope, doneAt }: WorkItem): Delivery[] {
  if (kind === 'issue' || id % 4 !== 0 || doneAt === null) return []
  return [{ connection, scope, kind: 'release', id: `at-once-${id}`, name: `v${id}`, at: doneAt, isDay: false }]
}

/** Pull requests live in repositories of their own. */
function inPlace(item: WorkItem): WorkItem {
  if (item.kind === 'issue') return item
  const scope = REPOSITORIES[item.id % 2] ?? REPOSITORIES[0]
  return { ...item, connection: 'github', scope, key: `${scope}#${item.id}` }
}

function byId(items: readonly WorkItem[], instants: readonly (EpochMs | null)[]): ReadonlyMap<number, EpochMs> {
  return new Map(items.flatMap(({ id }, index) => entryOf(id, instants[index] ?? undefined)))
}

function entryOf<T>(id: number, value: T | undefined): [number, T][] {
  return value === undefined ? [] : [[id, value]]
}
