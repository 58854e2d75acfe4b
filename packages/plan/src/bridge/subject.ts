import type { WorkItem } from '../item/work-item.ts'
import { accountFor } from '../measure/counted-items.ts'
import { type PlanWork, planWork } from '../measure/plan-work.ts'
import { estimateOf } from '../measure/weight.ts'
import type { Moment } from './bridge.ts'
import { type LinksBetween, linksBetween } from './links-between.ts'
import { type ItemPair, pairItems } from './pair-items.ts'
import { type Standings, standingsOf } from './standing.ts'

/** An item with everything that decides what it adds to progress, as two moments see it and in between. */
export interface Subject extends ItemPair {
  /** As it is known best: the later sight where there is one. */
  readonly item: WorkItem
  readonly standings: Standings
  /** The deliverable that it is linked to: then, by the later plan over the earlier items, and now. */
  readonly places: { readonly earlier: string | null; readonly planned: string | null; readonly later: string | null }
  /** Why it is not counted where it is linked, as a sentence; null when it is. */
  readonly whyNot: { readonly earlier: string | null; readonly later: string | null }
  readonly estimates: { readonly earlier: number | null; readonly later: number | null }
}

/** Two moments, with their items paired and their work sorted. */
export interface Comparison {
  readonly before: Moment
  readonly after: Moment
  /** The work of each moment, as every other number is made of it. */
  readonly works: { readonly earlier: PlanWork; readonly later: PlanWork }
  /** Everything that is linked at some stage, in ascending order of id. */
  readonly subjects: readonly Subject[]
}

/** Whether everything about an item but its weight is the same at both moments and in between. */
export function isUnmoved({ standings, places, whyNot, estimates }: Subject): boolean {
  return (
    standings.earlier === standings.learned &&
    standings.learned === standings.later &&
    places.earlier === places.planned &&
    places.planned === places.later &&
    whyNot.earlier === whyNot.later &&
    estimates.earlier === estimates.later
  )
}

/** Lays two moments side by side. */
export function compareMoments(before: Moment, after: Moment): Comparison {
  const isSame = before.plan === after.plan && before.items === after.items && before.links === after.links
  const earlier = planWork(before.plan, before.items, before.links)
  const works = { earlier, later: isSame ? earlier : planWork(after.plan, after.items, after.links) }
  const pairs = pairItems(before.items, after.items)
  const whyNot = whyNotOf(works.earlier)
  const sights = {
    links: linksBetween(before, after, pairs),
    whyNot: { earlier: whyNot, later: isSame ? whyNot : whyNotOf(works.later) },
    earlier: before.asOf,
    later: after.asOf,
  }
  const subjects = pairs.flatMap((pair) => subjectOf(pair, sights) ?? [])
  return { before, after, works, subjects }
}

interface Sights {
  readonly links: LinksBetween
  readonly whyNot: { readonly earlier: WhyNot; readonly later: WhyNot }
  readonly earlier: number
  readonly later: number
}

/** Why each linked item does not count; absent for what is not linked. */
type WhyNot = ReadonlyMap<number, string | null>

/** Null for what is linked to nothing at any stage. */
function subjectOf(pair: ItemPair, { links, whyNot, earlier, later }: Sights): Subject | null {
  const { was, is } = pair
  const item = is ?? was
  if (item === null) return null
  const standings = standingsOf(pair, earlier, later)
  const places = placesOf(pair, standings, links)
  if (places.earlier === null && places.planned === null && places.later === null) return null
  const countedThen = was === null || places.earlier === null ? undefined : whyNot.earlier.get(was.id)
  const countedNow = is === null ? undefined : whyNot.later.get(is.id)
  const estimate = estimateOf(was ?? item)
  return {
    ...pair,
    item,
    standings,
    places,
    whyNot: { earlier: stated(countedThen, countedNow), later: stated(countedNow, countedThen) },
    estimates: { earlier: estimate, later: standings.later === 'gone' ? estimate : estimateOf(item) },
  }
}

/** What one moment says nothing about is as the other says, so that it changes at no stage. */
function stated(own: string | null | undefined, other: string | null | undefined): string | null {
  return own === undefined ? (other ?? null) : own
}

/** A tombstone is linked to nothing, but it went by no link: it keeps the place that it has beside its death. */
function placesOf({ was, is }: ItemPair, standings: Standings, links: LinksBetween): Subject['places'] {
  const shown = is === null || is.tombstone !== null ? null : is
  const later = shown === null ? null : (links.later.get(shown.id) ?? null)
  if (was === null) {
    const unseen = shown === null ? null : (links.unseen.get(shown.id) ?? null)
    return { earlier: standings.learned === 'absent' ? later : unseen, planned: later, later }
  }
  if (standings.earlier === 'gone') return { earlier: later, planned: later, later }
  const planned = links.planned.get(was.id) ?? null
  return { earlier: links.earlier.get(was.id) ?? null, planned, later: standings.later === 'gone' ? planned : later }
}

function whyNotOf(work: PlanWork): WhyNot {
  const deliverables = work.objectives.flatMap((objective) => objective.deliverables)
  return new Map(
    deliverables.flatMap(({ linked }) => accountFor(linked).map(({ item, whyNot }) => [item.id, whyNot] as const)),
  )
}
