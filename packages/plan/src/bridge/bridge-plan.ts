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
    before: progressById(measurePlan(comparison.works.earlier, before.asOf)),
    after: progressById(measurePlan(comparison.works.later, after.asOf)),
  }
  const { id, title, timeZone } = after.plan
  const bridgeOf = (node: string | null) => nodeBridge(node, ends, steps, timeZone)
  return {
    plan: id,
    title,
    timeZone,
    from: isoInstant(before.asOf),
    to: isoInstant(after.asOf),
    ...bridgeOf(null),
    objectives: objectivesOf(steps, bridgeOf),
  }
}

interface WalkedStep extends Pick<NodeStep, 'cause' | 'worlds'> {
  readonly behind: StepBehind
}

/** Progress by id of an objective or deliverable; null is the plan. */
type ProgressById = ReadonlyMap<string | null, number | null>

function nodeBridge(
  node: string | null,
  { before, after }: Ends<ProgressById>,
  steps: readonly WalkedStep[],
  timeZone: string,
): Bridge {
  const of = steps.map(({ cause, worlds, behind }): NodeStep => {
    const [was, is] = [valueIn(worlds.before, node), valueIn(worlds.after, node)]
    return { cause, worlds, value: rounded(is) - rounded(was), behind: behindIn(behind, node) }
  })
  const [from, to] = [before.get(node) ?? null, after.get(node) ?? null]
  return {
    before: from,
    after: to,
    change: of.reduce((sum, { value }) => sum + value, 0),
    note: nullNote(from, to),
    parts: bridgeParts(of, timeZone),
  }
}

function valueIn({ progress, objectives, deliverables }: World, node: string | null): number {
  if (node === null) return progress ?? 0
  return (objectives.get(node) ?? deliverables.get(node))?.value ?? 0
}

function behindIn({ plan, objectives, deliverables }: StepBehind, node: string | null): Behind {
  return node === null ? plan : (objectives.get(node) ?? deliverables.get(node) ?? [])
}

function nullNote(before: number | null, after: number | null): string | null {
  if (before === null && after === null) return 'It had no progress before and has none now.'
  if (before === null) return 'It had no progress before: the bridge starts from 0.'
  return after === null ? 'It has no progress now: the bridge ends at 0.' : null
}

/** What the later plan has, in its order, then what only the earlier one had. */
function objectivesOf(steps: readonly WalkedStep[], bridgeOf: (node: string) => Bridge): ObjectiveBridge[] {
  const nodes = [steps.at(-1)?.worlds.after, steps[0]?.worlds.before].flatMap((world) => world?.nodes ?? [])
  const seen = new Set<string>()
  const isNew = ({ id }: { readonly id: string }) => !seen.has(id) && seen.add(id).size > 0
  const parts = new Map<string, { readonly title: string; readonly deliverables: DeliverableBridge[] }>()
  for (const { objective, deliverables } of nodes) {
    const { title, deliverables: listed } = parts.get(objective.id) ?? { title: objective.title, deliverables: [] }
    parts.set(objective.id, { title, deliverables: listed })
    for (const part of deliverables.filter(isNew)) {
      listed.push({ id: part.id, title: part.title, ...bridgeOf(part.id) })
    }
  }
  return [...parts].map(([id, { title, deliverables }]) => ({ id, title, ...bridgeOf(id), deliverables }))
}

function progressById({ progress, objectives }: MeasuredPlan): ProgressById {
  const all = new Map<string | null, number | null>([[null, progress]])
  for (const part of objectives) {
    all.set(part.work.objective.id, part.progress)
    for (const each of part.deliverables) all.set(each.work.deliverable.id, each.progress)
  }
  return all
}
