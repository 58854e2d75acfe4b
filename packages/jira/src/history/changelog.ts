import type { EpochMs } from '@throughline/plan'
import { parseInstant } from '@throughline/source'
import { z } from 'zod'
import { lenient } from '../schema.ts'

const text = lenient(z.string())

/** One field that a change touched. `from` and `to` are ids, the strings are names; Data Center leaves `fieldId` out. */
const itemSchema = z.object({ field: text, fieldId: text, from: text, fromString: text, to: text, toString: text })

const changeSchema = z.object({
  id: lenient(z.union([z.string(), z.number()])),
  /** An instant as everywhere, except where many issues are asked for at once: there Jira sends a number. */
  created: z.union([z.string(), z.number()]),
  items: z.array(itemSchema),
})

export type ChangeItem = z.infer<typeof itemSchema>

/** What was changed at one instant. */
export interface Change {
  readonly at: EpochMs
  readonly items: readonly ChangeItem[]
}

/**
 * Reads the changes of one issue, whatever order they came in, and sorts them oldest first. Null when one of them has no
 * readable instant: a history with a hole tells a wrong story, and the issue is better set aside and shown.
 */
export function readChanges(histories: readonly unknown[]): readonly Change[] | null {
  const changes: (Change & { readonly id: number })[] = []
  for (const history of histories) {
    const parsed = changeSchema.safeParse(history)
    const at = parsed.success ? readInstant(parsed.data.created) : null
    if (!parsed.success || at === null) return null
    const id = Number(parsed.data.id ?? Number.NaN)
    changes.push({ at, items: parsed.data.items, id: Number.isNaN(id) ? 0 : id })
  }
  // Several changes within one instant are told apart by their ids, which grow.
  return changes.sort((one, other) => one.at - other.at || one.id - other.id).map(({ at, items }) => ({ at, items }))
}

/** Whether an item is about this field: by id where the history tells ids, else by name. */
export function concerns(item: ChangeItem, field: { readonly id: string; readonly name: string }): boolean {
  return item.fieldId === null || item.fieldId === undefined ? item.field === field.name : item.fieldId === field.id
}

/** Jira’s description shows seconds and its schema a date-time; milliseconds are what a reader would expect. */
function readInstant(created: string | number): EpochMs | null {
  if (typeof created === 'string') return parseInstant(created)
  const at = created < 1e11 ? created * 1000 : created
  return Number.isFinite(at) && at >= 0 ? at : null
}
