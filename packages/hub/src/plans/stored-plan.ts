import { NotFoundError } from '@throughline/errors'
import { type EpochMs, isoInstant, type Plan, type ProgressEntry } from '@throughline/plan'
import {
  findPlan,
  findPlanKnownAt,
  listProgressEntries,
  type PlanVersionRecord,
  type ProgressEntryRecord,
} from '@throughline/store'
import type { Hub } from '../context.ts'
import { readDocument } from './read-document.ts'

/** A plan document as stored, and what it says. */
export interface StoredPlan {
  readonly record: PlanVersionRecord
  readonly plan: Plan
}

/** The newest version of a plan, or the one named; throws NotFoundError. */
export async function getPlan(hub: Hub, id: string, version?: number): Promise<StoredPlan> {
  const record = await findPlan(hub.database, id, version)
  if (record === null) {
    const which = version === undefined ? `plan ${id}. GET /plans lists them` : `version ${version} of plan ${id}`
    throw new NotFoundError('plan.not_found', `There is no ${which}.`)
  }
  return { record, plan: readDocument(record) }
}

/**
 * The newest version, with the progress entries made through the API beside those of the document; with `knownAt`, those that
 * were known then. Throws NotFoundError, also when there was no version then.
 */
export async function getLivePlan(hub: Hub, id: string, knownAt?: EpochMs): Promise<StoredPlan> {
  const { record, plan } = knownAt === undefined ? await getPlan(hub, id) : await planKnownAt(hub, id, knownAt)
  return { record, plan: await withEnteredProgress(hub, plan, knownAt) }
}

async function planKnownAt(hub: Hub, id: string, knownAt: EpochMs): Promise<StoredPlan> {
  const record = await findPlanKnownAt(hub.database, id, knownAt)
  if (record !== null) return { record, plan: readDocument(record) }
  throw noPlanThen(id, knownAt)
}

/** Says that a hub had no version of a plan at an instant. */
export function noPlanThen(id: string, at: EpochMs): NotFoundError {
  return new NotFoundError(
    'plan.not_known_then',
    `The hub had no plan ${id} at ${isoInstant(at)}. GET /plans/${id}/versions says since when it has.`,
  )
}

/** A plan with the progress entries made through the API beside its own; for one date, the entered one stands. */
export async function withEnteredProgress(hub: Hub, plan: Plan, knownAt?: EpochMs): Promise<Plan> {
  const entered = await listProgressEntries(hub.database, plan.id, knownAt)
  if (entered.length === 0) return plan
  // The same plan again for the same entries, so that what was computed from it stands.
  const key = JSON.stringify(entered)
  const last = withEntries.get(plan)
  if (last?.key === key) return last.plan
  const made = { key, plan: withEntered(plan, entered) }
  withEntries.set(plan, made)
  return made.plan
}

const withEntries = new WeakMap<Plan, { readonly key: string; readonly plan: Plan }>()

function withEntered(plan: Plan, entered: readonly ProgressEntryRecord[]): Plan {
  const objectives = plan.objectives.map((objective) => ({
    ...objective,
    deliverables: objective.deliverables.map((deliverable) => {
      const own = entered.filter((entry) => entry.deliverable === deliverable.id)
      const dates = new Set(own.map((entry) => entry.date))
      const kept = deliverable.entries.filter((entry) => !dates.has(entry.date))
      const entries = [...kept, ...own.map(enteredEntry)]
      return { ...deliverable, entries: entries.sort((a, b) => (a.date < b.date ? -1 : 1)) }
    }),
  }))
  return { ...plan, objectives }
}

function enteredEntry({ date, progress, note, author, createdAt }: ProgressEntryRecord): ProgressEntry {
  return { date, progress, note, entered: { author, createdAt } }
}
