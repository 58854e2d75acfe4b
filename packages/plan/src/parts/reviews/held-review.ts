import { z } from 'zod'
import { calendarDate, documentFields } from '../../document/document-fields.ts'

/** A meeting in which the plan was gone through. */
export interface HeldReview {
  readonly date: string
  readonly title: string | null
  readonly attendees: readonly string[]
  /** What was decided, a sentence each. */
  readonly decided: readonly string[]
}

/** A review as the document writes it. */
export const heldReviewSchema = documentFields({
  date: calendarDate,
  title: z.string().min(1).optional(),
  attendees: z.array(z.string().min(1)).optional(),
  decided: z.array(z.string().min(1)).optional().describe('What was decided, a sentence each'),
})

/** A parsed review with its defaults filled in. */
export function normaliseHeldReview(input: z.output<typeof heldReviewSchema>): HeldReview {
  return {
    date: input.date,
    title: input.title ?? null,
    attendees: input.attendees ?? [],
    decided: input.decided ?? [],
  }
}
