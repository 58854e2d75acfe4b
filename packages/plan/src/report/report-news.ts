import type { IsoWeek } from '../calendar/iso-week.ts'
import type { KpiStatus } from '../kpi/kpi-status.ts'
import type { Health } from '../measure/health.ts'
import type { Measured } from '../measure/plan-progress.ts'
import type { Severity } from '../review/rule-settings.ts'

/** What the dates of a report are compared with. */
export interface DatesBefore {
  /** The week before the report's. */
  readonly week: IsoWeek
  /**
   * The published report of that week; without one the forecasts as of its end, where the dates of the plan itself
   * have nothing to be compared with; nothing where there are no forecasts either, or too many to make again.
   */
  readonly source: 'published_report' | 'forecasts_as_of' | 'nothing'
}

/** A deliverable that became done in a report's week. */
export interface FinishedDeliverable {
  readonly id: string
  readonly title: string
  readonly objective: string
  readonly owner: string | null
  readonly due: string | null
  /** The day its last work was done; null when only the plan says that it is. */
  readonly doneOn: string | null
  /** Days after its due date, negative before it; null without either day. */
  readonly daysLate: number | null
}

/** A deliverable that stopped being in time in a report's week, and is not done. */
export interface SlippedDeliverable {
  readonly id: string
  readonly title: string
  readonly objective: string
  readonly owner: string | null
  readonly due: string
  /** Its due date passed, or the 85 % forecast, which was in time, is now after it. */
  readonly reason: 'due_passed' | 'forecast_after_due'
  /** The 85 % forecast of the week before and the present one; null where fewer trials finish, or none was made. */
  readonly forecastBefore: string | null
  readonly forecast: string | null
  /** The same as a sentence. */
  readonly says: string
  readonly progress: number | null
  readonly health: Health
}

/** The dates of a deliverable that are others than in the week before. */
export interface MovedDates {
  readonly id: string
  readonly title: string
  readonly objective: string
  readonly moves: readonly DateMove[]
}

/** One date that moved. */
export interface DateMove {
  readonly date: 'start' | 'due' | 'forecast_p50' | 'forecast_p85'
  /** Null where there was no such date, or fewer trials finished. */
  readonly from: string | null
  readonly to: string | null
  /** Calendar days, positive when it is later now; null when either date is. */
  readonly days: number | null
}

/** A KPI whose status is another than in the week before. */
export interface KpiStatusChange {
  readonly id: string
  readonly title: string
  readonly unit: string
  /** The week of `value` and `to`. */
  readonly week: IsoWeek
  readonly from: KpiStatus
  readonly to: KpiStatus
  readonly previous: number | null
  readonly value: number | null
  /** See the `note` of the KPI. */
  readonly note?: string
}

/** A risk or control that the review of the plan finds something about. */
export interface Attention {
  readonly kind: 'risk' | 'control'
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly owner: string | null
  /** Probability times impact, 1 to 25; null for a control and before the first assessment. */
  readonly exposure: number | null
  /** What is the matter, a sentence each. */
  readonly says: readonly string[]
  /** What to do, a sentence each. */
  readonly remedies: readonly string[]
}

/** Something that nobody but a person can settle, and why it is asked now. */
export interface DecisionNeeded {
  readonly rule: DecisionRule
  readonly id: string
  readonly title: string
  /** Who would answer it; null when nobody is named. */
  readonly owner: string | null
  /** What has to be decided, a question. */
  readonly question: string
  /** Why it is asked, sentences with their numbers, never empty. */
  readonly evidence: readonly string[]
}

/** Why a decision is asked for, the most pressing first. See “Decision” in docs/glossary.md. */
type DecisionRule =
  | 'due_passed'
  | 'forecast_after_due'
  | 'in_danger_without_owner'
  | 'risk_without_plan'
  | 'kpi_off_track_twice'
  | 'milestone_missed'
  | 'answer_overdue'
  | 'owner_overloaded'

/** How far the numbers of a report can be trusted. */
export interface DataStanding {
  /** `complete` only when everything was read, and lately enough; `unknown` when nobody said. */
  readonly standing: 'complete' | 'incomplete' | 'stale' | 'unknown'
  /** Part of what the tools show that the hub holds, 0..1; null when not known. */
  readonly coverage: number | null
  /** When the scope that was read longest ago was read, ISO 8601 in UTC; null when one never was, or not known. */
  readonly oldestSyncAt: string | null
  /** Hours from then to the instant of the report, unrounded; null when not known. */
  readonly ageHours: number | null
  /** Beyond this age, in hours, the data is stale; as the plan sets it. */
  readonly ageHoursMax: number
  /** How many deliverables have progress. */
  readonly measured: Measured
  /** The same in sentences. */
  readonly says: string
}

/** A day of the week after a report's on which something is due. */
export interface DueDate {
  readonly kind: 'deliverable' | 'milestone'
  readonly id: string
  readonly title: string
  readonly due: string
  readonly progress: number | null
  /** Health of a deliverable, or `upcoming` for a milestone. */
  readonly status: Health['status'] | 'upcoming'
}

/** A report in three paragraphs. */
export interface Story {
  /** How far the plan is, what became done, what slipped, which dates and KPIs changed. */
  readonly moved: string
  /** Where the change comes from and what stands in the way. */
  readonly why: string
  /** What needs a decision, and what is due next. */
  readonly decisions: string
}
