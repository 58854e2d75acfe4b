import { ValidationError } from '@throughline/errors'
import { describe, expect, it } from 'vitest'
import { readKpiValues } from './kpi-value-csv.ts'

const read = (text: string) => readKpiValues(text, ['mood', 'lead-time'])

function faultsOf(text: string): string[] {
  try {
    read(text)
  } catch (error) {
    if (error instanceof ValidationError) return error.faults.map(({ line, detail }) => `${line} ${detail}`)
    throw error
  }
  return []
}

describe('values of KPIs in CSV', () => {
  it('are read in any order of columns, with quotes, and as spreadsheets write them', () => {
    const mood = { kpi: 'mood', week: '2026-W47', value: 4.5, reason: 'Survey, "all" sites', until: null }
    const quoted = '"Survey, ""all"" sites"'
    expect(read(`kpi,week,value,reason\nmood,2026-W47,4.5,${quoted}\n`)).toEqual([{ line: 2, ...mood }])
    expect(read(`\uFEFFWeek;KPI;Reason;Value;Until\r\n2026-W47;mood;${quoted};4.5;\r\n`)).toEqual([
      { line: 2, ...mood },
    ])
    expect(read('kpi\tweek\tvalue\treason\tuntil\n\nmood\t2026-W47\t-1e3\tLoss\t2026-W50')).toEqual([
      { line: 3, kpi: 'mood', week: '2026-W47', value: -1_000, reason: 'Loss', until: '2026-W50' },
    ])
  })

  it('are refused with every fault and its line', () => {
    const text = `kpi,week,value,reason,until
mood,2026-W47,4,Survey,2026-W46
mod,2026-W54,"4,5",,never
"mood",2026-W48,5,"Over
two lines",
mood,2026-W47,,Again,
`
    expect(faultsOf(text)).toEqual([
      '2 2026-W46 lies before 2026-W47',
      '3 the plan has no KPI `mod`; it has mood, lead-time',
      '3 `2026-W54` is no week; write it as 2026-W47',
      '3 `4,5` is no number; write it with a point and without separators, such as 1250.5',
      '3 the reason is missing; say why the value is entered by hand',
      '3 `never` is no week; write it as 2026-W48, or leave it empty',
      expect.stringMatching(/^6 `` is no number/),
      '6 line 2 has a value of mood for 2026-W47 too; keep one',
    ])
  })

  it('need a head that names their columns, and values below it', () => {
    expect(faultsOf('kpi,week,values,reason\nmood,2026-W47,1,x')).toEqual([
      '1 the column `values` is unknown; the columns are kpi, week, value, reason, until',
      '1 the column `value` is missing; the columns are kpi, week, value, reason, until',
    ])
    expect(faultsOf('kpi,week,value,reason\n')).toEqual(['1 the file has no values below its head'])
    expect(faultsOf('')).toEqual(['1 the file has no values below its head'])
  })

  it('say where a quote is not closed, or a value has no column', () => {
    const head = 'kpi,week,value,reason\n'
    expect(faultsOf(`${head}mood,2026-W47,1,"Survey\n`)).toEqual([expect.stringContaining('quotes do not close')])
    expect(faultsOf(`${head}mood,2026-W47,1,Survey, all\n`)).toEqual([
      '2 it has more values than the head has columns; put values with a separator in quotes',
    ])
    expect(faultsOf(`${head}mood,2026-W47\n`)).toHaveLength(2)
  })
})
