/** The rules of plan review, in the order in which their findings are listed. A plan may set each by its name. */
export const RULE_NAMES = [
  'objective-without-deliverable',
  'objective-without-kpi',
  'objective-without-outcome',
  'objective-without-work',
  'budget-ahead-of-progress',
  'no-short-term-objective',
  'deliverable-without-work',
  'deliverable-without-owner',
  'deliverable-without-accountable',
  'deliverable-without-date',
  'dependency-out-of-order',
  'forecast-after-due',
  'due-dates-bunched',
  'owner-overloaded',
  'kpi-without-baseline',
  'kpi-without-data',
  'milestone-before-its-work',
  'investment-over-budget',
  'investment-late',
  'gap-without-deliverable',
  'control-without-evidence',
  'control-evidence-stale',
  'control-review-overdue',
  'risk-without-mitigation',
  'risk-mitigation-stalled',
  'transition-missing',
  'finding-unanswered',
  'lessons-missing',
  'decision-overdue',
  'stakeholder-without-update',
  'plan-not-revised',
  'work-serving-nothing',
] as const

/** The name of a rule of plan review. */
export type RuleName = (typeof RULE_NAMES)[number]

/** The greatest threshold that each rule with one can take: 1 where it is a part of a whole. */
export const THRESHOLDS_MAX: Readonly<Partial<Record<RuleName, number>>> = {
  'objective-without-work': 3_650,
  'budget-ahead-of-progress': 1,
  'due-dates-bunched': 1,
  'owner-overloaded': 100,
  'kpi-without-data': 104,
  'investment-over-budget': 10,
  'risk-without-mitigation': 25,
  'lessons-missing': 10,
  'decision-overdue': 3_650,
  'stakeholder-without-update': 3_650,
  'plan-not-revised': 3_650,
  'work-serving-nothing': 1,
}
