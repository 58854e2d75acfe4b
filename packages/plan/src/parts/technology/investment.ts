import { z } from 'zod'
import { calendarDate, documentFields, listed, oneOrMore, slug } from '../../document/document-fields.ts'
import { type Budget, budgetSchema, normaliseBudget } from '../budget.ts'

/** A technology that the plan invests in: the technology roadmap is the list of these. */
export interface Investment {
  readonly id: string
  readonly title: string
  readonly owner: string | null
  /** What it is, such as `FHIR server, two nodes`. */
  readonly technology: string | null
  readonly requirements: readonly string[]
  readonly cost: Budget | null
  /** What is expected of it, in words. */
  readonly result: string | null
  /** Id of the objective it serves. */
  readonly objective: string
  /** Ids of the deliverables that bring it about; their work tells how far it is and when it really began and ended. */
  readonly deliverables: readonly string[]
  /** Planned first and last day. */
  readonly start: string | null
  readonly due: string | null
  /** First and last day as they really were, where no linked work tells. */
  readonly started: string | null
  readonly finished: string | null
}

/** An investment as the document writes it. */
export const investmentSchema = documentFields({
  id: slug,
  title: z.string().min(1),
  owner: z.string().min(1).optional(),
  technology: z.string().optional().describe('What it is'),
  requirements: oneOrMore(z.string().min(1)).optional().describe('What it has to satisfy'),
  cost: budgetSchema.optional(),
  result: z.string().optional().describe('The result expected of it'),
  objective: z.string().describe('Id of the objective it serves'),
  deliverables: oneOrMore(z.string()).optional().describe('Ids of the deliverables that bring it about'),
  start: calendarDate.optional().describe('Planned first day'),
  due: calendarDate.optional().describe('Planned last day'),
  started: calendarDate.optional().describe('Real first day, where no linked work tells'),
  finished: calendarDate.optional().describe('Real last day, where no linked work tells'),
})

/** A parsed investment with its defaults filled in. */
export function normaliseInvestment(input: z.output<typeof investmentSchema>): Investment {
  return {
    id: input.id,
    title: input.title,
    owner: input.owner ?? null,
    technology: input.technology ?? null,
    requirements: listed(input.requirements),
    cost: normaliseBudget(input.cost),
    result: input.result ?? null,
    objective: input.objective,
    deliverables: listed(input.deliverables),
    start: input.start ?? null,
    due: input.due ?? null,
    started: input.started ?? null,
    finished: input.finished ?? null,
  }
}
