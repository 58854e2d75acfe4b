import type { Path } from './pointer.ts'

/** A text in a document and where it stands. */
export interface Spot {
  readonly text: string
  readonly path: Path
}

/** A fault found in an outline; the place in the text is added later. */
export interface Finding {
  readonly path: Path
  readonly detail: string
}

/**
 * What the checks across a document look at, read leniently: parts of the wrong type are left out here, because their
 * own faults say so already. So one broken field hides no fault elsewhere, and all faults are told at once.
 */
export interface Outline {
  readonly period: OutlinedPeriod
  readonly objectives: readonly OutlinedObjective[]
  readonly kpis: readonly OutlinedKpi[]
}

export interface OutlinedPeriod {
  readonly start: Spot | null
  readonly end: Spot | null
}

interface OutlinedObjective {
  readonly id: Spot | null
  readonly hasLinks: boolean
  readonly deliverables: readonly OutlinedDeliverable[]
}

export interface OutlinedDeliverable {
  readonly path: Path
  readonly id: Spot | null
  readonly start: Spot | null
  readonly due: Spot | null
  readonly dependsOn: readonly Spot[]
  readonly progress: string | null
  readonly hasEntries: boolean
  readonly entryDates: readonly Spot[]
}

export interface OutlinedKpi {
  readonly id: Spot | null
  readonly objective: Spot | null
  readonly direction: Spot | null
  readonly baseline: number | null
  readonly target: number | null
  readonly hasBaselineAlone: boolean
  readonly path: Path
  readonly period: OutlinedPeriod
  /** The measure, and for a ratio its two parts. */
  readonly measures: readonly OutlinedMeasure[]
}

interface OutlinedMeasure {
  readonly path: Path
  readonly metric: string | null
  readonly objectives: readonly Spot[]
  readonly deliverables: readonly Spot[]
}

/** Reads the outline of any value; what is not there is left out. */
export function outlineOf(data: unknown): Outline {
  const root = { value: data, path: [] }
  return {
    period: periodOf(child(root, 'period')),
    objectives: children(root, 'objectives').map((objective) => ({
      id: spot(child(objective, 'id')),
      hasLinks: children(objective, 'links').length > 0,
      deliverables: children(objective, 'deliverables').map(deliverableOf),
    })),
    kpis: children(root, 'kpis').map(kpiOf),
  }
}

interface Place {
  readonly value: unknown
  readonly path: Path
}

function deliverableOf(place: Place): OutlinedDeliverable {
  const entries = children(place, 'entries')
  return {
    path: place.path,
    id: spot(child(place, 'id')),
    start: spot(child(place, 'start')),
    due: spot(child(place, 'due')),
    dependsOn: spots(child(place, 'dependsOn')),
    progress: spot(child(place, 'progress'))?.text ?? null,
    hasEntries: entries.length > 0,
    entryDates: entries.flatMap((entry) => spots(child(entry, 'date'))),
  }
}

function kpiOf(place: Place): OutlinedKpi {
  const measure = child(place, 'measure')
  const baseline = numberOf(child(place, 'baseline'))
  const target = numberOf(child(place, 'target'))
  return {
    path: place.path,
    id: spot(child(place, 'id')),
    objective: spot(child(place, 'objective')),
    direction: spot(child(place, 'direction')),
    baseline,
    target,
    hasBaselineAlone: baseline !== null && child(place, 'target').value === undefined,
    period: periodOf(child(place, 'period')),
    measures: [measure, child(measure, 'of'), child(measure, 'to')].map(measureOf),
  }
}

function measureOf(place: Place): OutlinedMeasure {
  const where = child(place, 'where')
  return {
    path: place.path,
    metric: spot(child(place, 'metric'))?.text ?? spot(place)?.text ?? null,
    objectives: [...spots(child(place, 'objective')), ...spots(child(where, 'objective'))],
    deliverables: [...spots(child(place, 'deliverable')), ...spots(child(where, 'deliverable'))],
  }
}

function periodOf(place: Place): OutlinedPeriod {
  return { start: spot(child(place, 'start')), end: spot(child(place, 'end')) }
}

function child({ value, path }: Place, field: string): Place {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, field)
  return { value: isMap ? Reflect.get(value, field) : undefined, path: [...path, field] }
}

function children(place: Place, field: string): Place[] {
  const { value, path } = child(place, field)
  return Array.isArray(value)
    ? value.map((element: unknown, index) => ({ value: element, path: [...path, index] }))
    : []
}

function spot({ value, path }: Place): Spot | null {
  return typeof value === 'string' ? { text: value, path } : null
}

/** The texts of a list, or the one text that stands in its place. */
function spots(place: Place): Spot[] {
  const { value, path } = place
  const places = Array.isArray(value)
    ? value.map((element: unknown, index) => ({ value: element, path: [...path, index] }))
    : [place]
  return places.map(spot).filter((found) => found !== null)
}

function numberOf({ value }: Place): number | null {
  return typeof value === 'number' ? value : null
}
