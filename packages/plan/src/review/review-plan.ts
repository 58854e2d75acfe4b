import { completeWeeks } from '../calendar/complete-weeks.ts'
import { dateOf, isoInstant } from '../calendar/instant.ts'
import type { Plan } from '../document/plan.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import type { ManualValue } from '../kpi/manual-value.ts'
import { measureKpi } from '../kpi/measure-kpi.ts'
import type { SideFacts } from '../kpi/side-facts.ts'
import type { Link } from '../link/link.ts'
import type { DataFreshness } from '../measure/health-context.ts'
import type { Outlook } from '../measure/outlook.ts'
import { measurePlan } from '../measure/plan-progress.ts'
import { type PlanWork, planWork } from '../measure/plan-work.ts'
import { type Roadmap, roadmapOf } from '../measure/roadmap.ts'
import { unlinkedAt } from '../measure/unlinked-work.ts'
import { type PartFacts, partContext } from '../parts/part-context.ts'
import { partsStanding } from '../parts/parts-standing.ts'
import type { ReviewContext, ReviewRule, Subject } from './review-rule.ts'
import type { RuleName } from './rule-name.ts'
import type { Severity } from './rule-settings.ts'
import { REVIEW_RULES } from './rules.ts'

/** What a review knows beside the plan and its work. */
export interface ReviewFacts extends PartFacts {
  /** When the version that held at the instant was stored; null for one that is not stored. */
  readonly revisedAt: EpochMs | null
  /** When its first version was stored; null for one that is not stored. */
  readonly storedAt: EpochMs | null
}

/** What a plan is reviewed by. */
export interface ReviewInput extends ReviewFacts {
  readonly plan: Plan
  readonly version: number
  readonly items: readonly WorkItem[]
  readonly links: readonly Link[]
  /** What some metrics need beside items; left out, those have no value. */
  readonly side?: SideFacts | undefined
  readonly asOf: EpochMs
  readonly now: EpochMs
  /** Left out, coverage and age of the data do not enter health. */
  readonly data?: DataFreshness
  /** Left out, there are no forecasts to compare due dates with. */
  readonly outlook?: Outlook
  /** Entered KPI values by id of the KPI. */
  readonly manualValues?: Readonly<Partial<Record<string, readonly ManualValue[]>>>
}

/** One thing in a plan that makes plans fail. */
export interface ReviewFinding {
  readonly rule: RuleName
  readonly severity: Severity
  readonly subject: Subject
  /** What is the matter. */
  readonly says: string
  /** Why it matters. */
  readonly why: string
  /** What to do. */
  readonly remedy: string
}

/** A plan's parts and its review at one instant. */
export interface PlanReview {
  readonly plan: string
  readonly version: number
  /** ISO 8601, UTC. */
  readonly asOf: string
  readonly timeZone: string
  /** How many findings of each severity there are. */
  readonly counts: Readonly<Record<Severity, number>>
  /** The gravest first, then in order of the rules. */
  readonly findings: readonly ReviewFinding[]
  /** Rules that the plan silences. */
  readonly silenced: readonly RuleName[]
}

const GRAVEST_FIRST: readonly Severity[] = ['error', 'warning', 'info']

/** Reviews a plan by every rule that it does not silence. */
export function reviewPlan(input: ReviewInput): PlanReview {
  return reviewOf(reviewContext(input), input.version)
}

/** Lays everything out that rules look at. */
export function reviewContext(input: ReviewInput): ReviewContext {
  const work = planWork(input.plan, input.items, input.links)
  return reviewContextOf(work, roadmapOf(work, input), input)
}

/** {@link reviewContext} over work that is already sorted under the plan, and its roadmap. */
export function reviewContextOf(work: PlanWork, roadmap: Roadmap, input: ReviewInput): ReviewContext {
  const { plan, items, links, side, asOf, now, manualValues = {}, revisedAt, storedAt } = input
  const context = partContext(measurePlan(work, asOf), { ...input, at: asOf })
  return {
    ...context,
    parts: partsStanding(context),
    roadmap,
    kpiValues: (kpi, count) =>
      measureKpi({
        ...{ plan, kpi, items, links, side },
        weeks: completeWeeks(asOf, count, plan.timeZone).map(({ week }) => week),
        now: asOf,
        manualValues: manualValues[kpi.id] ?? [],
      }),
    unlinked: unlinkedAt(items, links, asOf),
    revisedAt,
    storedAt,
    isPast: context.today < dateOf(now, plan.timeZone),
  }
}

/** The findings of all rules over a context. */
export function reviewOf(context: ReviewContext, version: number): PlanReview {
  const { plan, at } = context
  const found = Object.values(REVIEW_RULES).flatMap((rule) => findingsOf(rule, context))
  const findings = GRAVEST_FIRST.flatMap((severity) => found.filter((each) => each.severity === severity))
  const count = (severity: Severity) => findings.filter((each) => each.severity === severity).length
  return {
    plan: plan.id,
    version,
    asOf: isoInstant(at),
    timeZone: plan.timeZone,
    counts: { error: count('error'), warning: count('warning'), info: count('info') },
    findings,
    silenced: Object.values(REVIEW_RULES).flatMap(({ name }) =>
      plan.reviewRules[name]?.severity === 'off' ? [name] : [],
    ),
  }
}

function findingsOf(rule: ReviewRule, context: ReviewContext): ReviewFinding[] {
  const setting = context.plan.reviewRules[rule.name]
  const severity = setting?.severity ?? rule.severity
  if (severity === 'off') return []
  const { name, why, remedy } = rule
  const threshold = setting?.threshold ?? rule.threshold?.value ?? 0
  return rule
    .find(context, threshold)
    .map(({ subject, says }) => ({ rule: name, severity, subject, says, why, remedy }))
}
