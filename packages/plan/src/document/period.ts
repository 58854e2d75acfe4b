import { calendarDate, documentFields } from './document-fields.ts'

/** A span of days in the plan's time zone, both included. */
export interface Period {
  /** First day, `2026-10-01`. */
  readonly start: string
  /** Last day, `2027-09-30`. */
  readonly end: string
}

/** A period as the document writes it. */
export const periodSchema = documentFields({ start: calendarDate, end: calendarDate }).refine(
  ({ start, end }) => start <= end,
  { path: ['end'], message: 'the period ends before it starts' },
)
