import type { OutlinedKpi, OutlinedMeasure, OutlinedPeriod } from './outline-kpi.ts'
import { findingIdsOf, firstMoneyOf, type OutlinedPart, partsOf, reviewDaysOf } from './outline-parts.ts'
import { childAt, children, fieldNames, numberAt, type Place, type Spot, spot, spots } from './outline-place.ts'
import { type OutlinedPreset, presetsOf } from './outline-presets.ts'
import type { Path } from './pointer.ts'

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
  /** Those that are written out, then those of presets. */
  readonly kpis: readonly OutlinedKpi[]
  readonly presets: readonly OutlinedPreset[]
  readonly parts: readonly OutlinedPart[]
  readonly findings: readonly Spot[]
  readonly reviewDays: readonly Spot[]
  /** Where money is first spoken of; null where it is not. */
  readonly firstMoney: Path | null
  readonly hasCurrency: boolean
}

interface OutlinedObjective {
  readonly id: Spot | null
  readonly hasLinks: boolean
  /** Ids of findings. */
  readonly answers: readonly Spot[]
  readonly deliverables: readonly OutlinedDeliverable[]
}

interface OutlinedDeliverable {
  readonly path: Path
  readonly id: Spot | null
  readonly start: Spot | null
  readonly due: Spot | null
  readonly release: Spot | null
  readonly dependsOn: readonly Spot[]
  readonly progress: string | null
  readonly hasEntries: boolean
  readonly entryDates: readonly Spot[]
}

/** Reads the outline of any value; what is not there is left out. */
export function outlineOf(data: unknown): Outline {
  const root = { value: data, path: [] }
  const presets = presetsOf(root)
  return {
    period: periodOf(childAt(root, 'period')),
    objectives: children(root, 'objectives').map((objective) => ({
      id: spot(childAt(objective, 'id')),
      hasLinks: children(objective, 'links').length > 0,
      answers: spots(childAt(objective, 'answers')),
      deliverables: children(objective, 'deliverables').map(deliverableOf),
    })),
    kpis: [...children(root, 'kpis').filter(isWrittenOut).map(kpiOf), ...withIdsOnce(presets)],
    presets,
    parts: partsOf(root),
    findings: findingIdsOf(root),
    reviewDays: reviewDaysOf(root),
    firstMoney: firstMoneyOf(root)?.path ?? null,
    hasCurrency: childAt(root, 'currency').value !== undefined,
  }
}

function deliverableOf(place: Place): OutlinedDeliverable {
  const entries = children(place, 'entries')
  return {
    path: place.path,
    id: spot(childAt(place, 'id')),
    start: spot(childAt(place, 'start')),
    due: spot(childAt(place, 'due')),
    release: spot(childAt(place, 'release')),
    dependsOn: spots(childAt(place, 'dependsOn')),
    progress: spot(childAt(place, 'progress'))?.text ?? null,
    hasEntries: entries.length > 0,
    entryDates: entries.flatMap((entry) => spots(childAt(entry, 'date'))),
  }
}

function kpiOf(place: Place): OutlinedKpi {
  const measure = childAt(place, 'measure')
  const baseline = numberAt(childAt(place, 'baseline'))
  const target = numberAt(childAt(place, 'target'))
  return {
    path: place.path,
    id: spot(childAt(place, 'id')),
    objective: spot(childAt(place, 'objective')),
    direction: spot(childAt(place, 'direction')),
    baseline,
    target,
    hasBaselineAlone: baseline !== null && childAt(place, 'target').value === undefined,
    period: periodOf(childAt(place, 'period')),
    measures: [measure, childAt(measure, 'of'), childAt(measure, 'to')].map(measureOf),
  }
}

function isWrittenOut(kpi: Place): boolean {
  return childAt(kpi, 'preset').value === undefined
}

/** Where two presets begin their ids alike, that is one fault, and not one for each of their KPIs. */
function withIdsOnce(presets: readonly OutlinedPreset[]): OutlinedKpi[] {
  const seen = new Set<string>()
  return presets.flatMap(({ prefix, kpis }) => {
    const isRepeated = seen.has(prefix.text)
    seen.add(prefix.text)
    return isRepeated ? kpis.map((kpi) => ({ ...kpi, id: null })) : kpis
  })
}

function measureOf(place: Place): OutlinedMeasure {
  const where = childAt(place, 'where')
  return {
    path: place.path,
    metric: spot(childAt(place, 'metric'))?.text ?? spot(place)?.text ?? null,
    objectives: [...spots(childAt(place, 'objective')), ...spots(childAt(where, 'objective'))],
    deliverables: [...spots(childAt(place, 'deliverable')), ...spots(childAt(where, 'deliverable'))],
    choosesOtherwise: fieldNames(where).some((name) => name !== 'objective' && name !== 'deliverable'),
  }
}

function periodOf(place: Place): OutlinedPeriod {
  return { start: spot(childAt(place, 'start')), end: spot(childAt(place, 'end')) }
}
