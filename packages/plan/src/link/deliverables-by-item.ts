import { remembered } from '../remembered.ts'
import type { Link } from './link.ts'

/** The deliverable that each linked item belongs to, by id of the item. */
export const deliverablesByItem: (links: readonly Link[]) => ReadonlyMap<number, string> = remembered(
  (links: readonly Link[]) => new Map(links.map((link) => [link.itemId, link.deliverable])),
)
