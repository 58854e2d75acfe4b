import type { ReviewRule } from '../review-rule.ts'
import { activeDeliverablesOf } from '../subjects.ts'

/** Over-promising: a date that the past speaks against. */
export const forecastAfterDue: ReviewRule = {
  name: 'forecast-after-due',
  severity: 'warning',
  looksFor: 'A deliverable whose 85 % forecast (in 85 of 100 trials it is done by then) lies after its due date.',
  why: 'Dates that the team’s own pace speaks against are over-promised; others plan on them.',
  remedy: 'Cut scope, add people early, or tell those who wait now and move the date.',
  find(context) {
    const { roadmap } = context
    const forecasts = new Map(
      roadmap.objectives.flatMap(({ deliverables }) => deliverables.map(({ id, forecast }) => [id, forecast] as const)),
    )
    return activeDeliverablesOf(context).flatMap(({ deliverable: { id, due }, subject }) => {
      const forecast = forecasts.get(id) ?? null
      if (due === null || forecast === null || (forecast.p85 !== null && forecast.p85 <= due)) return []
      const when =
        forecast.p85 === null ? 'fewer than 85 of 100 trials finish at all' : `its 85 % forecast is ${forecast.p85}`
      return [{ subject, says: `It is due on ${due}; ${when}.` }]
    })
  },
}
