import { type Fault, ValidationError } from '@throughline/errors'
import { type IsoWeek, parseWeek } from '@throughline/plan'
import { CsvError, parse } from 'csv-parse/sync'

/** A value of a KPI's week as a line of a CSV gives it. */
export interface KpiValueLine {
  readonly line: number
  readonly kpi: string
  readonly week: IsoWeek
  readonly value: number
  readonly reason: string
  readonly until: IsoWeek | null
}

/** The most lines of one file. */
const LINES_MAX = 10_000

/** As long as a reason sent as JSON may be. */
const REASON_CHARACTERS_MAX = 2_000

const COLUMNS = ['kpi', 'week', 'value', 'reason', 'until'] as const
type Column = (typeof COLUMNS)[number]

interface CsvRow {
  readonly info: { readonly lines: number }
  readonly record: Readonly<Partial<Record<Column, string>>>
}

/**
 * Reads values of KPIs from CSV with a head of `kpi, week, value, reason` and, if any holds for longer than its week,
 * `until`, in any order; separated by commas, semicolons or tabs. `knownKpis` are those of the plan.
 *
 * Throws `ValidationError('kpi.csv_invalid')` with all faults at once, each with its line.
 */
export function readKpiValues(text: string, knownKpis: readonly string[]): KpiValueLine[] {
  const rows = rowsOf(text)
  const faults: Fault[] = []
  const firstLines = new Map<string, number>()
  const values = rows.flatMap(({ record, info: { lines: line } }) => {
    const say = (column: Column, detail: string) => faults.push({ pointer: `/${line}/${column}`, line, detail })
    const { kpi = '', week = '', value = '', reason = '', until = '' } = record
    if (!knownKpis.includes(kpi)) say('kpi', `the plan has no KPI \`${kpi}\`; it has ${knownKpis.join(', ') || 'none'}`)
    if (!isWeek(week)) say('week', `\`${week}\` is no week; write it as 2026-W47`)
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) || !Number.isFinite(Number(value))) {
      say('value', `\`${value}\` is no number; write it with a point and without separators, such as 1250.5`)
    }
    if (reason === '') say('reason', 'the reason is missing; say why the value is entered by hand')
    if (reason.length > REASON_CHARACTERS_MAX)
      say('reason', `the reason is longer than ${REASON_CHARACTERS_MAX} characters`)
    if (until !== '' && !isWeek(until)) say('until', `\`${until}\` is no week; write it as 2026-W48, or leave it empty`)
    else if (until !== '' && until < week) say('until', `${until} lies before ${week}`)
    const earlier = firstLines.get(`${kpi} ${week}`)
    if (earlier === undefined) firstLines.set(`${kpi} ${week}`, line)
    else say('week', `line ${earlier} has a value of ${kpi} for ${week} too; keep one`)
    return [{ line, kpi, week, value: Number(value), reason, until: until === '' ? null : until }]
  })
  if (faults.length > 0) throw invalid(faults)
  return values
}

function rowsOf(text: string): CsvRow[] {
  let faults: Fault[] = []
  try {
    const rows: CsvRow[] = parse(text, {
      bom: true,
      columns: (head: readonly string[]) => {
        faults = headFaults(head.map((name) => name.trim().toLowerCase()))
        return head.map((name) => name.trim().toLowerCase())
      },
      delimiter: delimiterOf(text),
      info: true,
      relaxColumnCountLess: true,
      skipEmptyLines: true,
      trim: true,
      to: LINES_MAX + 1,
    })
    if (faults.length > 0) throw invalid(faults)
    if (rows.length === 0) throw invalid([{ pointer: '', line: 1, detail: 'the file has no values below its head' }])
    if (rows.length > LINES_MAX) {
      throw invalid([{ pointer: '', detail: `the file has more than ${LINES_MAX} values; divide it` }])
    }
    return rows
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 1
    const detail = error.code.includes('QUOTE')
      ? 'its quotes do not close; write a quote inside of a value twice'
      : 'it has more values than the head has columns; put values with a separator in quotes'
    throw invalid([{ pointer: `/${line}`, line, detail }])
  }
}

function headFaults(head: readonly string[]): Fault[] {
  const known: readonly string[] = COLUMNS
  const strange = head.filter((name) => !known.includes(name))
  const missing = COLUMNS.filter((name) => name !== 'until' && !head.includes(name))
  const repeated = head.filter((name, index) => head.indexOf(name) < index)
  const details = [
    ...strange.map((name) => `the column \`${name}\` is unknown; the columns are ${COLUMNS.join(', ')}`),
    ...missing.map((name) => `the column \`${name}\` is missing; the columns are ${COLUMNS.join(', ')}`),
    ...repeated.map((name) => `the column \`${name}\` stands there twice`),
  ]
  return details.map((detail) => ({ pointer: '/1', line: 1, detail }))
}

/** Spreadsheets write semicolons where the comma stands in numbers, and tabs onto the clipboard. */
function delimiterOf(text: string): string {
  const [head = ''] = text.split('\n', 1)
  return [';', '\t'].find((each) => head.includes(each)) ?? ','
}

function isWeek(text: string): boolean {
  try {
    return parseWeek(text) === text
  } catch (error) {
    if (error instanceof ValidationError) return false
    throw error
  }
}

function invalid(faults: readonly Fault[]): ValidationError {
  const [first] = faults
  const where = first?.line === undefined ? '' : ` on line ${first.line}`
  const count = faults.length === 1 ? 'one fault' : `${faults.length} faults, the first`
  const message = `The CSV has ${count}${where}: ${first?.detail ?? 'it cannot be read'}. Nothing was stored.`
  return new ValidationError('kpi.csv_invalid', message, faults)
}
