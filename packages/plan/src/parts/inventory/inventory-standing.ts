import type { PartContext } from '../part-context.ts'
import { deliverablesOf, isDelivered, meanProgress } from '../part-work.ts'
import type { InventoryItem } from './inventory-item.ts'

/** An inventory item with how far its gap is closed. */
export interface InventoryStanding extends InventoryItem {
  /** `open` when no deliverable closes the gap, or none of its work is done yet. */
  readonly state: 'no_gap' | 'open' | 'closing' | 'closed'
  /** Progress of the deliverables that close the gap, 0..1; null without any. */
  readonly progress: number | null
}

/** Judges an inventory item by the deliverables that close its gap. */
export function inventoryStanding(item: InventoryItem, context: PartContext): InventoryStanding {
  const deliverables = deliverablesOf(item.closedBy, context)
  const progress = meanProgress(deliverables)
  const isClosed = deliverables.length > 0 && deliverables.every(isDelivered)
  const state = item.gap === null ? 'no_gap' : isClosed ? 'closed' : (progress ?? 0) > 0 ? 'closing' : 'open'
  return { ...item, state, progress }
}
