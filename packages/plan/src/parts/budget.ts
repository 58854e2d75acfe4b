import { z } from 'zod'
import { documentFields } from '../document/document-fields.ts'

/** Money set aside for something and spent on it, in the plan's currency. */
export interface Budget {
  /** Null when nobody said. */
  readonly planned: number | null
  /** Spent up to now; null when nobody said. */
  readonly actual: number | null
}

/** An amount of money in the plan's currency. */
export const amount = z.number().min(0)

/** A budget as the document writes it. */
export const budgetSchema = documentFields({
  planned: amount.optional().describe('Set aside, in the plan’s currency'),
  actual: amount.optional().describe('Spent up to now, in the plan’s currency'),
})

/** A parsed budget; null when none is written. */
export function normaliseBudget(input: z.output<typeof budgetSchema> | undefined): Budget | null {
  return input === undefined ? null : { planned: input.planned ?? null, actual: input.actual ?? null }
}
