/** A task that comes round under the name of each month: what a control leaves behind as proof that it is at work. */
export interface Routine {
  /** Key of the project. */
  readonly project: string
  readonly team: string
  /** The month follows it: `Restore test of the order database, March 2026`. */
  readonly title: string
  /** Two to five sentences: what is done, and what is kept as proof. */
  readonly description: string
  readonly components: readonly string[]
  readonly labels: readonly string[]
  /** Months from one to the next. */
  readonly everyMonths: number
  /** Day of the month on which it comes up. */
  readonly day: number
  /** The month of the span, counted from 0, in which it came up for the last time; null while it still does. */
  readonly lastMonth: number | null
}
