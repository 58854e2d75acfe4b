import type { EpochMs } from '@throughline/plan'

/** The resource that every request uses, for limits and pauses that concern the whole tool. */
export const EVERY_RESOURCE = '*'

/** How a tool's quota stands, as its last answer told. */
export interface QuotaWindow {
  /** What is limited: `core`, `graphql`, an endpoint with a limit of its own, or {@link EVERY_RESOURCE}. */
  readonly resource: string
  /** Requests or points in a window; null when the tool does not say. */
  readonly limit: number | null
  readonly remaining: number | null
  /** When the next window begins, by the hub's clock. */
  readonly resetAt: EpochMs | null
  /** Until when the tool asked to be left alone, by the hub's clock; null when it did not. */
  readonly pausedUntil: EpochMs | null
}

/** Where the workers of a connection share what they know of its quota. */
export interface QuotaLedger {
  read(): Promise<readonly QuotaWindow[]>
  /** Keeps what an answer told; of two workers' words about one window the lower `remaining` stands. */
  note(window: QuotaWindow): Promise<void>
}
