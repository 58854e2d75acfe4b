import { z } from 'zod'
import { documentFields, listed, oneOrMore, slug } from '../../document/document-fields.ts'

/** A system or capability that the organisation has or lacks, and how it is to change. */
export interface InventoryItem {
  readonly id: string
  readonly title: string
  readonly kind: 'system' | 'capability'
  readonly owner: string | null
  /** What there is today. */
  readonly present: string | null
  /** What is wanted. */
  readonly wanted: string | null
  /** What is missing between the two; null when nothing is. */
  readonly gap: string | null
  /** Ids of the deliverables that close the gap. */
  readonly closedBy: readonly string[]
}

/** An inventory item as the document writes it. */
export const inventoryItemSchema = documentFields({
  id: slug,
  title: z.string().min(1),
  kind: z.enum(['system', 'capability']).optional(),
  owner: z.string().min(1).optional(),
  present: z.string().optional().describe('What there is today'),
  wanted: z.string().optional().describe('What is wanted'),
  gap: z.string().min(1).optional().describe('What is missing between the two'),
  closedBy: oneOrMore(z.string()).optional().describe('Ids of the deliverables that close the gap'),
})

/** A parsed inventory item with its defaults filled in. */
export function normaliseInventoryItem(input: z.output<typeof inventoryItemSchema>): InventoryItem {
  return {
    id: input.id,
    title: input.title,
    kind: input.kind ?? 'system',
    owner: input.owner ?? null,
    present: input.present ?? null,
    wanted: input.wanted ?? null,
    gap: input.gap ?? null,
    closedBy: listed(input.closedBy),
  }
}
