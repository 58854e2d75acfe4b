import { type IsoWeek, weekBounds } from '../calendar/iso-week.ts'
import type { Plan } from '../document/plan.ts'
import type { Span } from '../kpi/span.ts'
import type { DataFreshness } from '../measure/health-context.ts'
import type { PlanWork } from '../measure/plan-work.ts'
import type { PlanReview } from '../review/review-plan.ts'
import type { ReviewContext } from '../review/review-rule.ts'
import { attentionOf } from './attention.ts'
import { dataStanding } from './data-standing.ts'
import { saidBefore } from './dates-before.ts'
import { decisionsNeeded } from './decisions-needed.ts'
import { dueInNextWeek } from './due-dates.ts'
import { finishedDeliverables } from './finished-deliverables.ts'
import { kpiChanges } from './kpi-changes.ts'
import { movedDates } from './moved-dates.ts'
import type { ProgressHistory } from './progress-history.ts'
import type { ReportKpi, WeeklyNews, WeeklyReport } from './report.ts'
import type { ReportedPart } from './reported-part.ts'
import { slippedDeliverables } from './slipped-deliverables.ts'

/** What of a report's input its news are made of. */
interface NewsInput {
  readonly plan: Plan
  readonly week: IsoWeek
  readonly previous?: WeeklyReport | null
  readonly data?: DataFreshness
  readonly outlookAt?: unknown
}

/** What of a report stands already when its news are told. */
interface NewsGrounds {
  readonly work: PlanWork
  readonly span: Span
  readonly parts: readonly ReportedPart[]
  readonly changeOf: ProgressHistory
  readonly context: ReviewContext
  readonly kpis: readonly ReportKpi[]
  readonly review: PlanReview
}

/** Tells what is new in a week: what became done, what slipped, what changed, what needs somebody. */
export function weeklyNews(
  { plan, week, previous = null, data, outlookAt }: NewsInput,
  { work, span, parts, changeOf, context, kpis, review }: NewsGrounds,
): Omit<WeeklyNews, 'story'> {
  const before = saidBefore(work, week, previous, outlookAt !== undefined)
  const since = { from: weekBounds(week, plan.timeZone).start - 1, to: span.at }
  return {
    datesBefore: before.comparedWith,
    finishedDeliverables: finishedDeliverables(parts, before, changeOf, context),
    slipped: slippedDeliverables(plan, parts, before, since),
    movedDates: movedDates(parts, before),
    kpiChanges: kpiChanges(kpis),
    attention: attentionOf(context.parts, review),
    decisions: decisionsNeeded({ plan, at: span.at, deliverables: parts, before, kpis, parts: context.parts, review }),
    dueNextWeek: dueInNextWeek(plan, week, parts, context.parts),
    data: dataStanding(plan, data ?? null, span.asOf, context.roadmap.measured),
  }
}
