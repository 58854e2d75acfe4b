import { ConflictError, ValidationError } from '@throughline/errors'
import {
  compileLinker,
  diffPlans,
  fold,
  linkItems,
  measureRoadmap,
  namedKeys,
  type Plan,
  type PlanChange,
  parsePlan,
  type Roadmap,
  unknownTargets,
} from '@throughline/plan'
import { findPlan, knownKeys, listConnections, putPlan as storePlan } from '@throughline/store'
import type { Hub } from '../context.ts'
import { dataFreshness } from '../numbers/data-freshness.ts'
import { currentPortfolio } from '../numbers/portfolio.ts'
import { enqueueReport } from '../reports/due-reports.ts'
import { readDocument } from './read-document.ts'
import { withEnteredProgress } from './stored-plan.ts'

/** A plan document on its way in. */
export interface PlanInput {
  readonly text: string
  readonly format: 'yaml' | 'json'
  readonly author: string | null
  readonly message: string | null
}

/** How a document is applied. */
interface PutOptions {
  readonly dryRun: boolean
  /** The version that the change was made from, 0 for none: no other may be the newest. Left out, any may. */
  readonly base?: number | undefined
}

/** Progress of one part of the plan before and after a change; null where it has none. */
interface ProgressEffect {
  readonly id: string
  readonly before: number | null
  readonly after: number | null
}

/** What applying a document does, or would do. */
export interface PlanOutcome {
  readonly plan: string
  readonly version: number
  /** False when the document equals the stored one; nothing was stored then. */
  readonly changed: boolean
  readonly changes: readonly PlanChange[]
  /** Connections, epics and keys that the hub does not know (yet). */
  readonly warnings: readonly string[]
  /** Only of a dry run: objectives and deliverables whose progress would move. */
  readonly effect?: readonly ProgressEffect[]
}

/**
 * Stores a plan document as the newest version, and has it settled. Applying the same document again changes nothing.
 * A dry run stores nothing and also answers the effect on progress. Throws ValidationError with the lines at fault, and
 * `ConflictError('plan.changed_meanwhile')` when the change was made from another version than the newest.
 */
export async function putPlan(
  hub: Hub,
  id: string,
  input: PlanInput,
  { dryRun, base }: PutOptions,
): Promise<PlanOutcome> {
  const plan = parsePlan(input.text, input.format)
  if (plan.id !== id) {
    throw new ValidationError('plan.invalid', `The document is of plan ${plan.id}, the address of plan ${id}.`, [
      { pointer: '/plan', detail: `Write plan: ${id}, or apply it to /plans/${plan.id}.` },
    ])
  }
  const stored = await findPlan(hub.database, id)
  const before = stored === null ? null : readDocument(stored)
  const changes = diffPlans(before, plan)
  const warnings = await warningsOf(hub, plan)
  if (dryRun) {
    const newest = stored?.version ?? 0
    const changed = stored === null || stored.text !== input.text || stored.format !== input.format
    if (changed && base !== undefined && base !== newest) throw changedMeanwhile(id, base)
    const version = newest + (changed ? 1 : 0)
    return { plan: id, version, changed, changes, warnings, effect: await effectOf(hub, before, plan, version) }
  }
  const outcome = await storePlan(hub.database, { plan: id, ...input }, hub.clock(), base)
  if (outcome === null) throw changedMeanwhile(id, base ?? 0)
  const { version, changed } = outcome
  if (changed) {
    await hub.jobs.enqueue('settle.plan', { plan: id })
    // The next look may come after its time.
    await enqueueReport(hub, plan)
  }
  return { plan: id, version, changed, changes, warnings }
}

function changedMeanwhile(id: string, base: number): ConflictError {
  const which = base === 0 ? 'There was no' : `Version ${base} was the newest of`
  const message = `${which} plan ${id} when this change was made, and another is by now. Compare the change with the newest version, and apply it again.`
  return new ConflictError('plan.changed_meanwhile', message)
}

async function warningsOf(hub: Hub, plan: Plan): Promise<string[]> {
  const connections = new Set((await listConnections(hub.database)).map((connection) => connection.id))
  const known = await knownKeys(hub.database.pool, namedKeys(plan))
  const keys = new Set(known.flatMap(({ connection, key }) => [fold(key), `${connection}\n${fold(key)}`]))
  return unknownTargets(plan, {
    hasConnection: (connection) => connections.has(connection),
    hasItem: (connection, key) => keys.has(connection === null ? fold(key) : `${connection}\n${fold(key)}`),
  })
}

async function effectOf(hub: Hub, before: Plan | null, after: Plan, version: number): Promise<ProgressEffect[]> {
  const { items } = await currentPortfolio(hub, after.id)
  const now = hub.clock()
  const data = await dataFreshness(hub)
  const progressOf = (plan: Plan) =>
    parts(measureRoadmap({ plan, version, items, links: linkItems(compileLinker(plan), items), asOf: now, now, data }))
  const was = before === null ? new Map<string, number | null>() : progressOf(await withEnteredProgress(hub, before))
  const will = progressOf(await withEnteredProgress(hub, after))
  return [...new Set([...was.keys(), ...will.keys()])]
    .map((id) => ({ id, before: was.get(id) ?? null, after: will.get(id) ?? null }))
    .filter((effect) => effect.before !== effect.after)
}

function parts(roadmap: Roadmap): Map<string, number | null> {
  return new Map([
    [roadmap.plan, roadmap.progress] as const,
    ...roadmap.objectives.flatMap((objective) => [
      [objective.id, objective.progress] as const,
      ...objective.deliverables.map((deliverable) => [deliverable.id, deliverable.progress] as const),
    ]),
  ])
}
