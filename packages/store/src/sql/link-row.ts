import type { Link, LinkRule } from '@throughline/plan'

/** The select list that makes a {@link Link}; the table must be aliased `l`. */
export const linkColumns = 'l.item_id, l.deliverable, l.rule, l.detail, l.conflicts'

/** A row of {@link linkColumns}. */
export interface LinkRow {
  readonly item_id: number
  readonly deliverable: string
  readonly rule: LinkRule
  readonly detail: string
  readonly conflicts: Link['conflicts']
}

/** A stored row as the plan model's link. */
export function toLink({ item_id, deliverable, rule, detail, conflicts }: LinkRow): Link {
  return { itemId: item_id, deliverable, rule, detail, conflicts }
}
