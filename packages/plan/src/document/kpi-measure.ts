import { z } from 'zod'
import { documentFields } from './document-fields.ts'
import { KPI_METRIC_NAMES, KPI_STATS, type KpiMetric, type KpiStat, kpiMetricTraits } from './kpi-metric.ts'
import { choosesByFields, normaliseSelector, type Selector, selectorShape } from './selector.ts'

/** How a KPI is measured, with everything inherited and defaulted filled in. */
export interface KpiMeasure {
  readonly metric: KpiMetric
  /** Null for metrics that are no distribution (counts, `progress`, `share`, `ratio`, `manual`). */
  readonly stat: KpiStat | null
  /** How many weeks a value covers, ending with its own; default 1. */
  readonly windowWeeks: number
  /** Which items it runs over; null means everything linked to the plan (for `progress`: the plan itself). */
  readonly where: KpiWhere | null
  /** What a `ratio` divides; null for every other metric. */
  readonly of: KpiMeasure | null
  /** What a `ratio` divides by; null for every other metric. */
  readonly to: KpiMeasure | null
}

/**
 * The items a measure runs over: those linked under any of `objectives`, to any of `deliverables`, and chosen by
 * `selector`. All that are given must hold. With a selector alone it looks at all items, linked or not.
 *
 * `progress` has at most one objective or one deliverable, and no selector; `share` one objective, or what else falls to it.
 */
export interface KpiWhere {
  readonly objectives: readonly string[]
  /** Ids of deliverables, `{objective}.direct` included. */
  readonly deliverables: readonly string[]
  readonly selector: Selector | null
  /** Whether it runs over what is linked to nothing; objectives and deliverables are none then. */
  readonly isUnlinked: boolean
}

const ids = z.union([z.string(), z.array(z.string()).min(1)])

/** Which items a measure runs over, as the document writes it. */
export const whereSchema = documentFields({
  objective: ids.optional(),
  deliverable: ids.optional(),
  unlinked: z.literal(true).optional().describe('What is linked to nothing'),
  ...selectorShape,
}).refine(
  (where) => Object.values(where).some((given) => given !== undefined),
  'an empty `where` chooses nothing; leave it out to measure everything linked to the plan, or name a field such as `connection`',
)

/** The issues that stand for failures, chosen by fields alone. */
export const incidentsSchema = documentFields(selectorShape).refine(
  (where) => Object.values(where).some((given) => given !== undefined),
  'no field chooses the incidents; name one, such as `types: Incident`',
)

/** A statistic as the document writes it. */
export const statSchema = z.enum(KPI_STATS)

/** A window as the document writes it. */
export const windowSchema = z
  .string()
  .regex(/^(?:[1-9]|[1-9]\d|1[0-4]\d|15[0-6])w$/, 'write the window in weeks, such as `4w`; from `1w` to `156w`')
  .meta({ description: 'Weeks from 1w to 156w' })

const shape = {
  metric: z.enum(KPI_METRIC_NAMES),
  stat: statSchema.optional(),
  window: windowSchema.optional(),
  where: whereSchema.optional(),
  objective: z.string().optional(),
  deliverable: z.string().optional(),
}

const partSchema = documentFields(shape).superRefine((part, context) => {
  for (const problem of problemsOf(part)) context.addIssue({ code: 'custom', ...problem })
  if (part.metric === 'ratio' || part.metric === 'manual') {
    context.addIssue({ code: 'custom', path: ['metric'], message: `a ratio cannot be made of \`${part.metric}\`` })
  }
})

const partOrName = z.union([z.enum(KPI_METRIC_NAMES).exclude(['ratio', 'manual']), partSchema])

/** A KPI's `measure` as the document writes it; the parts of a ratio may be written as a metric's name alone. */
export const measureSchema = documentFields({
  ...shape,
  of: partOrName.optional(),
  to: partOrName.optional(),
}).superRefine((measure, context) => {
  for (const problem of problemsOf(measure)) context.addIssue({ code: 'custom', ...problem })
  for (const side of ['of', 'to'] as const) {
    if (measure.metric === 'ratio' && measure[side] === undefined) {
      const message = `a ratio needs \`${side}\`: a metric such as \`items.done\`, or a measure of its own`
      context.addIssue({ code: 'custom', path: [side], message })
    }
    if (measure.metric !== 'ratio' && measure[side] !== undefined) {
      context.addIssue({ code: 'custom', path: [side], message: `\`${side}\` belongs to the metric \`ratio\` only` })
    }
  }
})

