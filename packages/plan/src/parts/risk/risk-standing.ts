import { plural } from '../../measure/words.ts'
import { daysBetween } from '../days.ts'
import type { PartContext } from '../part-context.ts'
import { deliverablesOf, meanProgress, type PartWork, partWork } from '../part-work.ts'
import { namesWork, type Risk, type RiskAssessment } from './risk.ts'

/** A risk with its exposure, where it is heading, and whether its mitigation moves. */
export interface RiskStanding {
  readonly id: string
  readonly title: string
  readonly owner: string | null
  readonly response: Risk['response']
  readonly status: Risk['status']
  /** The newest assessment up to the day; null before the first. */
  readonly assessment: RiskAssessment | null
  /** Probability times impact, 1 to 25; null before the first assessment. */
  readonly exposure: number | null
  /** The exposure against that of the assessment before; null without two. */
  readonly trend: 'rising' | 'falling' | 'steady' | null
  readonly mitigation: (PartWork & { readonly text: string | null; readonly deliverables: readonly string[] }) | null
  /** Raised for attention: open, to be reduced or avoided, and its mitigation stalls or its exposure rises. */
  readonly isRaised: boolean
  /** Why it is raised, a sentence each. */
  readonly reasons: readonly string[]
}

/** Judges a risk by its assessments up to the day and by the work that mitigates it. */
export function riskStanding(risk: Risk, context: PartContext): RiskStanding {
  const past = risk.assessments.filter(({ date }) => date <= context.today)
  const [now, before] = [past.at(-1), past.at(-2)]
  const exposure = now === undefined ? null : exposureOf(now)
  const trend = exposure === null || before === undefined ? null : trendOf(exposureOf(before), exposure)
  const mitigation = mitigationOf(risk, context)
  const reasons = risk.status === 'closed' ? [] : [...rising(trend, before, now), ...stalled(risk, mitigation, context)]
  const { id, title, owner, response, status } = risk
  return {
    id,
    title,
    owner,
    response,
    status,
    assessment: now ?? null,
    exposure,
    trend,
    mitigation,
    isRaised: reasons.length > 0,
    reasons,
  }
}

function exposureOf({ probability, impact }: RiskAssessment): number {
  return probability * impact
}

function trendOf(before: number, now: number): 'rising' | 'falling' | 'steady' {
  return now > before ? 'rising' : now < before ? 'falling' : 'steady'
}

/** The work it chooses, and the mean progress of both that and the deliverables it names. */
function mitigationOf(risk: Risk, context: PartContext): RiskStanding['mitigation'] {
  if (risk.mitigation === null) return null
  const { text, selectors, deliverables: ids } = risk.mitigation
  const deliverables = deliverablesOf(ids, context)
  const own = context.chosenBy(selectors)
  const all = new Set([...own, ...deliverables.flatMap(({ work }) => work.counted)])
  const work = partWork([...all], context)
  const progress = own.length > 0 ? work.progress : meanProgress(deliverables)
  return { ...work, progress, text, deliverables: ids }
}

function rising(
  trend: RiskStanding['trend'],
  before: RiskAssessment | undefined,
  now: RiskAssessment | undefined,
): string[] {
  if (trend !== 'rising' || before === undefined || now === undefined) return []
  return [`Its exposure rose from ${exposureOf(before)} to ${exposureOf(now)} of 25 on ${now.date}.`]
}

function stalled(risk: Risk, mitigation: RiskStanding['mitigation'], { plan, today }: PartContext): string[] {
  if (mitigation === null || risk.response === 'accept' || !namesWork(risk)) return []
  if (mitigation.progress === null) return ['Its mitigation has no work: what it links chooses nothing.']
  const open = mitigation.counts.todo + mitigation.counts.inProgress
  if (open === 0 || mitigation.lastMove === null) return []
  const quiet = daysBetween(mitigation.lastMove, today)
  if (quiet < plan.health.quietDaysMax) return []
  return [
    `Nothing in its mitigation has moved for ${plural(quiet, 'day')} (at most ${plan.health.quietDaysMax}), and ${plural(open, 'item')} ${open === 1 ? 'is' : 'are'} open.`,
  ]
}
