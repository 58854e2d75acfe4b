import type { KpiEntryAnswer, KpiImportAnswer, KpiValueAnswer, ReplacedEntryAnswer } from '../hub/answers.ts'
import { counted, cut, minute } from './formats.ts'
import { table } from './table.ts'

/** What was entered for a KPI and taken back. */
export function entryTable(acts: readonly KpiEntryAnswer[]): string {
  if (acts.length === 0) return 'Nobody entered a value.\n'
  const rows = acts.map(({ createdAt, author, week, until, value, reason, replaced }) => [
    minute(createdAt),
    author ?? 'unknown',
    until === null || until === week ? week : `${week} to ${until}`,
    value === null ? 'taken back' : String(value),
    replaced === null ? '' : String(replaced.value),
    cut(reason ?? '', 60),
  ])
  return table(
    ['When', 'Who', 'Week', 'Value', 'Instead of', 'Why'].map((head) => ({ head })),
    rows,
  )
}

/** What entering a value did. */
export function putValueText(kpi: string, { week, value, measured, replaced }: KpiValueAnswer): string {
  const beside = measured === undefined || measured === null ? '' : ` Measured: ${measured}.`
  return `${kpi} is ${value} for ${week}.${instead(replaced)}${beside}\n`
}

/** What a file of values did, or would do. */
export function importText({ dryRun, unchanged, entered }: KpiImportAnswer): string {
  const lines = entered.map(({ kpi, week, value, replaced }) => `  ${kpi} ${week}: ${value}.${instead(replaced)}\n`)
  const done = `${counted(entered.length, 'value')} ${dryRun ? 'would be' : entered.length === 1 ? 'was' : 'were'} entered`
  return `${lines.join('')}${done}, ${unchanged} stood already.\n`
}

function instead(replaced: ReplacedEntryAnswer | null): string {
  if (replaced === null) return ''
  const { value, author, createdAt, reason } = replaced
  return ` It replaces ${value}, entered by ${author ?? 'somebody'} on ${minute(createdAt)}: ${cut(reason, 60)}.`
}
