import { z } from 'zod'
import { documentFields, slug } from './document-fields.ts'
import { type KpiMeasure, measureSchema, normaliseMeasure } from './kpi-measure.ts'
import { kpiMetricTraits } from './kpi-metric.ts'
import { type Period, periodSchema } from './period.ts'
import type { PresetName } from './preset-name.ts'

/** A number the plan is judged by, and how it is measured. */
export interface Kpi {
  readonly id: string
  readonly title: string
  /** Id of the objective it stands beside in reports; it does not restrict what is measured. */
  readonly objective: string | null
  readonly owner: string | null
  /** As written, else the metric's own. */
  readonly unit: string
  /** Which way is better: as written, else from baseline to target, else the metric's own. */
  readonly direction: 'up' | 'down'
  /** The value at the start of `period`; null when not given. */
  readonly baseline: number | null
  /** The value to reach at the end of `period`; null when not given. */
  readonly target: number | null
  /** How much shortfall is still on track, as a part of the way from baseline to target; default 0.1. */
  readonly tolerance: number
  /** As written, else the plan's. */
  readonly period: Period
  readonly measure: KpiMeasure
  /** Which of the document's `kpis` it comes from, counted from 0; those of one preset share it. */
  readonly entry: number
  /** The preset that it belongs to; null for one that the document writes out. */
  readonly preset: PresetName | null
}

/** How a KPI is judged, as the document writes it. */
export const kpiChoices = {
  owner: z.string().min(1).optional(),
  unit: z.string().min(1).optional(),
  direction: z.enum(['up', 'down']).optional(),
  baseline: z.number().optional(),
  target: z.number().optional(),
  tolerance: z.number().min(0).optional(),
  period: periodSchema.optional(),
}

/** How a KPI is judged, as far as the document says it. */
export type KpiChoices = z.output<z.ZodObject<typeof kpiChoices>>

/** A KPI as the document writes it. */
export const kpiSchema = documentFields({
  id: slug,
  title: z.string().min(1),
  objective: z.string().optional(),
  ...kpiChoices,
  measure: measureSchema,
})

/** A parsed KPI with its defaults filled in; `origin` says where in the document it comes from. */
export function normaliseKpi(
  input: z.output<typeof kpiSchema>,
  planPeriod: Period,
  origin: Pick<Kpi, 'entry' | 'preset'>,
): Kpi {
  const baseline = input.baseline ?? null
  const target = input.target ?? null
  const traits = kpiMetricTraits(input.measure.metric)
  const towardsTarget = baseline === null || target === null || baseline === target ? null : target > baseline
  return {
    id: input.id,
    title: input.title,
    objective: input.objective ?? null,
    owner: input.owner ?? null,
    unit: input.unit ?? traits.unit,
    direction: input.direction ?? (towardsTarget === null ? traits.better : towardsTarget ? 'up' : 'down'),
    baseline,
    target,
    tolerance: input.tolerance ?? 0.1,
    period: input.period ?? planPeriod,
    measure: normaliseMeasure(input.measure, input.objective ?? null),
    ...origin,
  }
}
