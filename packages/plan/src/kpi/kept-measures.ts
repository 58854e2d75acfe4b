import type { IsoWeek } from '../calendar/iso-week.ts'
import type { Kpi } from '../document/kpi.ts'
import type { Plan } from '../document/plan.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import type { Link } from '../link/link.ts'
import { remembered } from '../remembered.ts'
import { type ChangedItem, successionOf } from '../succession.ts'
import type { KpiContext, MeasuredValue, Metric } from './metric.ts'
import { metricOf } from './registry.ts'
import { usesSide } from './side-facts.ts'
import { type Span, spansOf } from './span.ts'

/** A KPI over the data it is measured from. */
type Measurable = KpiContext & { readonly kpi: Kpi }

/** What was measured of a KPI while its data is held. */
interface KeptMeasures {
  /** A week that is complete has the same value whenever it is asked for. */
  readonly weeks: Map<IsoWeek, MeasuredValue>
  /** Whether what stands of the data before was taken over. */
  isFollowed: boolean
  /** The metric's own `since`, once it was asked for. */
  since?: { readonly at: EpochMs | null | undefined }
}

/**
 * The complete weeks that were measured before of a KPI: of the same data, and of the data that this follows from, but for
 * the weeks in which a changed item has another part in the value.
 */
export function keptWeeks(input: Measurable): KeptMeasures['weeks'] {
  const kept = keptOf(input)
  if (!kept.isFollowed) {
    kept.isFollowed = true
    for (const [week, value] of standingWeeks(input)) kept.weeks.set(week, value)
  }
  return kept.weeks
}

/** Since when there is what a KPI counts, as its metric says; made once for the same data. */
export function keptSince(input: Measurable, make: () => EpochMs | null | undefined): EpochMs | null | undefined {
  const kept = keptOf(input)
  kept.since ??= { at: make() }
  return kept.since.at
}

function standingWeeks(input: Measurable): [IsoWeek, MeasuredValue][] {
  const succession = successionOf(input)
  if (succession === null) return []
  const former = { ...input, ...succession.before }
  const { weeks } = keptOf(former)
  if (weeks.size === 0) return []
  const { kpi, plan, now } = input
  const [{ part: was }, { part: is }] = [metricOf(kpi.measure, former), metricOf(kpi.measure, input)]
  if (was === undefined || is === undefined) return []
  const changed = [...succession.changed.values()]
  return spansOf([...weeks.keys()], kpi.measure.windowWeeks, plan.timeZone, now).flatMap((span) => {
    // Who asks as of the middle of a week sees only what had happened in it by then.
    const value = span.phase === 'running' ? undefined : weeks.get(span.week)
    return value !== undefined && isUntouched(span, changed, was, is) ? [[span.week, value]] : []
  })
}

type Part = NonNullable<Metric['part']>

/** Whether every changed item has the same part in the value of a span as before. */
function isUntouched(span: Span, changed: readonly ChangedItem[], was: Part, is: Part): boolean {
  const partIn = (part: Part, item: WorkItem | null) => (item === null ? null : part(item, span))
  return changed.every(({ before, after }) => partIn(was, before) === partIn(is, after))
}

function keptOf({ links, items, plan, kpi, side }: Measurable): KeptMeasures {
  return measuresOf(links)(items)(plan)(kpi)(usesSide(kpi.measure) ? (side ?? NO_SIDE) : NO_SIDE)
}

/** Stands for side facts where there are none. */
const NO_SIDE = {}

const measuresOf = remembered((_: readonly Link[]) =>
  remembered((_: readonly WorkItem[]) =>
    remembered((_: Plan) =>
      remembered((_: Kpi) => remembered((_: object): KeptMeasures => ({ weeks: new Map(), isFollowed: false }))),
    ),
  ),
)
