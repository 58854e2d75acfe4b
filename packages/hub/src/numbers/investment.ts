import { ValidationError } from '@throughline/errors'
import {
  addWeeks,
  type InvestmentBy,
  type InvestmentMix,
  investmentMix,
  lastCompleteWeek,
  parseWeek,
  weeksBetween,
} from '@throughline/plan'
import type { Hub } from '../context.ts'
import { basisOf } from './basis.ts'
import { askedInstant, type Moments } from './known-moment.ts'

/** How many complete weeks are looked at when nobody says which. */
const WEEKS_USUAL = 4

/**
 * How the work done in a range of weeks divides by objective or type, by default of the last four complete weeks. Throws
 * NotFoundError, and ValidationError for a range that is none.
 */
export async function investment(
  hub: Hub,
  planId: string,
  options: Moments & {
    readonly from?: string | undefined
    readonly to?: string | undefined
    readonly by?: InvestmentBy | undefined
  } = {},
): Promise<InvestmentMix> {
  const known = await basisOf(hub, planId, options)
  const basis = { ...known, now: Math.min(known.now, askedInstant(known, options)) }
  const to = options.to === undefined ? lastCompleteWeek(basis.now, basis.plan.timeZone) : parseWeek(options.to)
  const from = options.from === undefined ? addWeeks(to, 1 - WEEKS_USUAL) : parseWeek(options.from)
  const [first, ...rest] = weeksBetween(from, to)
  if (first === undefined) throw new ValidationError('kpi.range', 'The range has no week.')
  return investmentMix(basis, [first, ...rest], options.by ?? 'objective')
}
