import type { IsoWeek } from '../calendar/iso-week.ts'
import type { Kpi } from '../document/kpi.ts'
import type { Plan } from '../document/plan.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import type { Link } from '../link/link.ts'
import { remembered } from '../remembered.ts'
import type { KpiContext, MeasuredValue } from './metric.ts'

/** A KPI over the data it is measured from. */
type Measurable = KpiContext & { readonly kpi: Kpi }

/** What was measured of a KPI while its data is held. */
interface KeptMeasures {
  /** A week that is complete has the same value whenever it is asked for. */
  readonly weeks: Map<IsoWeek, MeasuredValue>
  /** The metric's own `since`, once it was asked for. */
  since?: { readonly at: EpochMs | null | undefined }
}

/** The complete weeks that were measured before of a KPI and the same data. */
export function keptWeeks(input: Measurable): KeptMeasures['weeks'] {
  return keptOf(input).weeks
}

/** Since when there is what a KPI counts, as its metric says; made once for the same data. */
export function keptSince(input: Measurable, make: () => EpochMs | null | undefined): EpochMs | null | undefined {
  const kept = keptOf(input)
  kept.since ??= { at: make() }
  return kept.since.at
}

function keptOf({ links, items, plan, kpi, side }: Measurable): KeptMeasures {
  return measuresOf(links)(items)(plan)(kpi)(side ?? NO_SIDE)
}

/** Stands for side facts where there are none. */
const NO_SIDE = {}

const measuresOf = remembered((_: readonly Link[]) =>
  remembered((_: readonly WorkItem[]) =>
    remembered((_: Plan) => remembered((_: Kpi) => remembered((_: object): KeptMeasures => ({ weeks: new Map() })))),
  ),
)
