import type { Health } from '../measure/health.ts'
import type { CsvRow } from './csv-row.ts'
import type { ProgressChange } from './report.ts'
import { oneLine } from './report-words.ts'

/** Progress beside that of the week before, and the change over that. */
export function progressCells({ progress, previousProgress, change, lastWeek }: ProgressChange): CsvRow {
  return {
    progress_percent: percent(progress),
    previous_progress_percent: percent(previousProgress),
    change_percentage_points: percent(change),
    last_week: lastWeek?.week ?? null,
    last_week_change_percentage_points: percent(lastWeek?.change ?? null),
  }
}

/** A verdict with what it stands on. */
export function healthCells({ status, reasons }: Health): CsvRow {
  return { health: status, reasons: oneLine(reasons.join(' ')) }
}

/** In hundredths, to four decimals: enough to add up, without the dust of binary fractions. */
export function percent(part: number | null): number | null {
  return part === null ? null : Math.round(part * 1_000_000) / 10_000
}
