/** Days in the plan's time zone by which so many of a hundred trials finish; null when fewer ever do. */
export interface Forecast {
  readonly p50: string | null
  readonly p85: string | null
  readonly p95: string | null
}

/** When a deliverable will be finished, as far as its history tells. */
export interface DeliverableForecast {
  /** Null when none was made; the basis says why. */
  readonly forecast: Forecast | null
  readonly basis: ForecastBasis
}

/** What a forecast stands on, or why there is none. */
export interface ForecastBasis {
  /** The same in sentences. */
  readonly text: string
  /** How many trials were made; 0 without a forecast. */
  readonly trials: number
  /** Weight that was open: items or points; null without a forecast, like all that follows. */
  readonly open: number | null
  /** How many complete weeks of history the trials drew from. */
  readonly weeks: number | null
  /** Items that were finished in these weeks. */
  readonly finished: number | null
  /** Whether the weeks are those of the objective, scaled to the deliverable. */
  readonly isBorrowed: boolean | null
  /** What a full week of work among these brought on average, in weight: what the trials draw. */
  readonly weekly: { readonly delivered: number; readonly added: number; readonly dropped: number } | null
}

/** The forecasts of a plan's deliverables by id, `{objective}.direct` included. */
export type PlanForecasts = ReadonlyMap<string, DeliverableForecast>
