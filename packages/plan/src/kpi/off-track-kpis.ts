import { lastCompleteWeek } from '../calendar/complete-weeks.ts'
import type { IsoWeek } from '../calendar/iso-week.ts'
import type { Deliverable } from '../document/deliverable.ts'
import type { Kpi } from '../document/kpi.ts'
import type { InSteps } from '../in-steps.ts'
import type { EpochMs } from '../item/work-item.ts'
import type { ManualValue } from './manual-value.ts'
import { measureKpi } from './measure-kpi.ts'
import type { KpiContext } from './metric.ts'

/** A KPI that was off track in the last complete week, and what it speaks of. */
export interface OffTrackKpi {
  readonly title: string
  readonly week: IsoWeek
  /** Ids of the objectives it stands beside or is measured over. */
  readonly objectives: readonly string[]
  /** Ids of the deliverables it is measured over; where there are any, it speaks of no other. */
  readonly deliverables: readonly string[]
}

/** What KPIs are judged from as of an instant. */
export interface OffTrackInput extends Omit<KpiContext, 'now'> {
  readonly at: EpochMs
  /** Entered values by id of the KPI. */
  readonly manualValues?: Readonly<Partial<Record<string, readonly ManualValue[]>>>
}

/** The KPIs of a plan that are off track by the last week that was complete at an instant, in document order; a step for each KPI. */
export function* offTrackKpisInSteps({ at, manualValues = {}, ...context }: OffTrackInput): InSteps<OffTrackKpi[]> {
  const week = lastCompleteWeek(at, context.plan.timeZone)
  const offTrack: OffTrackKpi[] = []
  for (const kpi of context.plan.kpis) {
    const places = placesOf(kpi)
    if (kpi.target === null || places.objectives.length + places.deliverables.length === 0) continue
    const [value] = measureKpi({ ...context, kpi, now: at, weeks: [week], manualValues: manualValues[kpi.id] ?? [] })
    if (value?.status === 'off_track') offTrack.push({ title: kpi.title, week, ...places })
    yield
  }
  return offTrack
}

/** Where a KPI stands and is measured; a ratio is measured where its parts are, which take its own place if they have none. */
function placesOf({ objective, measure }: Kpi): Pick<OffTrackKpi, 'objectives' | 'deliverables'> {
  const { of, to } = measure
  const wheres = [measure, of, to].flatMap((part) => part?.where ?? [])
  return {
    objectives: [...(objective === null ? [] : [objective]), ...wheres.flatMap(({ objectives }) => objectives)],
    deliverables: wheres.flatMap(({ deliverables }) => deliverables),
  }
}

/** Whether a KPI speaks of a deliverable: it is measured over it or, measured over none in particular, its objective. */
export function concerns({ objectives, deliverables }: OffTrackKpi, { id, objective }: Deliverable): boolean {
  return deliverables.length > 0 ? deliverables.includes(id) : objectives.includes(objective)
}
