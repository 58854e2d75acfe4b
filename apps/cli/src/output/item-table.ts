import type { ItemAnswer } from '../hub/answers.ts'
import { cut, words } from './formats.ts'
import { table } from './table.ts'

/** Work items, one a line. */
export function itemTable(items: readonly ItemAnswer[]): string {
  if (items.length === 0) return 'No items.\n'
  const rows = items.map((item) => [
    item.connection,
    item.key,
    cut(item.type, 16),
    words(item.state),
    item.updatedAt.slice(0, 10),
    cut(item.title, 70),
  ])
  return table(
    ['Connection', 'Key', 'Type', 'State', 'Updated', 'Title'].map((head) => ({ head })),
    rows,
  )
}
