import { plural } from '../../measure/words.ts'
import { daysBetween } from '../days.ts'
import type { PartContext } from '../part-context.ts'
import { deliverablesOf, type PartWork, partWork } from '../part-work.ts'
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
  /** Raised for attention: open, not accepted, and its mitigation stalls or its exposure rises. */
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
  const isLeftAlone = risk.status === 'closed' || risk.response === 'accept'
  const reasons = isLeftAlone ? [] : [...rising(trend, before, now), ...stalled(risk, mitigation, context)]
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

/** Its own work and each deliverable it names count alike: progress is their mean, the rest is over all their items. */
function mitigationOf(risk: Risk, context: PartContext): RiskStanding['mitigation'] {
  if (risk.mitigation === null) return null
  const { text, selectors, deliverables: ids } = risk.mitigation
  const own = context.chosenBy(selectors)
  const deliverables = deliverablesOf(ids, context)
  const all = new Set([...own, ...deliverables.flatMap(({ work }) => work.counted)])
  const measured = [
    ...(own.length > 0 ? [partWork(own, context).progress] : []),
    ...deliverables.map(({ progress }) => progress ?? 0),
  ].filter((progress) => progress !== null)
  const progress = measured.length === 0 ? null : measured.reduce((sum, each) => sum + each, 0) / measured.length
  return { ...partWork([...all], context), progress, text, deliverables: ids }
}

function rising(
  trend: RiskStanding['trend'],
  before: RiskAssessment | undefined,
  now: RiskAssessment | undefined,
): string[] {
  if (trend !== 'rising' || before === undefined || now === undefined) return []
  return [`Its exposure rose from ${exposureOf(before)} to ${exposureOf(now)} of 25 on ${now.date}.`]
}

function stalled(risk: Risk, mitigation: RiskStanding['mitigation'], context: PartContext): string[] {
  if (mitigation === null || !namesWork(risk)) return []
  if (mitigation.progress === null) return [withoutWork(risk, context)]
  const { plan, today } = context
  const begun = begunWork(risk, context)
  const open = begun.counts.todo + begun.counts.inProgress
  if (open === 0 || begun.lastMove === null) return []
  const quiet = daysBetween(begun.lastMove, today)
  if (quiet < plan.health.quietDaysMax) return []
  return [
    `Nothing in its mitigation has moved for ${plural(quiet, 'day')} (at most ${plan.health.quietDaysMax}), and ${plural(open, 'item')} ${open === 1 ? 'is' : 'are'} open.`,
  ]
}

function withoutWork({ mitigation }: Risk, context: PartContext): string {
  const isChosen = context.chosenBy(mitigation?.selectors ?? []).length > 0
  if (isChosen || (mitigation?.deliverables.length ?? 0) > 0) {
    return 'Its mitigation has no work left: all of it is dropped, cancelled or not there yet.'
  }
  return 'Its mitigation has no work: what it links chooses nothing.'
}

/** Its work without deliverables that are to begin later: nobody expects those to move. */
function begunWork({ mitigation }: Risk, context: PartContext): PartWork {
  const begun = deliverablesOf(mitigation?.deliverables ?? [], context).filter(
    ({ work, counts }) => (work.deliverable.start ?? '') <= context.today || counts.inProgress + counts.done > 0,
  )
  const own = context.chosenBy(mitigation?.selectors ?? [])
  return partWork([...new Set([...own, ...begun.flatMap(({ work }) => work.counted)])], context)
}
