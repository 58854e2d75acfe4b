import type { Bridge, BridgeChange, BridgeItem, BridgePart } from '../bridge/bridge.ts'

/** Why progress moved since the week before, with the weightiest of the items behind it. */
export interface ReportBridge extends Omit<Bridge, 'parts'> {
  /** Their values add up to `change` to the last bit. */
  readonly parts: readonly ReportBridgePart[]
}

/** A part of a {@link ReportBridge}. */
export interface ReportBridgePart extends Omit<BridgePart, 'items' | 'changes'> {
  /** The largest contributions; {@link LISTED_MAX} at most. */
  readonly items: readonly BridgeItem[]
  /** How many of `items` are left out. */
  readonly itemsLeftOut: number
  /** The largest contributions; {@link LISTED_MAX} at most. */
  readonly changes: readonly BridgeChange[]
  /** How many of `changes` are left out. */
  readonly changesLeftOut: number
}

/** The most items, and the most changes, that a part lists; the call for the bridge lists all. */
export const LISTED_MAX = 5
