import { dateOf } from '../../calendar/instant.ts'
import { daysBetween } from '../days.ts'
import type { PartContext } from '../part-context.ts'
import type { Decision, Stakeholder } from './stakeholder.ts'

/** A stakeholder with when they last heard of the plan and what they still have to decide. */
export interface StakeholderStanding extends Omit<Stakeholder, 'decisions' | 'updates'> {
  /** The newest update, the last weekly report included where it goes to them; null when there was none. */
  readonly lastUpdate: { readonly date: string; readonly how: string | null } | null
  /** Days since then; null when there was none. */
  readonly daysSinceUpdate: number | null
  readonly decisions: readonly DecisionStanding[]
}

/** A decision as of a day. */
interface DecisionStanding extends Decision {
  readonly isOpen: boolean
  /** Days from the question to the answer, or until today while it is open. */
  readonly days: number
}

/** Judges a stakeholder by the updates they received up to the day. */
export function stakeholderStanding(stakeholder: Stakeholder, context: PartContext): StakeholderStanding {
  const { today } = context
  const { updates, decisions, ...rest } = stakeholder
  const told = updates.filter(({ date }) => date <= today).at(-1) ?? null
  const report = reportUpdate(stakeholder, context)
  const lastUpdate = report !== null && (told === null || report.date > told.date) ? report : told
  return {
    ...rest,
    lastUpdate,
    daysSinceUpdate: lastUpdate === null ? null : daysBetween(lastUpdate.date, today),
    decisions: decisions
      .filter(({ asked }) => asked <= today)
      .map((decision) => {
        const isOpen = decision.given === null || decision.given > today
        if (isOpen) {
          const open = { given: null, answer: null, tradeOff: null }
          return { ...decision, ...open, isOpen, days: daysBetween(decision.asked, today) }
        }
        return { ...decision, isOpen, days: daysBetween(decision.asked, decision.given ?? today) }
      }),
  }
}

function reportUpdate({ getsReport }: Stakeholder, { lastReportAt, at, plan }: PartContext) {
  if (!getsReport || lastReportAt === null || lastReportAt > at) return null
  return { date: dateOf(lastReportAt, plan.timeZone), how: 'Weekly report' }
}
