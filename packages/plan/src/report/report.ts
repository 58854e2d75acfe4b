import type { IsoWeek } from '../calendar/iso-week.ts'
import type { Kpi } from '../document/kpi.ts'
import type { Calibration } from '../forecast/calibrate.ts'
import type { Forecast } from '../forecast/forecast.ts'
import type { Anomaly } from '../kpi/anomaly.ts'
import type { KpiStatus } from '../kpi/kpi-status.ts'
import type { ValueSource } from '../kpi/measure-kpi.ts'
import type { Health } from '../measure/health.ts'
import type { Measured } from '../measure/plan-progress.ts'
import type { StateCounts } from '../measure/progress.ts'
import type { UnlinkedWork } from '../measure/unlinked-work.ts'
import type { PartsStanding } from '../parts/parts-standing.ts'
import type { PlanReview } from '../review/review-plan.ts'
import type { ReportBridge } from './report-bridge.ts'
import type {
  Attention,
  DataStanding,
  DatesBefore,
  DecisionNeeded,
  DueDate,
  FinishedDeliverable,
  KpiStatusChange,
  MovedDates,
  SlippedDeliverable,
  Story,
} from './report-news.ts'

/** Progress beside that of the week before; 0..1, unrounded. */
export interface ProgressChange {
  readonly progress: number | null
  /** What the published report of the week before said, else the value as of its end. */
  readonly previousProgress: number | null
  /** Their difference; null when either is. */
  readonly change: number | null
  /**
   * The change over the week before the report's: a week that has only begun says little by itself. Absent from reports
   * that were published before it was measured.
   */
  readonly lastWeek?: LastWeek
  /** Why it moved since the week before. Absent from reports that were published before it was told. */
  readonly bridge?: ReportBridge
}

/** How far progress moved in the week before a report's. */
interface LastWeek {
  readonly week: IsoWeek
  /** What the published report of that week said, else by the values as of its start and end; null where one is. */
  readonly change: number | null
}

/** What is new in a week. Absent, all of it, from reports that were published before it was told. */
export interface WeeklyNews {
  /** The summary in its three paragraphs. */
  readonly story: Story
  /** What the dates below are compared with. */
  readonly datesBefore: DatesBefore
  readonly finishedDeliverables: readonly FinishedDeliverable[]
  readonly slipped: readonly SlippedDeliverable[]
  readonly movedDates: readonly MovedDates[]
  readonly kpiChanges: readonly KpiStatusChange[]
  /** Risks and controls that need attention, the gravest first. */
  readonly attention: readonly Attention[]
  /** What needs a decision, the most pressing first. */
  readonly decisions: readonly DecisionNeeded[]
  /** Deliverables and milestones due in the week after the report's, soonest first. */
  readonly dueNextWeek: readonly DueDate[]
  /** How complete and how old the data is. */
  readonly data: DataStanding
}

/** The answer of `GET /plans/{id}/reports/weekly/{week}`, ready to be sent or stored as JSON. */
export interface WeeklyReport extends ProgressChange, Partial<WeeklyNews> {
  readonly plan: string
  readonly title: string
  readonly week: IsoWeek
  /** Monday 00:00 of the week in the plan's time zone, as ISO 8601 in UTC. */
  readonly weekStart: string
  /** Monday 00:00 of the week after; what happens then belongs to that week. */
  readonly weekEnd: string
  readonly timeZone: string
  /** `weekEnd`, or the instant of the report while the week is running. */
  readonly asOf: string
  /** True while the week is running: numbers may still change. */
  readonly isRunning: boolean
  /** Number of the plan's stored version. */
  readonly version: number
  /** The week in a few sentences. */
  readonly summary: string
  readonly measured: Measured
  readonly health: Health
  readonly objectives: readonly ReportObjective[]
  readonly kpis: readonly ReportKpi[]
  /** Notable work that was done in the week, see `finishedWork`; {@link FINISHED_MAX} at most. */
  readonly finished: readonly FinishedItem[]
  /** How many counted items were done in the week. */
  readonly finishedCount: number
  readonly unlinked: UnlinkedWork
  /** Deliverables due within four weeks that are neither done nor cancelled, soonest first. */
  readonly dueNext: readonly DueDeliverable[]
  /**
   * How often the dates of the plan's past forecasts held; null where not one has passed. Absent from reports that were
   * published before there were forecasts.
   */
  readonly calibration?: Calibration | null
  /** Part of what the tools show that has been read, 0..1; null when not known. */
  readonly coverage: number | null
  /**
   * When everything in it was known, as ISO 8601 in UTC: asked for again as known then, it is the same, byte for byte. Null where
   * it was made from the present, which nothing can ask for again. Absent, as the next two, from reports that older versions published.
   */
  readonly knownAt?: string | null
  /** Which code computed it. */
  readonly codeVersion?: string
  /** When the scope that was synced longest ago was synced; null when none was. */
  readonly oldestSyncAt?: string | null
  /**
   * How complete and how old what the report is made of was. Absent from reports that were published before they listed
   * it.
   */
  readonly scopes?: readonly ReportScope[]
  /** Every other part of the plan. Absent from reports that were published before the plan had them. */
  readonly parts?: PartsStanding
  /** What in the plan makes plans fail. Absent from reports that were published before it was reviewed. */
  readonly review?: PlanReview
}

