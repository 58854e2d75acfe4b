import type { EpochMs, SeenStatus, SeenTransition } from '@throughline/plan'
import { cleanText } from '@throughline/source'
import type { CategoryOf } from '../site/status-categories.ts'
import { type Change, type ChangeItem, concerns } from './changelog.ts'

const STATUS = { id: 'status', name: 'status' }
const RESOLUTION = { id: 'resolution', name: 'resolution' }

/** The facts of an issue that its history is read against. */
export interface HistoryFacts {
  readonly seen: SeenStatus
  readonly createdAt: EpochMs
  readonly updatedAt: EpochMs
}

/** Whether a change moved the issue to another status. */
export function movesStatus({ items }: Change): boolean {
  return items.some((item) => concerns(item, STATUS))
}

/**
 * The status changes of an issue, oldest first, beginning with the status it was created in. Null without a single one:
 * a log of other changes tells nothing about states.
 *
 * Each move carries the resolution that stood after it, so that one set by the same change counts. A status that the site
 * no longer has is in progress, which is neither a beginning nor an end. Histories are asked for after their issues: a
 * move that the issue itself does not show yet is left to the next walk, which finds the issue changed.
 */
export function statusHistory(
  changes: readonly Change[],
  facts: HistoryFacts,
  categoryOf: CategoryOf,
): readonly SeenTransition[] | null {
  let resolution = firstResolution(changes, facts.seen)
  const history: SeenTransition[] = []
  for (const { at, items } of changes) {
    const before = resolution
    for (const item of items) if (concerns(item, RESOLUTION)) resolution = nameOf(item.toString)
    for (const item of items.filter((each) => concerns(each, STATUS))) {
      if (history.length === 0) {
        history.push({ at: facts.createdAt, ...statusOf(item.from, item.fromString), resolution: before })
      }
      history.push({ at, ...statusOf(item.to, item.toString), resolution })
    }
  }
  for (let last = history.at(-1); last !== undefined; last = history.at(-1)) {
    if (last.status === facts.seen.status || last.at <= facts.updatedAt) break
    history.pop()
  }
  return history.length < 2 ? null : history

  function statusOf(id: ChangeItem['from'], name: ChangeItem['from']) {
    const status = cleanText(name ?? '')
    const own = status === facts.seen.status ? facts.seen.category : null
    return { status, category: categoryOf(id ?? null, status) ?? own ?? 'in_progress' }
  }
}

/** The resolution that stood before anything was changed: what the first change of it came from, else the present one. */
function firstResolution(changes: readonly Change[], seen: SeenStatus): string | null {
  const first = changes.flatMap(({ items }) => items).find((item) => concerns(item, RESOLUTION))
  return first === undefined ? seen.resolution : nameOf(first.fromString)
}

function nameOf(text: string | null | undefined): string | null {
  return text === null || text === undefined || text === '' ? null : cleanText(text)
}