type MeasureOutput = z.output<typeof measureSchema>
type PartOutput = z.output<typeof partSchema>

/**
 * A parsed measure with its defaults filled in. The parts of a ratio take `window`, `stat` and `where` from the ratio
 * where they have none; `share` takes the KPI's own objective.
 */
export function normaliseMeasure(input: MeasureOutput, kpiObjective: string | null): KpiMeasure {
  const whole = normalisePart(input, kpiObjective)
  if (input.metric !== 'ratio' || input.of === undefined || input.to === undefined) return whole
  const [of, to] = [input.of, input.to].map((part) => {
    const own: PartOutput = typeof part === 'string' ? { metric: part } : part
    const hasPlace = own.where !== undefined || own.objective !== undefined || own.deliverable !== undefined
    const inherited: PartOutput = {
      ...own,
      stat: own.stat ?? input.stat,
      window: own.window ?? input.window,
      ...(hasPlace ? {} : { where: input.where, objective: input.objective, deliverable: input.deliverable }),
    }
    return normalisePart(inherited, kpiObjective)
  })
  return { ...whole, of: of ?? null, to: to ?? null }
}

function normalisePart(input: PartOutput, kpiObjective: string | null): KpiMeasure {
  const usual = kpiMetricTraits(input.metric).stat
  return {
    metric: input.metric,
    stat: usual === null ? null : (input.stat ?? usual),
    windowWeeks: input.window === undefined ? 1 : Number(input.window.slice(0, -1)),
    where: normaliseWhere(input, kpiObjective),
    of: null,
    to: null,
  }
}

function normaliseWhere(input: PartOutput, kpiObjective: string | null): KpiWhere | null {
  const objectives = asList(input.objective ?? input.where?.objective)
  const deliverables = asList(input.deliverable ?? input.where?.deliverable)
  const selector = input.where !== undefined && choosesByFields(input.where) ? normaliseSelector(input.where) : null
  const isUnlinked = input.where?.unlinked === true
  if (objectives.length > 0 || deliverables.length > 0 || selector !== null || isUnlinked) {
    return { objectives, deliverables, selector, isUnlinked }
  }
  if (input.metric === 'share' && kpiObjective !== null) {
    return { objectives: [kpiObjective], deliverables: [], selector: null, isUnlinked }
  }
  return null
}

/** What one measure says that cannot hold together, whatever the rest of the document says. */
function problemsOf(input: PartOutput): { readonly path: string[]; readonly message: string }[] {
  const problems: { path: string[]; message: string }[] = []
  const say = (path: string[], message: string) => problems.push({ path, message })
  if (input.stat !== undefined && input.metric !== 'ratio' && kpiMetricTraits(input.metric).stat === null) {
    say(['stat'], `\`${input.metric}\` is one number and takes no \`stat\`; remove it, or choose a duration`)
  }
  for (const field of ['objective', 'deliverable'] as const) {
    if (input[field] !== undefined && input.where?.[field] !== undefined) {
      say([field], `\`${field}\` is said twice, here and in \`where\`; keep one`)
    }
  }
  const named = [
    ...asList(input.objective ?? input.where?.objective),
    ...asList(input.deliverable ?? input.where?.deliverable),
  ]
  const isUnlinked = input.where?.unlinked === true
  if (isUnlinked && named.length > 0) {
    say(['where'], 'what is linked to nothing lies under no objective or deliverable; keep `unlinked` or the other')
  }
  if (isUnlinked && input.metric === 'progress') {
    say(['where'], 'what is linked to nothing has no progress; name an objective or deliverable')
  }
  if (input.metric === 'progress' || input.metric === 'share') {
    const byFields = input.where !== undefined && choosesByFields(input.where)
    const isWhole = input.metric === 'share' && named.length === 0
    if (named.length > 1 || (byFields && !isWhole)) {
      say(['where'], `\`${input.metric}\` is measured for one objective or deliverable; name it, and nothing else`)
    }
    if (input.metric === 'share' && (input.deliverable ?? input.where?.deliverable) !== undefined) {
      say(['where'], '`share` is the part that falls to an objective; name an objective')
    }
  }
  return problems
}

function asList(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}
