/** The time that generated data covers. */
export interface BulkSpan {
  /** Epoch milliseconds. */
  readonly from: number
  readonly until: number
}
