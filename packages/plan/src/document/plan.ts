import { z } from 'zod'
import { normaliseParts, type PlanParts, partFields } from '../parts/plan-parts.ts'
import { normaliseRuleSettings, type RuleSettings, ruleSettingsSchema } from '../review/rule-settings.ts'
import { calendarSchema, normaliseCalendar, type PlanCalendar } from './calendar.ts'
import { documentFields, slug } from './document-fields.ts'
import { type Kpi, kpiSchema, normaliseKpi } from './kpi.ts'
import { expandPreset, presetSchema } from './kpi-preset.ts'
import { didYouMean } from './nearest.ts'
import { normaliseObjective, type Objective, objectiveSchema } from './objective.ts'
import { type Period, periodSchema } from './period.ts'

/** A strategic plan: what a document says, with every default filled in. `parsePlan` makes one. */
export interface Plan extends PlanParts {
  readonly id: string
  readonly title: string
  readonly vision: string | null
  readonly mission: string | null
  /** IANA name; days and weeks of the plan are those of this zone. Default UTC. */
  readonly timeZone: string
  readonly period: Period
  /** ISO 4217 code of every amount of money in the plan; null when it has none. */
  readonly currency: string | null
  /** Working days and holidays; null when every day counts alike. */
  readonly calendar: PlanCalendar | null
  /** In document order. */
  readonly objectives: readonly Objective[]
  /** In document order, presets written out. */
  readonly kpis: readonly Kpi[]
  /** Status names in which work waits, for `items.flow_efficiency`; compared without regard to case. */
  readonly waitStatuses: readonly string[]
  readonly health: HealthThresholds
  /** How plan review judges this plan. */
  readonly reviewRules: RuleSettings
}

/** From where on a deliverable's health is doubted. */
export interface HealthThresholds {
  /** Part of what the tools show that must have been read, 0 to 1; below it health is unknown. Default 1. */
  readonly coverageMin: number
  /** Hours since the last sync, beyond which health is unknown. Default 24. */
  readonly dataAgeHoursMax: number
  /** Days without any movement, beyond which open work is at risk. Default 14. */
  readonly quietDaysMax: number
  /** Complete weeks over which the growth of the scope is laid beside delivery. Default 4. */
  readonly growthWeeks: number
}

const healthSchema = documentFields({
  coverageMin: z.number().min(0).max(1).optional(),
  dataAgeHoursMax: z.number().positive().optional(),
  quietDaysMax: z.number().positive().optional(),
  growthWeeks: z.int().min(1).max(52).optional(),
})

/** The plan document. */
export const planSchema = documentFields({
  plan: slug,
  title: z.string().min(1),
  vision: z.string().optional(),
  mission: z.string().optional(),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: ({ input }) => notATimeZone(String(input)) })
    .optional(),
  period: periodSchema,
  currency: z
    .string()
    .refine(isCurrency, { error: ({ input }) => notACurrency(String(input)) })
    .optional()
    .describe('ISO 4217 code of every amount of money in the plan'),
  calendar: calendarSchema.optional(),
  objectives: z.array(objectiveSchema),
  kpis: z.array(z.union([kpiSchema, presetSchema])).optional(),
  waitStatuses: z.union([z.string().min(1), z.array(z.string().min(1))]).optional(),
  health: healthSchema.optional(),
  ...partFields,
  reviewRules: ruleSettingsSchema.optional().describe('Severity and threshold of each rule of plan review'),
})

/** The plan document as its author writes it. */
export type PlanDocument = z.input<typeof planSchema>

/** A parsed document with its defaults filled in. */
export function normalisePlan(input: z.output<typeof planSchema>): Plan {
  return {
    id: input.plan,
    title: input.title,
    vision: input.vision ?? null,
    mission: input.mission ?? null,
    timeZone: input.timeZone ?? 'UTC',
    period: input.period,
    currency: input.currency ?? null,
    calendar: normaliseCalendar(input.calendar),
    objectives: input.objectives.map(normaliseObjective),
    kpis: (input.kpis ?? []).flatMap((kpi, entry) =>
      'preset' in kpi ? expandPreset(kpi, input, entry) : [normaliseKpi(kpi, input.period, { entry, preset: null })],
    ),
    waitStatuses: typeof input.waitStatuses === 'string' ? [input.waitStatuses] : (input.waitStatuses ?? []),
    health: {
      coverageMin: input.health?.coverageMin ?? 1,
      dataAgeHoursMax: input.health?.dataAgeHoursMax ?? 24,
      quietDaysMax: input.health?.quietDaysMax ?? 14,
      growthWeeks: input.health?.growthWeeks ?? 4,
    },
    ...normaliseParts(input),
    reviewRules: normaliseRuleSettings(input.reviewRules),
  }
}

/** The JSON Schema (2020-12) of the plan document, for editors and for the API description. */
export function planJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(planSchema, { io: 'input' }) }
}

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code)
}

function notACurrency(code: string): string {
  return `\`${code}\` is no currency; write its ISO 4217 code, such as EUR or USD`
}

function notATimeZone(name: string): string {
  const meant = didYouMean(name, ['UTC', ...Intl.supportedValuesOf('timeZone')])
  return `\`${name}\` is no time zone${meant === '' ? '; use an IANA name such as `Europe/Berlin`' : meant}`
}

/** Whether a name is one of an IANA time zone; offsets such as `+02:00` are not, because they know no summer. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
