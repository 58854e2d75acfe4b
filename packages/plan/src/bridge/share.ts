import type { Deliverable } from '../document/deliverable.ts'
import { usualEstimate } from '../measure/weight.ts'
import { STAGES, type Stage } from './stages.ts'
import { isAlive, standingAtStage } from './standing.ts'
import type { Comparison, Subject } from './subject.ts'

/** What an item adds to a deliverable in the world of a stage. */
export interface Share {
  readonly deliverable: string
  readonly standing: 'open' | 'done' | 'dropped'
  readonly weight: number
}

/** What an unestimated item weighs in each deliverable, at the one moment and at the other. */
export type Medians = ReadonlyMap<string, { readonly earlier: number; readonly later: number }>

/** What the weights of a stage follow from. */
export interface Weights {
  /** The deliverables of the stage's plan, by id. */
  readonly deliverables: ReadonlyMap<string, Pick<Deliverable, 'weigh'>>
  readonly medians: Medians
}

/** The share of an item at a stage; null where it is not linked to a deliverable of the plan, does not count or is not there. */
export function shareAt(subject: Subject, stage: Stage, { deliverables, medians }: Weights): Share | null {
  const place = placeAt(subject, stage)
  const deliverable = place === null ? undefined : deliverables.get(place)
  if (place === null || deliverable === undefined || whyNotAt(subject, stage, place) !== null) return null
  const standing = standingAtStage(subject.standings, stage)
  if (standing === 'absent' || standing === 'gone') return null
  return { deliverable: place, standing, weight: weightAt(subject, stage, deliverable, medians.get(place)) }
}

/** Whether two shares put the same into the same deliverable. */
export function isSameShare(one: Share | null, other: Share | null): boolean {
  if (one === null || other === null) return one === other
  return one.deliverable === other.deliverable && one.standing === other.standing && one.weight === other.weight
}

/**
 * The medians of every deliverable at both moments. One without work then has none of its own yet and takes the later one:
 * work that comes into it is not estimated again by coming.
 */
export function mediansOf({ subjects }: Pick<Comparison, 'subjects'>): Medians {
  const alive = { earlier: new Map<string, (number | null)[]>(), later: new Map<string, (number | null)[]>() }
  for (const { places, whyNot, standings, estimates } of subjects) {
    for (const moment of ['earlier', 'later'] as const) {
      const place = places[moment]
      if (place === null || whyNot[moment] !== null || !isAlive(standings[moment])) continue
      const listed = alive[moment].get(place)
      if (listed === undefined) alive[moment].set(place, [estimates[moment]])
      else listed.push(estimates[moment])
    }
  }
  const places = new Set([...alive.earlier.keys(), ...alive.later.keys()])
  return new Map(
    [...places].map((place) => {
      const [earlier, later] = [alive.earlier.get(place), alive.later.get(place)]
      return [place, { earlier: usualEstimate(earlier ?? later ?? []), later: usualEstimate(later ?? earlier ?? []) }]
    }),
  )
}

function placeAt({ places }: Subject, stage: Stage): string | null {
  if (stage >= STAGES.relinked) return places.later
  return stage >= STAGES.selectors ? places.planned : places.earlier
}

/** Where it counts goes with the place: an item that comes into a deliverable counts there as it does in the end. */
function whyNotAt({ places, whyNot }: Subject, stage: Stage, place: string): string | null {
  if (stage >= STAGES.restructured) return whyNot.later
  return place !== places.earlier && place === places.later ? whyNot.later : whyNot.earlier
}

function weightAt(
  { estimates }: Subject,
  stage: Stage,
  { weigh }: Pick<Deliverable, 'weigh'>,
  median: { readonly earlier: number; readonly later: number } = { earlier: 1, later: 1 },
): number {
  if (weigh === 'items') return 1
  return stage >= STAGES.reestimated ? (estimates.later ?? median.later) : (estimates.earlier ?? median.earlier)
}