/** A scope that a {@link WeeklyReport} is made of. */
export interface ReportScope {
  readonly connection: string
  readonly scope: string
  /** Part of the items its tool showed at the last look that the hub held, 0..1; null when it was never looked. */
  readonly coverage: number | null
  /** When it had been read last, UTC; null when it never was. */
  readonly readAt: string | null
}

/** An objective of a {@link WeeklyReport}. */
export interface ReportObjective extends ProgressChange {
  readonly id: string
  readonly title: string
  readonly owner: string | null
  readonly measured: Measured
  readonly health: Health
  readonly deliverables: readonly ReportDeliverable[]
}

/** A deliverable of a {@link WeeklyReport}. */
export interface ReportDeliverable extends ProgressChange {
  readonly id: string
  readonly title: string
  readonly owner: string | null
  readonly health: Health
  readonly counts: StateCounts
  /** First day, in the plan's time zone. Absent from reports that were published before it was told. */
  readonly start?: string | null
  /** Last day, in the plan's time zone. */
  readonly due: string | null
  /** Null when none could be made. Absent from reports that were published before there were forecasts. */
  readonly forecast?: Forecast | null
}

/**
 * A KPI of a {@link WeeklyReport}, by the last complete week. Reports that were published before entered values were told
 * apart have no `source`.
 */
export interface ReportKpi extends Partial<ValueSource> {
  readonly id: string
  readonly title: string
  readonly objective: string | null
  readonly unit: string
  /** The preset that it comes from; null for one of its own. Absent from reports that were published before there were any. */
  readonly preset?: Kpi['preset']
  /** The week of `value`. */
  readonly week: IsoWeek
  readonly value: number | null
  /** The value of the week before that. */
  readonly previous: number | null
  readonly status: KpiStatus | null
  /** The status of `previous`. Absent, like `history`, from reports that were published before it was told. */
  readonly previousStatus?: KpiStatus | null
  /** Its values of the last {@link KPI_HISTORY_WEEKS} complete weeks, oldest first; the last is `value`. */
  readonly history?: readonly { readonly week: IsoWeek; readonly value: number | null }[]
  /** How many items made `value`. */
  readonly count: number
  /**
   * The same in words: `65 pull requests`, or `entered by hand by pmo: Survey`. Absent from reports that were published before it was
   * said.
   */
  readonly evidence?: string
  /**
   * What is missing from a measured `value`, or why there is none, as a sentence. Absent where nothing is, and from reports that
   * were published before it was said.
   */
  readonly note?: string
  readonly target: number | null
  /** That the value is unusual; null where it is not. Absent from reports that were published before values were marked. */
  readonly anomaly?: Anomaly | null
}

/** A counted item that was done in the week, or an epic above such items. */
export interface FinishedItem {
  readonly connection: string
  readonly key: string
  readonly title: string
  readonly url: string
  readonly deliverable: string
  /** ISO 8601, UTC. */
  readonly doneAt: string
  /** Its estimate, 1 without one; of an epic, what counts below it. Absent, like `isEpic`, from older reports. */
  readonly weight?: number
  readonly isEpic?: boolean
}

/** A deliverable that is due soon. */
export interface DueDeliverable extends ProgressChange {
  readonly id: string
  readonly title: string
  readonly objective: string
  readonly due: string
  readonly health: Health
}

/** The most finished items a report lists. */
export const FINISHED_MAX = 20

/** How many weeks of a KPI a report shows: a quarter of a year. */
export const KPI_HISTORY_WEEKS = 13
