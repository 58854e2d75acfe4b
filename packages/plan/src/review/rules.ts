import type { ReviewRule } from './review-rule.ts'
import type { RuleName } from './rule-name.ts'
import { budgetAheadOfProgress } from './rules/budget-ahead-of-progress.ts'
import { controlEvidenceStale } from './rules/control-evidence-stale.ts'
import { controlReviewOverdue } from './rules/control-review-overdue.ts'
import { controlWithoutEvidence } from './rules/control-without-evidence.ts'
import { decisionOverdue } from './rules/decision-overdue.ts'
import { deliverableWithoutAccountable } from './rules/deliverable-without-accountable.ts'
import { deliverableWithoutDate } from './rules/deliverable-without-date.ts'
import { deliverableWithoutOwner } from './rules/deliverable-without-owner.ts'
import { deliverableWithoutWork } from './rules/deliverable-without-work.ts'
import { dependencyOutOfOrder } from './rules/dependency-out-of-order.ts'
import { dueDatesBunched } from './rules/due-dates-bunched.ts'
import { findingUnanswered } from './rules/finding-unanswered.ts'
import { forecastAfterDue } from './rules/forecast-after-due.ts'
import { gapWithoutDeliverable } from './rules/gap-without-deliverable.ts'
import { investmentLate } from './rules/investment-late.ts'
import { investmentOverBudget } from './rules/investment-over-budget.ts'
import { kpiWithoutBaseline } from './rules/kpi-without-baseline.ts'
import { kpiWithoutData } from './rules/kpi-without-data.ts'
import { lessonsMissing } from './rules/lessons-missing.ts'
import { milestoneBeforeItsWork } from './rules/milestone-before-its-work.ts'
import { noShortTermObjective } from './rules/no-short-term-objective.ts'
import { objectiveWithoutDeliverable } from './rules/objective-without-deliverable.ts'
import { objectiveWithoutKpi } from './rules/objective-without-kpi.ts'
import { objectiveWithoutOutcome } from './rules/objective-without-outcome.ts'
import { objectiveWithoutWork } from './rules/objective-without-work.ts'
import { ownerOverloaded } from './rules/owner-overloaded.ts'
import { planNotRevised } from './rules/plan-not-revised.ts'
import { riskMitigationStalled } from './rules/risk-mitigation-stalled.ts'
import { riskWithoutMitigation } from './rules/risk-without-mitigation.ts'
import { stakeholderWithoutUpdate } from './rules/stakeholder-without-update.ts'
import { transitionMissing } from './rules/transition-missing.ts'
import { workServingNothing } from './rules/work-serving-nothing.ts'

/** Every rule of plan review by its name, in the order in which findings are listed. */
export const REVIEW_RULES: Readonly<Record<RuleName, ReviewRule>> = {
  'objective-without-deliverable': objectiveWithoutDeliverable,
  'objective-without-kpi': objectiveWithoutKpi,
  'objective-without-outcome': objectiveWithoutOutcome,
  'objective-without-work': objectiveWithoutWork,
  'budget-ahead-of-progress': budgetAheadOfProgress,
  'no-short-term-objective': noShortTermObjective,
  'deliverable-without-work': deliverableWithoutWork,
  'deliverable-without-owner': deliverableWithoutOwner,
  'deliverable-without-accountable': deliverableWithoutAccountable,
  'deliverable-without-date': deliverableWithoutDate,
  'dependency-out-of-order': dependencyOutOfOrder,
  'forecast-after-due': forecastAfterDue,
  'due-dates-bunched': dueDatesBunched,
  'owner-overloaded': ownerOverloaded,
  'kpi-without-baseline': kpiWithoutBaseline,
  'kpi-without-data': kpiWithoutData,
  'milestone-before-its-work': milestoneBeforeItsWork,
  'investment-over-budget': investmentOverBudget,
  'investment-late': investmentLate,
  'gap-without-deliverable': gapWithoutDeliverable,
  'control-without-evidence': controlWithoutEvidence,
  'control-evidence-stale': controlEvidenceStale,
  'control-review-overdue': controlReviewOverdue,
  'risk-without-mitigation': riskWithoutMitigation,
  'risk-mitigation-stalled': riskMitigationStalled,
  'transition-missing': transitionMissing,
  'finding-unanswered': findingUnanswered,
  'lessons-missing': lessonsMissing,
  'decision-overdue': decisionOverdue,
  'stakeholder-without-update': stakeholderWithoutUpdate,
  'plan-not-revised': planNotRevised,
  'work-serving-nothing': workServingNothing,
}
