import type { KpiMeasure } from './kpi-measure.ts'
import type { Plan } from './plan.ts'
import type { Selector, SelectorFields } from './selector.ts'

/** What the hub knows, as far as a plan may name it. Keys compare without regard to case. */
export interface KnownTargets {
  hasConnection(id: string): boolean
  /** Whether an item is known in one connection, or with null in any. */
  hasItem(connection: string | null, key: string): boolean
}

/**
 * Connections, epics and keys that a plan names and the hub does not know (yet), each as a sentence. They are warnings:
 * a plan may be written before its connections are made.
 */
export function unknownTargets(plan: Plan, known: KnownTargets): string[] {
  const warnings = ownedSelectors(plan).flatMap(([owner, selector]) =>
    fieldsOf(selector)
      .flatMap((fields) => unknownIn(fields, selector.connection, known))
      .map((warning) => `${owner}: ${warning}`),
  )
  return [...new Set(warnings)]
}

/** The keys of epics and items that a plan names, as it writes them: what {@link unknownTargets} will ask about. */
export function namedKeys(plan: Plan): string[] {
  const fields = ownedSelectors(plan).flatMap(([, selector]) => fieldsOf(selector))
  return [...new Set(fields.flatMap(({ epic, keys }) => [...epic, ...keys]))]
}

/** Every selector of a plan, with whose it is. */
function ownedSelectors(plan: Plan): (readonly [owner: string, selector: Selector])[] {
  return [
    ...plan.objectives.flatMap((objective) => [
      ...objective.selectors.map((selector) => [`Objective ${objective.id}`, selector] as const),
      ...objective.deliverables.flatMap(({ id, selectors }) =>
        selectors.map((selector) => [`Deliverable ${id}`, selector] as const),
      ),
    ]),
    ...plan.kpis.flatMap(({ id, measure }) => selectorsOf(measure).map((selector) => [`KPI ${id}`, selector] as const)),
    ...partSelectors(plan),
  ]
}

function fieldsOf(selector: Selector): SelectorFields[] {
  return selector.not === null ? [selector] : [selector, selector.not]
}

/** The selectors of the other parts, each with the part that it belongs to. */
function partSelectors({ controls, risks, transition, projects, milestones }: Plan): (readonly [string, Selector])[] {
  const parts: (readonly [string, readonly Selector[]])[] = [
    ...milestones.map(({ id, planned }) => [`Milestone ${id}`, planned] as const),
    ...controls.map(({ id, evidence }) => [`Control ${id}`, evidence] as const),
    ...risks.map(({ id, mitigation }) => [`Risk ${id}`, mitigation?.selectors ?? []] as const),
    ...transition.map(({ id, selectors }) => [`Transition ${id}`, selectors] as const),
    ...projects.map(({ id, selectors }) => [`Past project ${id}`, selectors] as const),
  ]
  return parts.flatMap(([owner, selectors]) => selectors.map((selector) => [owner, selector] as const))
}

function unknownIn(fields: SelectorFields, around: readonly string[], known: KnownTargets): string[] {
  const missing = fields.connection.filter((id) => !known.hasConnection(id))
  const connections = fields.connection.length > 0 ? fields.connection : around
  // Of a connection that does not exist nothing can be known: saying so once is enough.
  const places: readonly (string | null)[] =
    connections.length > 0 ? connections.filter((id) => known.hasConnection(id)) : [null]
  const isUnknown = (key: string) => places.length > 0 && !places.some((connection) => known.hasItem(connection, key))
  const where = connections.length > 0 ? ` in connection ${connections.join(' or ')}` : ''
  return [
    ...missing.map((id) => `connection ${id} does not exist yet`),
    ...fields.epic
      .filter(isUnknown)
      .map((key) => `epic ${key} is not known${where}; check the key, or sync its project`),
    ...fields.keys
      .filter(isUnknown)
      .map((key) => `key ${key} is not known${where}; check the key, or sync its project`),
  ]
}

function selectorsOf(measure: KpiMeasure): Selector[] {
  const own = measure.where?.selector ?? null
  const parts = [measure.of, measure.to].filter((part) => part !== null)
  return [...(own === null ? [] : [own]), ...parts.flatMap(selectorsOf)]
}
