import { dayEnd } from '../calendar/instant.ts'
import type { Plan } from '../document/plan.ts'
import type { EpochMs } from '../item/work-item.ts'
import { plural } from '../measure/words.ts'
import type { PartsStanding } from '../parts/parts-standing.ts'
import type { PlanReview, ReviewFinding } from '../review/review-plan.ts'
import type { RuleName } from '../review/rule-name.ts'
import type { SaidBefore } from './dates-before.ts'
import type { ReportKpi } from './report.ts'
import type { DecisionNeeded } from './report-news.ts'
import { awaitedRelease, kpiText } from './report-words.ts'
import type { ReportedPart } from './reported-part.ts'

/** What decisions are derived from. */
export interface DecisionGrounds {
  readonly plan: Plan
  /** The instant of the report. */
  readonly at: EpochMs
  readonly deliverables: readonly ReportedPart[]
  readonly before: SaidBefore
  readonly kpis: readonly ReportKpi[]
  readonly parts: PartsStanding
  readonly review: PlanReview
}

/**
 * What only a person can settle, the most pressing first and one a deliverable: due dates that passed, forecasts after them,
 * deliverables in danger that nobody owns, risks without a plan, KPIs off track in two weeks running, missed milestones,
 * answers that are overdue, owners with more than their pace allows. Work that is merely at risk is its owner's to settle.
 * Where health is unknown nothing is asked: old or missing data is no ground for a decision.
 */
export function decisionsNeeded(grounds: DecisionGrounds): DecisionNeeded[] {
  const deliverables = grounds.deliverables.flatMap((part) => aboutDeliverable(part, grounds))
  const about = (rule: DecisionNeeded['rule']) => deliverables.filter((each) => each.rule === rule)
  return [
    ...about('due_passed'),
    ...about('forecast_after_due'),
    ...about('in_danger_without_owner'),
    ...aboutRisks(grounds),
    ...aboutKpis(grounds),
    ...aboutMilestones(grounds),
    ...aboutAnswers(grounds),
    ...aboutOwners(grounds),
  ]
}

function aboutDeliverable({ objective, deliverable }: ReportedPart, grounds: DecisionGrounds): DecisionNeeded[] {
  const { id, title, due, forecast, health } = deliverable
  if (health.status !== 'off_track' && health.status !== 'at_risk') return []
  const { plan, at } = grounds
  const owner = deliverable.owner ?? ownerOf(plan, objective)
  const ownerless = owner === null ? ['Nobody is named as its owner.'] : []
  if (health.status === 'at_risk') {
    const evidence = [...ownerless, ...health.reasons]
    return owner === null
      ? [{ rule: 'in_danger_without_owner', id, title, owner, question: 'Who answers for it?', evidence }]
      : []
  }
  const isPast = due !== null && at > dayEnd(due, plan.timeZone)
  const p85 = forecast?.p85 ?? null
  const evidence = [
    ...health.reasons,
    ...(p85 === null ? [] : [`The 85 % forecast is ${p85}.`]),
    ...repeated(deliverable, grounds.before),
    ...ownerless,
  ]
  return [
    isPast
      ? { rule: 'due_passed', id, title, owner, question: 'Set a new date, cut its scope, or stop it?', evidence }
      : {
          ...{ rule: 'forecast_after_due', id, title, owner, evidence },
          question: 'Cut its scope, add people, or promise a later date?',
        },
  ]
}

/** That it was asked before and nothing has been answered: still off track, by the same due date. */
function repeated({ id, due }: ReportedPart['deliverable'], { comparedWith, of }: SaidBefore): string[] {
  const then = of(id)
  if (then?.health !== 'off_track' || then.due !== due) return []
  return [`It was off track in the report of week ${comparedWith.week} too, and its due date is the same.`]
}

function aboutRisks(grounds: DecisionGrounds): DecisionNeeded[] {
  return found(grounds, 'risk-without-mitigation').map(({ subject: { id, title }, says }) => ({
    rule: 'risk_without_plan',
    ...{ id, title, evidence: [says] },
    owner: grounds.parts.risks.find((risk) => risk.id === id)?.owner ?? null,
    question: 'Reduce it by work, transfer it, or accept it?',
  }))
}

function aboutKpis({ plan, kpis }: DecisionGrounds): DecisionNeeded[] {
  return kpis
    .filter(({ status, previousStatus }) => status === 'off_track' && previousStatus === 'off_track')
    .map(({ id, title, objective, unit, week, value, previous, target, note }) => {
      const values = `${kpiText(value, unit)} in week ${week}, ${kpiText(previous, unit)} in the week before`
      return {
        rule: 'kpi_off_track_twice',
        ...{ id, title },
        owner: plan.kpis.find((kpi) => kpi.id === id)?.owner ?? ownerOf(plan, objective),
        question: 'What is done about it, or is its target wrong?',
        evidence: [
          `It is off track for the second week: ${values}; its target is ${kpiText(target, unit)}.`,
          ...(note === undefined ? [] : [note]),
        ],
      }
    })
}

function aboutMilestones({ parts }: DecisionGrounds): DecisionNeeded[] {
  return parts.milestones
    .filter(({ status }) => status === 'missed')
    .map(({ id, title, owner, date, daysLate, release }) => {
      const awaited = awaitedRelease({ release })
      return {
        rule: 'milestone_missed',
        ...{ id, title, owner },
        question: 'Which new date is promised, and who is told?',
        evidence: [
          `It was promised for ${date}, ${plural(daysLate, 'day')} ago, and is not reached.`,
          ...(awaited === null ? [] : [`Its ${awaited}.`]),
        ],
      }
    })
}

function aboutAnswers(grounds: DecisionGrounds): DecisionNeeded[] {
  return found(grounds, 'decision-overdue').map(({ subject: { id, title }, says }) => ({
    rule: 'answer_overdue',
    ...{ id, title, owner: title, evidence: [says] },
    question: 'Answer what was asked.',
  }))
}

function aboutOwners(grounds: DecisionGrounds): DecisionNeeded[] {
  return found(grounds, 'owner-overloaded').map(({ subject: { id, title }, says }) => ({
    rule: 'owner_overloaded',
    ...{ id, title, owner: title, evidence: [says] },
    question: 'What goes to others, comes later, or is dropped?',
  }))
}

function ownerOf({ objectives }: Plan, objective: string | null): string | null {
  return objectives.find(({ id }) => id === objective)?.owner ?? null
}

function found({ review }: DecisionGrounds, rule: RuleName): ReviewFinding[] {
  return review.findings.filter((finding) => finding.rule === rule)
}
