import type { Deliverable } from '../document/deliverable.ts'
import type { Objective } from '../document/objective.ts'
import { type PlanNode, planNodes } from '../document/plan-nodes.ts'
import { entryAt, standingOf } from '../measure/progress.ts'
import { type Weighted, weightedMean } from '../measure/weighted-mean.ts'
import { isSameShare, type Medians, mediansOf, type Share, shareAt } from './share.ts'
import { STAGES, type Stage } from './stages.ts'
import { type Comparison, isUnmoved, type Subject } from './subject.ts'

/** A plan and its work in between two moments: everything that progress is made of at one stage. */
export interface World {
  readonly stage: Stage
  readonly nodes: readonly PlanNode[]
  /** By the place of the item among the subjects that move. */
  readonly shares: readonly (Share | null)[]
  /** By id; weight 0 is out of the mean of its objective. */
  readonly deliverables: ReadonlyMap<string, StagedDeliverable>
  /** By id; weight 0 is out of the mean of the plan. */
  readonly objectives: ReadonlyMap<string, StagedObjective>
  readonly progress: number | null
}

/** A deliverable at a stage, with its value and weight in the mean of its objective. */
export interface StagedDeliverable extends Weighted {
  readonly deliverable: Deliverable
  readonly progress: number | null
  /** Weight of its counted items that exist and are not dropped. */
  readonly scope: number
}

/** An objective at a stage, with its value and weight in the mean of the plan. */
export interface StagedObjective extends Weighted {
  readonly objective: Objective
  readonly progress: number | null
  /** Its deliverables with their weights in its mean. */
  readonly parts: readonly StagedDeliverable[]
}

/** Two moments with what can be counted once for all stages between them. */
export interface Ground {
  readonly comparison: Comparison
  readonly medians: Medians
  /** Those that may put something else into progress at some stage. */
  readonly moving: readonly Subject[]
  /** What all others put into their deliverables, at every stage. */
  readonly still: ReadonlyMap<string, Sum>
}

/** Sets the items that put the same into progress at every stage apart: most of a portfolio does. */
export function groundOf(comparison: Comparison): Ground {
  const medians = mediansOf(comparison)
  const weightsAt = (stage: Stage) => ({ deliverables: definitionsOf(nodesAt(comparison, stage)), medians })
  const [earlier, later] = [weightsAt(STAGES.earlier), weightsAt(STAGES.entered)]
  const moving: Subject[] = []
  const still: (Share | null)[] = []
  for (const subject of comparison.subjects) {
    const share = shareAt(subject, STAGES.earlier, earlier)
    const isStill =
      isUnmoved(subject) &&
      // Weights have two reasons to change, a new unit and a new median, and may come back to what they were.
      [STAGES.definitions, STAGES.entered].every((stage) => isSameShare(share, shareAt(subject, stage, later)))
    if (isStill) still.push(share)
    else moving.push(subject)
  }
  return { comparison, medians, moving, still: sumsOf(still) }
}

/** Measures the world of a stage. The first and the last stage are the two moments themselves. */
export function worldAt({ comparison, medians, moving, still }: Ground, stage: Stage): World {
  const nodes = nodesAt(comparison, stage)
  const definitions = definitionsOf(nodes)
  const shares = moving.map((subject) => shareAt(subject, stage, { deliverables: definitions, medians }))
  const sums = sumsOf(shares, still)
  const deliverables = new Map(
    [...definitions.values()].map((deliverable) => [
      deliverable.id,
      stagedDeliverable(deliverable, sums.get(deliverable.id) ?? NOTHING, comparison, stage),
    ]),
  )
  const objectives = new Map(
    nodes.map((node) => {
      const parts = node.deliverables.flatMap(({ id }) => deliverables.get(id) ?? [])
      const progress = weightedMean(parts)
      const weight = progress === null ? 0 : node.objective.weight
      return [node.objective.id, { objective: node.objective, progress, parts, value: progress ?? 0, weight }]
    }),
  )
  return { stage, nodes, shares, deliverables, objectives, progress: weightedMean([...objectives.values()]) }
}

interface Sum {
  readonly done: number
  readonly total: number
  readonly alive: number
  readonly dropped: number
}

const NOTHING: Sum = { done: 0, total: 0, alive: 0, dropped: 0 }

function definitionsOf(nodes: readonly PlanNode[]): ReadonlyMap<string, Deliverable> {
  return new Map(nodes.flatMap((node) => node.deliverables.map((one) => [one.id, one] as const)))
}

function sumsOf(
  shares: readonly (Share | null)[],
  base: ReadonlyMap<string, Sum> = new Map(),
): ReadonlyMap<string, Sum> {
  const sums = new Map<string, { -readonly [Key in keyof Sum]: number }>()
  for (const [deliverable, sum] of base) sums.set(deliverable, { ...sum })
  for (const share of shares) {
    if (share === null) continue
    const sum = sums.get(share.deliverable) ?? { ...NOTHING }
    sums.set(share.deliverable, sum)
    if (share.standing === 'dropped') sum.dropped += 1
    else {
      sum.alive += 1
      sum.total += share.weight
      if (share.standing === 'done') sum.done += share.weight
    }
  }
  return sums
}

function stagedDeliverable(
  deliverable: Deliverable,
  sum: Sum,
  comparison: Comparison,
  stage: Stage,
): StagedDeliverable {
  const measured = sum.total > 0 ? sum.done / sum.total : null
  const progress = deliverable.progress === 'manual' ? enteredAt(deliverable, comparison, stage) : measured
  const isLeftOut = standingOf(deliverable, progress, sum) === 'left_out'
  return { deliverable, progress, scope: sum.total, value: progress ?? 0, weight: isLeftOut ? 0 : deliverable.weight }
}

/** Entries are learned, and their days pass, at stages of their own; until then they are as they were. */
function enteredAt(deliverable: Deliverable, { before, after }: Comparison, stage: Stage): number | null {
  const at = stage >= STAGES.entered ? after.asOf : before.asOf
  const { timeZone } = stage >= STAGES.definitions ? after.plan : before.plan
  return entryAt(deliverable.entries, at, timeZone)?.progress ?? null
}

function nodesAt({ works }: Comparison, stage: Stage): readonly PlanNode[] {
  if (stage >= STAGES.definitions) return planNodes(works.later.plan)
  const nodes = planNodes(works.earlier.plan)
  return stage < STAGES.learnedLate ? nodes : nodes.map((node) => withEntriesOf(planNodes(works.later.plan), node))
}

/** A deliverable that both plans keep by hand, with the entries of the later one. */
function withEntriesOf(later: readonly PlanNode[], node: PlanNode): PlanNode {
  const deliverables = node.deliverables.map((deliverable) => {
    const known = later.flatMap((one) => one.deliverables).find(({ id }) => id === deliverable.id)
    const isByHand = deliverable.progress === 'manual' && known?.progress === 'manual'
    return isByHand ? { ...deliverable, entries: known.entries } : deliverable
  })
  return { ...node, deliverables }
}
