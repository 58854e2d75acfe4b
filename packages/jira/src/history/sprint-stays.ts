import type { EpochMs, SprintStay } from '@throughline/plan'
import { type Change, concerns } from './changelog.ts'

/** The facts of an issue that its sprints are read against. */
export interface SprintFacts {
  readonly field: { readonly id: string; readonly name: string }
  /** Ids of the sprints that the Sprint field holds now. */
  readonly present: readonly string[]
  readonly createdAt: EpochMs
  readonly updatedAt: EpochMs
}

/**
 * The times an issue spent in sprints, by their beginning. Jira keeps a closed sprint in the field of an issue that was
 * in it at the end, so such a stay has no end of its own: the sprint’s is its end.
 *
 * The field’s present value is right where the history disagrees, as when a sprint was deleted, which no history tells.
 */
export function sprintStays(changes: readonly Change[], facts: SprintFacts): readonly SprintStay[] {
  const moves = changes.flatMap(({ at, items }) =>
    items.filter((item) => concerns(item, facts.field)).map(({ from, to }) => ({ at, from: ids(from), to: ids(to) })),
  )
  const open = new Map<string, EpochMs>()
  const stays: SprintStay[] = []
  let latest = facts.createdAt
  for (const sprint of moves[0]?.from ?? facts.present) open.set(sprint, latest)
  for (const { at, to } of moves) {
    latest = Math.max(latest, at)
    settle(to, latest, latest)
  }
  settle(facts.present, Math.max(latest, facts.updatedAt), latest)
  for (const [sprint, from] of open) stays.push({ sprint, from, to: null })
  return stays.sort((one, other) => one.from - other.from)

  function settle(now: readonly string[], endsAt: EpochMs, beginsAt: EpochMs): void {
    for (const [sprint, from] of open) {
      if (now.includes(sprint)) continue
      stays.push({ sprint, from, to: endsAt })
      open.delete(sprint)
    }
    for (const sprint of now) if (!open.has(sprint)) open.set(sprint, beginsAt)
  }
}

function ids(list: string | null | undefined): readonly string[] {
  return (list ?? '').split(',').flatMap((id) => id.trim() || [])
}
