import { z } from 'zod'
import { type Budget, budgetSchema, normaliseBudget } from '../parts/budget.ts'
import { type Deliverable, deliverableSchema, normaliseDeliverable } from './deliverable.ts'
import { documentFields, listed, oneOrMore, slug } from './document-fields.ts'
import { normaliseSelector, type Selector, selectorSchema } from './selector.ts'

/** What the plan is for: an aim with the deliverables that reach it. */
export interface Objective {
  readonly id: string
  readonly title: string
  readonly horizon: 'long' | 'short' | null
  readonly owner: string | null
  /** What will be better, in words. */
  readonly outcome: string | null
  /** Ids of the findings of the analysis that it answers. */
  readonly answers: readonly string[]
  readonly budget: Budget | null
  /** Its part in the plan's mean, default 1. */
  readonly weight: number
  /** In document order, as written: without `{objective}.direct`, which `planNodes` adds. */
  readonly deliverables: readonly Deliverable[]
  /** The objective's own `links`. */
  readonly selectors: readonly Selector[]
}

/** An objective as the document writes it. */
export const objectiveSchema = documentFields({
  id: slug,
  title: z.string().min(1),
  horizon: z.enum(['long', 'short']).optional(),
  owner: z.string().min(1).optional(),
  outcome: z.string().optional().describe('The business outcome that it serves'),
  answers: oneOrMore(z.string()).optional().describe('Ids of the findings of the analysis that it answers'),
  budget: budgetSchema.optional(),
  weight: z.number().positive().optional(),
  links: z.array(selectorSchema).optional(),
  deliverables: z.array(deliverableSchema).optional(),
})

/** A parsed objective with its defaults filled in. */
export function normaliseObjective(input: z.output<typeof objectiveSchema>): Objective {
  return {
    id: input.id,
    title: input.title,
    horizon: input.horizon ?? null,
    owner: input.owner ?? null,
    outcome: input.outcome ?? null,
    answers: listed(input.answers),
    budget: normaliseBudget(input.budget),
    weight: input.weight ?? 1,
    deliverables: (input.deliverables ?? []).map((deliverable) => normaliseDeliverable(deliverable, input.id)),
    selectors: (input.links ?? []).map(normaliseSelector),
  }
}
