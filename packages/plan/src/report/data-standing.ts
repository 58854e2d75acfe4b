import { isoInstant } from '../calendar/instant.ts'
import type { Plan } from '../document/plan.ts'
import type { EpochMs } from '../item/work-item.ts'
import type { DataFreshness } from '../measure/health-context.ts'
import type { Measured } from '../measure/plan-progress.ts'
import { HOUR_MS, percentText, plural } from '../measure/words.ts'
import type { DataStanding } from './report-news.ts'

/**
 * Says how complete and how old the data of a report is. It is incomplete while anything the plan looks at has not been
 * read, whatever the plan accepts for health: a reader decides what is enough, not a threshold.
 *
 * @param seenAt the instant of the report, and now in the running week.
 */
export function dataStanding(
  { health: { dataAgeHoursMax: ageHoursMax } }: Plan,
  data: DataFreshness | null,
  seenAt: EpochMs,
  measured: Measured,
): DataStanding {
  const measuredText = `${measured.with} of ${plural(measured.of, 'deliverable')} ${measured.with === 1 || measured.of === 1 ? 'has' : 'have'} progress.`
  if (data === null) {
    const says = `How much of the tools has been read, and when, is not known. ${measuredText}`
    return {
      standing: 'unknown',
      coverage: null,
      oldestSyncAt: null,
      ageHours: null,
      ageHoursMax,
      measured,
      says,
    }
  }
  const { coverage, oldestSyncAt } = data
  // A past week that is computed again stands on data that was read after it.
  const ageHours = oldestSyncAt === null ? null : Math.max(0, seenAt - oldestSyncAt) / HOUR_MS
  const isStale = ageHours !== null && ageHours > ageHoursMax
  return {
    standing: coverage < 1 || ageHours === null ? 'incomplete' : isStale ? 'stale' : 'complete',
    coverage,
    oldestSyncAt: oldestSyncAt === null ? null : isoInstant(oldestSyncAt),
    ageHours,
    ageHoursMax,
    measured,
    says: `${percentText(coverage)} of what the tools show has been read; ${ageText(ageHours, ageHoursMax)}. ${measuredText}`,
  }
}

function ageText(ageHours: number | null, ageHoursMax: number): string {
  if (ageHours === null) return 'nothing has been read to its end yet'
  const age = ageHours < 1 ? 'less than an hour' : plural(Math.floor(ageHours), 'hour')
  return `the oldest part was read ${age} before this report (at most ${plural(ageHoursMax, 'hour')})`
}
