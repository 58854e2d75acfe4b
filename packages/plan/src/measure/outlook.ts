import { calibrateInSteps, type PlanCalibration } from '../forecast/calibrate.ts'
import type { PlanForecasts } from '../forecast/forecast.ts'
import { forecastInSteps } from '../forecast/forecast-plan.ts'
import { atOnce, type InSteps } from '../in-steps.ts'
import { type OffTrackInput, type OffTrackKpi, offTrackKpisInSteps } from '../kpi/off-track-kpis.ts'
import { planWork } from './plan-work.ts'

/** What health and roadmap know of a plan beside its progress, as of an instant. Costly: worth keeping. */
export interface Outlook {
  readonly forecasts: PlanForecasts
  readonly calibration: PlanCalibration
  readonly offTrackKpis: readonly OffTrackKpi[]
}

/** Forecasts a plan, counts how often its past forecasts held, and judges its KPIs, all as of an instant. */
export function outlookOf(input: OffTrackInput): Outlook {
  return atOnce(outlookInSteps(input))
}

/** {@link outlookOf} in steps of some milliseconds for a large plan. */
export function* outlookInSteps(input: OffTrackInput): InSteps<Outlook> {
  const { plan, items, links, at } = input
  const work = planWork(plan, items, links)
  yield
  return {
    forecasts: yield* forecastInSteps(work, at),
    calibration: yield* calibrateInSteps(work, at),
    offTrackKpis: yield* offTrackKpisInSteps(input),
  }
}
