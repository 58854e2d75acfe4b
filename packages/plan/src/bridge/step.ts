import type { Weighted } from '../measure/weighted-mean.ts'
import { isSameShare, type Share } from './share.ts'
import { type Contribution, type Ends, type MeanPart, splitMean } from './split-mean.ts'
import { STAGES } from './stages.ts'
import type { Subject } from './subject.ts'
import type { StagedDeliverable, StagedObjective, World } from './world.ts'

/** What a contribution is owed to: an item in a deliverable, or what was written about a deliverable or an objective. */
export type Carrier =
  | { readonly kind: 'item'; readonly subject: Subject; readonly deliverable: string }
  | { readonly kind: 'change'; readonly node: string }

/** What made the difference between two worlds, by id of a deliverable or objective; the plan’s own is apart. */
export interface StepBehind {
  readonly deliverables: ReadonlyMap<string, Behind>
  readonly objectives: ReadonlyMap<string, Behind>
  readonly plan: Behind
}

/** Contributions that sum to the difference of one progress; a carrier may stand in it more than once. */
export type Behind = readonly Contribution<Carrier>[]

/** Splits the difference that a step makes for every deliverable, every objective and the plan. */
export function stepBehind(subjects: readonly Subject[], worlds: Ends<World>): StepBehind {
  const { before, after } = worlds
  const changes = new Map<string, Carrier>()
  const changeOf = (node: string): Carrier => {
    const carrier = changes.get(node) ?? { kind: 'change', node }
    changes.set(node, carrier)
    return carrier
  }
  const isRewritten = after.stage === STAGES.definitions
  const partOf = (id: string, ends: Ends<Weighted>, behind: Behind): MeanPart<Carrier> => {
    return { ...ends, behind, reweighedBy: isRewritten || behind.length === 0 ? changeOf(id) : null }
  }
  const moves = movesOf(subjects, worlds)
  const deliverables = new Map(
    idsOf(before.deliverables, after.deliverables).map((id) => {
      const ends = { before: before.deliverables.get(id), after: after.deliverables.get(id) }
      const byItems = isRewritten ? null : itemsBehind(ends, moves.get(id) ?? [])
      return [id, byItems ?? changeBehind(ends, changeOf(id))] as const
    }),
  )
  const objectives = new Map(
    idsOf(before.objectives, after.objectives).map((id) => {
      const [was, is] = [before.objectives.get(id), after.objectives.get(id)]
      const parts = idsOf(partsOf(was), partsOf(is)).map((part) =>
        partOf(
          part,
          {
            before: partsOf(was).get(part) ?? elsewhere(before.deliverables.get(part)),
            after: partsOf(is).get(part) ?? elsewhere(after.deliverables.get(part)),
          },
          deliverables.get(part) ?? [],
        ),
      )
      return [id, splitMean(parts, { before: meanOf(was), after: meanOf(is) })] as const
    }),
  )
  const parts = [...objectives].map(([id, behind]) => {
    const ends = { before: before.objectives.get(id) ?? ABSENT, after: after.objectives.get(id) ?? ABSENT }
    return partOf(id, ends, behind)
  })
  const plan = splitMean(parts, { before: meanOfPlan(before), after: meanOfPlan(after) })
  return { deliverables, objectives, plan }
}

const ABSENT: Weighted = { value: 0, weight: 0 }

/** An item whose share changed in a step, with what it is in one of the deliverables. */
interface Move extends Ends<Share | null> {
  readonly subject: Subject
}

/** The moves of a step by the deliverable they are seen from; a change of place is one of each. */
function movesOf(subjects: readonly Subject[], { before, after }: Ends<World>): ReadonlyMap<string, Move[]> {
  const moves = new Map<string, Move[]>()
  for (const [index, subject] of subjects.entries()) {
    const [was, is] = [before.shares[index] ?? null, after.shares[index] ?? null]
    if (isSameShare(was, is)) continue
    for (const deliverable of new Set([was?.deliverable, is?.deliverable])) {
      if (deliverable === undefined) continue
      const here = (share: Share | null) => (share?.deliverable === deliverable ? share : null)
      const listed = moves.get(deliverable) ?? []
      moves.set(deliverable, listed)
      listed.push({ subject, before: here(was), after: here(is) })
    }
  }
  return moves
}

/** Null where progress is not made of items. */
function itemsBehind({ before, after }: Ends<StagedDeliverable | undefined>, moves: readonly Move[]): Behind | null {
  if (before === undefined || after === undefined || after.deliverable.progress === 'manual') return null
  const { id } = after.deliverable
  const parts = moves.map(({ subject, ...ends }): MeanPart<Carrier> => {
    const carrier: Carrier = { kind: 'item', subject, deliverable: id }
    const [was, is] = [weightedShare(ends.before), weightedShare(ends.after)]
    const behind = [{ carrier, amount: is.value - was.value }]
    return { before: was, after: is, behind, reweighedBy: carrier }
  })
  const split = splitMean(parts, {
    before: { value: before.value, weight: before.scope },
    after: { value: after.value, weight: after.scope },
  })
  // What has no weight contributes nothing, yet it is what changed here.
  const weightless = parts.flatMap(({ behind, before: was, after: is }) =>
    was.weight + is.weight === 0 ? behind.map(({ carrier }) => ({ carrier, amount: 0 })) : [],
  )
  return [...split, ...weightless]
}

function changeBehind({ before, after }: Ends<StagedDeliverable | undefined>, carrier: Carrier): Behind {
  const amount = (after?.value ?? 0) - (before?.value ?? 0)
  return amount === 0 ? [] : [{ carrier, amount }]
}

function weightedShare(share: Share | null): Weighted {
  if (share === null || share.standing === 'dropped') return ABSENT
  return { value: share.standing === 'done' ? 1 : 0, weight: share.weight }
}

/** The deliverables of an objective, by id. */
function partsOf(objective: StagedObjective | undefined): ReadonlyMap<string, StagedDeliverable> {
  return new Map((objective?.parts ?? []).map((part) => [part.deliverable.id, part]))
}

/** A deliverable in the mean of an objective that it does not belong to at one end: it has its progress, and no weight. */
function elsewhere(part: StagedDeliverable | undefined): Weighted {
  return { value: part?.value ?? 0, weight: 0 }
}

function idsOf(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])]
}

function meanOf(objective: StagedObjective | undefined): Weighted {
  return { value: objective?.value ?? 0, weight: weightOf(objective?.parts ?? []) }
}

function meanOfPlan({ progress, objectives }: World): Weighted {
  return { value: progress ?? 0, weight: weightOf([...objectives.values()]) }
}

function weightOf(parts: readonly Weighted[]): number {
  return parts.reduce((sum, { weight }) => sum + weight, 0)
}
