import { percentText } from '../measure/words.ts'
import type { WeeklyReport } from './report.ts'

/** How complete and how old the data of a report is, in sentences; older reports know only how complete. */
export function dataText({ data, coverage }: Pick<WeeklyReport, 'data' | 'coverage'>): string {
  if (data !== undefined) return data.says
  const read = coverage === null ? 'How much of the tools has been read is not known' : readText(coverage)
  return `${read}; how old the data was is not known.`
}

function readText(coverage: number): string {
  return `${percentText(coverage)} of what the tools show has been read`
}
