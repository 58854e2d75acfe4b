import { calibrate, type PlanCalibration } from '../forecast/calibrate.ts'
import type { PlanForecasts } from '../forecast/forecast.ts'
import { forecastPlan } from '../forecast/forecast-plan.ts'
import { type OffTrackInput, type OffTrackKpi, offTrackKpis } from '../kpi/off-track-kpis.ts'
import { planWork } from './plan-work.ts'

/** What health and roadmap know of a plan beside its progress, as of an instant. Costly: worth keeping. */
export interface Outlook {
  readonly forecasts: PlanForecasts
  readonly calibration: PlanCalibration
  readonly offTrackKpis: readonly OffTrackKpi[]
}

/** Forecasts a plan, counts how often its past forecasts held, and judges its KPIs, all as of an instant. */
export function outlookOf(input: OffTrackInput): Outlook {
  const { plan, items, links, at } = input
  const work = planWork(plan, items, links)
  return {
    forecasts: forecastPlan(work, at),
    calibration: calibrate(work, at),
    offTrackKpis: offTrackKpis(input),
  }
}
