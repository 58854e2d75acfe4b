import type { EpochMs, SeenStatus, Sprint } from '@throughline/plan'
import { iso } from './item-row.ts'

/** A status change that came apart from its item. */
export interface MoveRow extends SeenStatus {
  readonly key: string
  readonly id: string
  readonly at: EpochMs
}

/** Moves as the statements read them; the same event twice in a page is one. */
export function movesJson(moves: readonly MoveRow[]): string {
  const byId = new Map(moves.map((move) => [`${move.key} ${move.id}`, move]))
  return JSON.stringify([...byId.values()].map((move) => ({ ...move, at: iso(move.at) })))
}

/** Sprints as the statements read them, one an id; of two the later stands. */
export function sprintsJson(sprints: readonly Sprint[]): string {
  const byId = new Map(sprints.map((sprint) => [sprint.id, sprint]))
  return JSON.stringify(
    [...byId.values()].map(({ startAt, endAt, completedAt, ...sprint }) => ({
      ...sprint,
      start_at: iso(startAt),
      end_at: iso(endAt),
      completed_at: iso(completedAt),
    })),
  )
}
