import type { ConflictAnswer } from '../hub/answers.ts'
import { cut } from './formats.ts'
import { table } from './table.ts'

/** Items that several deliverables named: a line for the one that has it, and one for each that lost. */
export function conflictTable(conflicts: readonly ConflictAnswer[]): string {
  if (conflicts.length === 0) return 'No conflicts: no item is named by more than one deliverable.\n'
  const rows = conflicts.flatMap(({ connection, key, title, winner, losers }) => [
    [connection, key, 'has it', winner.deliverable, winner.rule, cut(winner.detail, 60), cut(title, 50)],
    ...losers.map((lost) => ['', '', 'lost', lost.deliverable, lost.rule, cut(lost.detail, 60), '']),
  ])
  const heads = ['Connection', 'Key', '', 'Deliverable', 'Rule', 'Named by', 'Title']
  return table(
    heads.map((head) => ({ head })),
    rows,
  )
}
