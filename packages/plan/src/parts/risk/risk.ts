import { z } from 'zod'
import { calendarDate, documentFields, listed, oneOrMore, slug } from '../../document/document-fields.ts'
import { normaliseSelector, type Selector, selectorSchema } from '../../document/selector.ts'

/** Something that may go wrong, how bad it would be, and what is done about it. */
export interface Risk {
  readonly id: string
  readonly title: string
  readonly owner: string | null
  readonly response: 'reduce' | 'avoid' | 'transfer' | 'accept'
  readonly status: 'open' | 'closed'
  /** Dated, oldest first; never empty. */
  readonly assessments: readonly RiskAssessment[]
  /** What is done about it; null when nothing is planned. */
  readonly mitigation: Mitigation | null
}

/** What somebody thought of a risk on a day. */
export interface RiskAssessment {
  readonly date: string
  /** 1 (rare) to 5 (almost certain). */
  readonly probability: number
  /** 1 (negligible) to 5 (threatens the plan). */
  readonly impact: number
  readonly note: string | null
}

/** The work that makes a risk smaller. */
interface Mitigation {
  readonly text: string | null
  /** Chooses the work items of it. */
  readonly selectors: readonly Selector[]
  /** Ids of the deliverables that mitigate it. */
  readonly deliverables: readonly string[]
}

const level = z.int().min(1).max(5)

/** A risk as the document writes it. */
export const riskSchema = documentFields({
  id: slug,
  title: z.string().min(1),
  owner: z.string().min(1).optional(),
  response: z.enum(['reduce', 'avoid', 'transfer', 'accept']).optional().describe('Default reduce'),
  status: z.enum(['open', 'closed']).optional(),
  assessments: z
    .array(
      documentFields({
        date: calendarDate,
        probability: level.describe('1 (rare) to 5 (almost certain)'),
        impact: level.describe('1 (negligible) to 5 (threatens the plan)'),
        note: z.string().optional(),
      }),
    )
    .min(1)
    .describe('What was thought of it, day by day; the newest holds, the one before tells the trend'),
  mitigation: documentFields({
    text: z.string().min(1).optional(),
    links: z.array(selectorSchema).optional().describe('Chooses the work items of it'),
    deliverables: oneOrMore(z.string()).optional().describe('Ids of the deliverables that mitigate it'),
  }).optional(),
})

/** A parsed risk with its defaults filled in. */
export function normaliseRisk(input: z.output<typeof riskSchema>): Risk {
  return {
    id: input.id,
    title: input.title,
    owner: input.owner ?? null,
    response: input.response ?? 'reduce',
    status: input.status ?? 'open',
    assessments: input.assessments
      .map(({ note, ...rest }) => ({ ...rest, note: note ?? null }))
      .sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0)),
    mitigation:
      input.mitigation === undefined
        ? null
        : {
            text: input.mitigation.text ?? null,
            selectors: (input.mitigation.links ?? []).map(normaliseSelector),
            deliverables: listed(input.mitigation.deliverables),
          },
  }
}

/** Whether any work is named that would make a risk smaller. */
export function namesWork({ mitigation }: Risk): boolean {
  return mitigation !== null && mitigation.selectors.length + mitigation.deliverables.length > 0
}
