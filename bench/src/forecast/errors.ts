import { type PastForecast, percentile, type WorkItem } from '@throughline/plan'
import type { Figure } from '../bench.ts'
import { BASELINES, type Baseline, straightLines } from './baselines.ts'

const DAY_MS = 86_400_000

/** By how many days a date was off, in either direction; null where there was none. */
type Errors = Readonly<Record<Baseline | 'p50', number | null>>

/**
 * How far p50 was off beside each baseline, mean and median over the forecasts of finished work for which both had a date,
 * and for which part each had none.
 *
 * @param past of work that was finished.
 */
export function errorFigures(
  past: readonly PastForecast[],
  itemsOf: (deliverable: string) => readonly WorkItem[],
  whose: string,
): Figure[] {
  const errors = past.map((check) => errorsOf(check, itemsOf(check.deliverable)))
  const baselines = Object.keys(BASELINES).filter((name): name is Baseline => name in BASELINES)
  return [
    ...baselines.flatMap((baseline) => beside(errors, baseline, whose)),
    ...(['p50', ...baselines] as const).map((way) => ({
      figure: `no date from ${way === 'p50' ? 'p50' : BASELINES[way]}: ${whose}, ${errors.length} weeks`,
      value: (100 * errors.filter((error) => error[way] === null).length) / errors.length,
      unit: '%',
      floor: null,
      ratio: null,
    })),
  ]
}

function errorsOf({ at, forecast, finishedOn }: PastForecast, items: readonly WorkItem[]): Errors {
  const finish = Date.parse(finishedOn ?? '')
  const off = (date: number | null) => (date === null ? null : Math.abs(date - finish) / DAY_MS)
  const { lastFourWeeks, sinceStart } = straightLines(items, at)
  return {
    p50: off(forecast.p50 === null ? null : Date.parse(forecast.p50)),
    lastFourWeeks: off(lastFourWeeks),
    sinceStart: off(sinceStart),
  }
}

function beside(errors: readonly Errors[], baseline: Baseline, whose: string): Figure[] {
  const both = errors.flatMap(({ p50, [baseline]: other }) => (p50 === null || other === null ? [] : [{ p50, other }]))
  const figure = (name: string, of: (values: readonly number[]) => number): Figure => {
    const [value, floor] = [of(both.map(({ p50 }) => p50)), of(both.map(({ other }) => other))]
    return {
      figure: `${name} error of p50 beside ${BASELINES[baseline]}: ${whose}, ${both.length} dates`,
      value,
      unit: 'days',
      floor,
      ratio: value / floor,
    }
  }
  return [figure('mean', mean), figure('median', median)]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return percentile(sorted, 50) ?? Number.NaN
}
