import { z } from 'zod'
import { calendarDate, documentFields, slug } from '../../document/document-fields.ts'
import { normaliseSelector, type Selector, selectorSchema } from '../../document/selector.ts'
import { amount } from '../budget.ts'

/** A project of the past, to learn from: what it was to cost and take, and what it did. */
export interface PastProject {
  readonly id: string
  readonly title: string
  readonly planned: ProjectFrame
  /** As it really was, where linked work does not tell. */
  readonly actual: ProjectFrame
  /** What it brought in or saved, in the plan's currency. */
  readonly benefit: number | null
  readonly lessons: readonly string[]
  /** Chooses the work items of it: dates and scope growth follow from them. */
  readonly selectors: readonly Selector[]
}

/** Time and money of a project. */
interface ProjectFrame {
  readonly start: string | null
  readonly end: string | null
  /** In the plan's currency. */
  readonly cost: number | null
}

const frameSchema = documentFields({
  start: calendarDate.optional(),
  end: calendarDate.optional(),
  cost: amount.optional().describe('In the plan’s currency'),
}).optional()

/** A past project as the document writes it. */
export const pastProjectSchema = documentFields({
  id: slug,
  title: z.string().min(1),
  planned: frameSchema,
  actual: frameSchema.describe('As it really was; linked work tells dates better'),
  benefit: amount.optional().describe('What it brought in or saved, in the plan’s currency'),
  lessons: z.array(z.string().min(1)).optional(),
  links: z.array(selectorSchema).optional().describe('Chooses the work items of it'),
})

/** A parsed past project with its defaults filled in. */
export function normalisePastProject(input: z.output<typeof pastProjectSchema>): PastProject {
  return {
    id: input.id,
    title: input.title,
    planned: normaliseFrame(input.planned),
    actual: normaliseFrame(input.actual),
    benefit: input.benefit ?? null,
    lessons: input.lessons ?? [],
    selectors: (input.links ?? []).map(normaliseSelector),
  }
}

function normaliseFrame(input: z.output<typeof frameSchema>): ProjectFrame {
  return { start: input?.start ?? null, end: input?.end ?? null, cost: input?.cost ?? null }
}
