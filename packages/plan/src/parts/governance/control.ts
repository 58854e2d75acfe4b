import { z } from 'zod'
import { calendarDate, documentFields, slug } from '../../document/document-fields.ts'
import { normaliseSelector, type Selector, selectorSchema } from '../../document/selector.ts'

/** A control or compliance requirement, and the work that proves that it is lived. */
export interface Control {
  readonly id: string
  readonly title: string
  /** The framework that asks for it, such as `ISO 27001` or `HIPAA`. */
  readonly framework: string | null
  /** Its clause there, such as `A.8.13`. */
  readonly clause: string | null
  readonly owner: string | null
  readonly status: ControlStatus
  /** Chooses the work items that prove it. */
  readonly evidence: readonly Selector[]
  /** For how many days a finished item proves it. */
  readonly freshDays: number
  /** Last day on which somebody looked at it. */
  readonly reviewed: string | null
  /** Day by which somebody has to look at it again. */
  readonly reviewBy: string | null
}

/** How far a control is, as its owner says. */
type ControlStatus = 'planned' | 'partial' | 'in_place' | 'not_applicable'

/** How long evidence lasts when the document does not say: a quarter of a year. */
const FRESH_DAYS = 90

/** A control as the document writes it. */
export const controlSchema = documentFields({
  id: slug,
  title: z.string().min(1),
  framework: z.string().min(1).optional().describe('Such as ISO 27001 or HIPAA'),
  clause: z.string().min(1).optional().describe('Such as A.8.13'),
  owner: z.string().min(1).optional(),
  status: z.enum(['planned', 'partial', 'in_place', 'not_applicable']).optional().describe('Default planned'),
  evidence: documentFields({
    links: z.array(selectorSchema).describe('Chooses the work items that prove it'),
    freshDays: z.number().positive().optional().describe('For how many days a finished item proves it; default 90'),
  }).optional(),
  reviewed: calendarDate.optional().describe('Last day on which somebody looked at it'),
  reviewBy: calendarDate.optional().describe('Day by which somebody has to look at it again'),
})

/** A parsed control with its defaults filled in. */
export function normaliseControl(input: z.output<typeof controlSchema>): Control {
  return {
    id: input.id,
    title: input.title,
    framework: input.framework ?? null,
    clause: input.clause ?? null,
    owner: input.owner ?? null,
    status: input.status ?? 'planned',
    evidence: (input.evidence?.links ?? []).map(normaliseSelector),
    freshDays: input.evidence?.freshDays ?? FRESH_DAYS,
    reviewed: input.reviewed ?? null,
    reviewBy: input.reviewBy ?? null,
  }
}
