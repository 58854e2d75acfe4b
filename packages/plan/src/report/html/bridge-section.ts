import { BRIDGE_TITLE, bridgeRows } from '../bridge-words.ts'
import type { WeeklyReport } from '../report.ts'
import { type MarkupCell, nameCell, quiet, rowsTable, section, text, wordsCell } from './elements.ts'

/** How the plan’s progress came from that of the week before to its own; nothing where it did not move or is not told. */
export function bridgeSection(report: WeeklyReport): string {
  const rows = bridgeRows(report).map(({ label, chart, words }): MarkupCell[] => [
    nameCell(label),
    { markup: chart, kind: 'chart' },
    wordsCell(words),
  ])
  if (rows.length === 0) return ''
  const head = ['Cause', 'From the week before to now', 'Progress or change']
  return section(
    BRIDGE_TITLE,
    rowsTable(BRIDGE_TITLE, head, rows, [26, 58, 16]),
    quiet(
      text(
        'A filled step added to progress, an outlined one took from it; pp are percentage points. The scale shows the range that progress moved in, not 0 to 100 %.',
      ),
    ),
  )
}
