import type { PastForecast } from '@throughline/plan'
import type { Figure } from '../bench.ts'

/**
 * The part of past forecasts' dates that held, among those that had passed by the last day of the record, each percentile
 * for itself. A date that never comes is not judged.
 */
export function hitRates(past: readonly PastForecast[], lastDay: string, whose: string): Figure[] {
  return (['p50', 'p85', 'p95'] as const).map((percentile) => {
    const held = past.flatMap(({ forecast, finishedOn }) => {
      const date = forecast[percentile]
      return date === null || date > lastDay ? [] : [finishedOn !== null && finishedOn <= date]
    })
    const value = (100 * held.filter((isHeld) => isHeld).length) / held.length
    return { figure: `${percentile} held: ${whose}, ${held.length} dates`, value, unit: '%', floor: null, ratio: null }
  })
}
