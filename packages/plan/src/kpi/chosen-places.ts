import type { KpiWhere } from '../document/kpi-measure.ts'
import { fold, SELECTOR_FIELDS, type SelectorFields } from '../document/selector.ts'
import { satisfies, selectorTest } from '../link/compile-selector.ts'
import type { Subject } from '../link/subject.ts'
import type { KpiContext } from './metric.ts'
import { compileWhere } from './population.ts'
import { type Place, placeKey } from './side-facts.ts'

/** The fields of a selector that a project or repository has; with any other it is never chosen. */
const PLACE_FIELDS: readonly (keyof SelectorFields)[] = ['connection', 'project', 'repo']

/**
 * Whether a measure's `where` chooses what happens in a project or repository as a whole. Objectives and deliverables
 * choose the repositories that have pull requests linked there; the fields of a selector choose among all places; no
 * `where` chooses the repositories that have pull requests linked to the plan.
 */
export function compilePlaces(where: KpiWhere | null, context: KpiContext): (place: Place) => boolean {
  const selector = where?.selector ?? null
  const isLinked = isChosenByLinks(where, context)
  if (selector === null) return isLinked
  const test = selectorTest(selector)
  return (place) => isLinked(place) && satisfies(subjectOf(place), test)
}

/** The fields of a `where` that no project or repository has, such as `labels`. */
export function fieldsOfItemsOnly(where: KpiWhere | null): string[] {
  if (where === null) return []
  const { selector, isUnlinked } = where
  const fields = SELECTOR_FIELDS.filter(
    (field) => (selector?.[field] ?? []).length > 0 && !PLACE_FIELDS.includes(field),
  )
  return [...fields, ...(isUnlinked ? ['unlinked'] : [])]
}

function isChosenByLinks(where: KpiWhere | null, context: KpiContext): (place: Place) => boolean {
  const namesNode = where !== null && where.objectives.length + where.deliverables.length > 0
  if (where !== null && !namesNode) return () => true
  const isLinkedThere = compileWhere(where === null ? null : { ...where, selector: null }, context)
  const repositories = new Set(
    context.items
      .filter((item) => item.kind === 'pull_request' && item.tombstone === null && isLinkedThere(item))
      .map(placeKey),
  )
  return (place) => repositories.has(placeKey(place))
}

/** A place as selectors see it: an item without anything but its place. */
function subjectOf({ connection, scope }: Place): Subject {
  const place = [fold(scope)]
  const nothing = {
    kind: [],
    keys: [],
    epic: [],
    types: [],
    components: [],
    labels: [],
    milestone: [],
    fixVersions: [],
  }
  return { ...nothing, connection: [fold(connection)], project: place, repo: place, statuses: [], assignees: [] }
}
