import { ValidationError } from '@throughline/errors'
import { isoInstant } from '../calendar/instant.ts'
import { type MeasuredPlan, measurePlan } from '../measure/plan-progress.ts'
import type { Bridge, DeliverableBridge, Moment, ObjectiveBridge, PlanBridge } from './bridge.ts'
import { bridgeParts, type NodeStep } from './bridge-parts.ts'
import { rounded } from './resolution.ts'
import type { Ends } from './split-mean.ts'
import { STAGES, STEPS } from './stages.ts'
import { type Behind, type StepBehind, stepBehind } from './step.ts'
import { compareMoments } from './subject.ts'
import { groundOf, type World, worldAt } from './world.ts'

/**
 * Explains why the progress of a plan, its objectives and its deliverables moved between two moments: walks from one to
 * the other stage by stage, measures everything at each, and gives each cause the difference that its stages made. So
 * the parts sum to the change everywhere at once. The same moments give the same bridge, whatever the order of items and
 * links; item ids mean the same items in both.
 *
 * Throws ValidationError `bridge.backwards` where the later moment is as of an earlier instant.
 */
export function bridgePlan(before: Moment, after: Moment): PlanBridge {
  if (before.asOf > after.asOf) {
    throw new ValidationError(
      'bridge.backwards',
      `A bridge leads forward in time, and ${isoInstant(after.asOf)} lies before ${isoInstant(before.asOf)}. Name the earlier instant first.`,
    )
  }
  const comparison = compareMoments(before, after)
  const ground = groundOf(comparison)
  const steps: WalkedStep[] = []
  let world = worldAt(ground, STAGES.earlier)
  for (const { stage, cause } of STEPS) {
    const worlds = { before: world, after: worldAt(ground, stage) }
    steps.push({ cause, worlds, behind: stepBehind(ground.moving, worlds) })
    world = worlds.after
  }
  const ends = {
    before: progressByNode(measurePlan(comparison.works.earlier, before.asOf)),
    after: progressByNode(measurePlan(comparison.works.later, after.asOf)),
  }
  const { id, title, timeZone } = after.plan
  const bridgeOf = (node: Node) => nodeBridge(node, ends, steps, timeZone)
  return {
    plan: id,
    title,
    timeZone,
    from: isoInstant(before.asOf),
    to: isoInstant(after.asOf),
    ...bridgeOf(PLAN),
    objectives: objectivesOf(steps, bridgeOf),
  }
}

interface WalkedStep extends Pick<NodeStep, 'cause' | 'worlds'> {
  readonly behind: StepBehind
}

/** An objective and a deliverable may have one id, where one plan has it as this and the other as that. */
interface Node {
  readonly kind: 'plan' | 'objective' | 'deliverable'
  readonly id: string
}

/** Of each plan there is one. */
const PLAN: Node = { kind: 'plan', id: '' }

/** A text that is equal for equal nodes. */
function keyOf({ kind, id }: Node): string {
  return `${kind} ${id}`
}

type ProgressByNode = ReadonlyMap<string, number | null>

function nodeBridge(
  node: Node,
  { before, after }: Ends<ProgressByNode>,
  steps: readonly WalkedStep[],
  timeZone: string,
): Bridge {
  const of = steps.map(({ cause, worlds, behind }): NodeStep => {
    const [was, is] = [valueIn(worlds.before, node), valueIn(worlds.after, node)]
    return { cause, worlds, value: rounded(is) - rounded(was), behind: behindIn(behind, node) }
  })
  const [from, to] = [before.get(keyOf(node)) ?? null, after.get(keyOf(node)) ?? null]
  return {
    before: from,
    after: to,
    change: of.reduce((sum, { value }) => sum + value, 0),
    note: nullNote(from, to),
    parts: bridgeParts(of, timeZone),
  }
}

function valueIn({ progress, objectives, deliverables }: World, { kind, id }: Node): number {
  if (kind === 'plan') return progress ?? 0
  return (kind === 'objective' ? objectives : deliverables).get(id)?.value ?? 0
}

function behindIn({ plan, objectives, deliverables }: StepBehind, { kind, id }: Node): Behind {
  if (kind === 'plan') return plan
  return (kind === 'objective' ? objectives : deliverables).get(id) ?? []
}

function nullNote(before: number | null, after: number | null): string | null {
  if (before === null && after === null) return 'It had no progress before and has none now.'
  if (before === null) return 'It had no progress before: the bridge starts from 0.'
  return after === null ? 'It has no progress now: the bridge ends at 0.' : null
}

/** What the later plan has, in its order, then what only the earlier one had. */
function objectivesOf(steps: readonly WalkedStep[], bridgeOf: (node: Node) => Bridge): ObjectiveBridge[] {
  const nodes = [steps.at(-1)?.worlds.after, steps[0]?.worlds.before].flatMap((world) => world?.nodes ?? [])
  const seen = new Set<string>()
  const isNew = ({ id }: { readonly id: string }) => !seen.has(id) && seen.add(id).size > 0
  const parts = new Map<string, { readonly title: string; readonly deliverables: DeliverableBridge[] }>()
  for (const { objective, deliverables } of nodes) {
    const { title, deliverables: listed } = parts.get(objective.id) ?? { title: objective.title, deliverables: [] }
    parts.set(objective.id, { title, deliverables: listed })
    for (const part of deliverables.filter(isNew)) {
      listed.push({ id: part.id, title: part.title, ...bridgeOf({ kind: 'deliverable', id: part.id }) })
    }
  }
  return [...parts].map(([id, { title, deliverables }]) => ({
    ...{ id, title },
    ...bridgeOf({ kind: 'objective', id }),
    deliverables,
  }))
}

function progressByNode({ progress, objectives }: MeasuredPlan): ProgressByNode {
  const all = new Map([[keyOf(PLAN), progress]])
  for (const part of objectives) {
    all.set(keyOf({ kind: 'objective', id: part.work.objective.id }), part.progress)
    for (const each of part.deliverables) {
      all.set(keyOf({ kind: 'deliverable', id: each.work.deliverable.id }), each.progress)
    }
  }
  return all
}
