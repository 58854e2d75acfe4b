import { type IsoWeek, previousWeek, weekBounds } from '../calendar/iso-week.ts'
import type { Forecast } from '../forecast/forecast.ts'
import { forecastPlan } from '../forecast/forecast-plan.ts'
import type { HealthStatus } from '../measure/health.ts'
import type { PlanWork } from '../measure/plan-work.ts'
import type { WeeklyReport } from './report.ts'
import type { DatesBefore } from './report-news.ts'

/** What was said of the dates of deliverables at the end of the week before, by id. */
export interface SaidBefore {
  readonly comparedWith: DatesBefore
  readonly of: (id: string) => DeliverableBefore | undefined
}

/** A deliverable as it was at the end of the week before. Undefined is not known, null that there was none. */
export interface DeliverableBefore {
  readonly start: string | null | undefined
  readonly due: string | null | undefined
  readonly forecast: Forecast | null
  readonly health: HealthStatus | undefined
}

/**
 * With more deliverables than this, forecasts of the week before are not made again where no report said them: it would
 * take as long as those of today, a second for some 500, at every read.
 */
const FORECASTS_AGAIN_MAX = 200

/**
 * What the published report of the week before said; without one, the forecasts as of its end.
 *
 * @param hasForecasts whether the report itself has any to compare.
 */
export function saidBefore(
  work: PlanWork,
  week: IsoWeek,
  published: WeeklyReport | null,
  hasForecasts: boolean,
): SaidBefore {
  const lastWeek = previousWeek(week)
  if (published?.week === lastWeek) {
    const said = new Map(
      published.objectives
        .flatMap(({ deliverables }) => deliverables)
        .map(({ id, start, due, forecast = null, health }): [string, DeliverableBefore] => [
          id,
          { start, due, forecast, health: health.status },
        ]),
    )
    return { comparedWith: { week: lastWeek, source: 'published_report' }, of: (id) => said.get(id) }
  }
  const count = work.objectives.reduce((sum, { deliverables }) => sum + deliverables.length, 0)
  if (!hasForecasts || count > FORECASTS_AGAIN_MAX) {
    return { comparedWith: { week: lastWeek, source: 'nothing' }, of: () => undefined }
  }
  const forecasts = forecastPlan(work, weekBounds(week, work.plan.timeZone).start - 1)
  return {
    comparedWith: { week: lastWeek, source: 'forecasts_as_of' },
    of: (id) => ({
      start: undefined,
      due: undefined,
      forecast: forecasts.get(id)?.forecast ?? null,
      health: undefined,
    }),
  }
}
