import { z } from 'zod'
import { calendarDate, documentFields, slug } from '../../document/document-fields.ts'
import { amount } from '../budget.ts'

/** Somebody whose consent or money the plan needs. */
export interface Stakeholder {
  readonly id: string
  readonly name: string
  /** Function or body, such as `Supervisory board`. */
  readonly role: string | null
  /** What matters to them, in words. */
  readonly interest: string | null
  readonly influence: 'high' | 'medium' | 'low'
  /** What they said they would spend, in the plan's currency. */
  readonly willingToSpend: number | null
  /** Whether the weekly report goes to them: its publication is then an update they received. */
  readonly getsReport: boolean
  /** Other updates they received, oldest first. */
  readonly updates: readonly StakeholderUpdate[]
  readonly decisions: readonly Decision[]
}

/** Something a stakeholder was told. */
interface StakeholderUpdate {
  readonly date: string
  readonly how: string | null
}

/** Something a stakeholder was asked to decide. */
export interface Decision {
  readonly question: string
  readonly asked: string
  /** The day they decided; null while it is open. */
  readonly given: string | null
  readonly answer: string | null
  /** What was given up for it. */
  readonly tradeOff: string | null
}

/** A stakeholder as the document writes it. */
export const stakeholderSchema = documentFields({
  id: slug,
  name: z.string().min(1),
  role: z.string().min(1).optional(),
  interest: z.string().min(1).optional().describe('What matters to them'),
  influence: z.enum(['high', 'medium', 'low']).optional().describe('Default medium'),
  willingToSpend: amount.optional().describe('What they said they would spend, in the plan’s currency'),
  receives: z.literal('weekly-report').optional().describe('The weekly report goes to them'),
  updates: z.array(documentFields({ date: calendarDate, how: z.string().min(1).optional() })).optional(),
  decisions: z
    .array(
      documentFields({
        question: z.string().min(1),
        asked: calendarDate,
        given: calendarDate.optional().describe('The day they decided; leave it out while it is open'),
        answer: z.string().min(1).optional(),
        tradeOff: z.string().min(1).optional().describe('What was given up for it'),
      }),
    )
    .optional(),
})

/** A parsed stakeholder with its defaults filled in. */
export function normaliseStakeholder(input: z.output<typeof stakeholderSchema>): Stakeholder {
  return {
    id: input.id,
    name: input.name,
    role: input.role ?? null,
    interest: input.interest ?? null,
    influence: input.influence ?? 'medium',
    willingToSpend: input.willingToSpend ?? null,
    getsReport: input.receives === 'weekly-report',
    updates: (input.updates ?? [])
      .map(({ date, how }) => ({ date, how: how ?? null }))
      .sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0)),
    decisions: (input.decisions ?? []).map(({ question, asked, given, answer, tradeOff }) => ({
      question,
      asked,
      given: given ?? null,
      answer: answer ?? null,
      tradeOff: tradeOff ?? null,
    })),
  }
}
