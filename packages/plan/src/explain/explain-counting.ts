import type { WorkItem } from '../item/work-item.ts'
import { accountFor } from '../measure/counted-items.ts'

/** Whether a linked item enters the progress of its deliverable now. */
export interface Counting {
  readonly counted: boolean
  /** Why it does not, as a sentence; null when it does. */
  readonly whyNot: string | null
}

/**
 * Says whether a linked item counts in its deliverable, as `deliverableItems` does of all of them. `beside` are others
 * that are linked there: its parent, its children and, for a pull request, any issue are enough.
 */
export function explainCounting(item: WorkItem, beside: readonly WorkItem[]): Counting {
  const account = accountFor([...beside, item]).find((each) => each.item === item)
  const whyNot = account?.whyNot ?? (item.state === 'dropped' ? 'It is dropped.' : null)
  return { counted: whyNot === null, whyNot }
}
