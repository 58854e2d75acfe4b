export type {
  Bridge,
  BridgeChange,
  BridgeItem,
  BridgePart,
  DeliverableBridge,
  Moment,
  ObjectiveBridge,
  PlanBridge,
} from './bridge/bridge.ts'
export { bridgePlan } from './bridge/bridge-plan.ts'
export { BRIDGE_CAUSES, type BridgeCause } from './bridge/stages.ts'
export type { BurnUp, BurnUpBy, BurnUpPoint, WorkAmount } from './burn-up/burn-up.ts'
export { type BurnUpInput, burnUpOf } from './burn-up/burn-up-of.ts'
export { firstWorkOf } from './burn-up/find-node.ts'
export { earliestStart } from './burn-up/periods.ts'
export { type CompleteWeek, completeWeeks, lastCompleteWeek } from './calendar/complete-weeks.ts'
export { dateOf, dayEnd, dayStart, isoInstant, resolveInstant } from './calendar/instant.ts'
export {
  addWeeks,
  type IsoWeek,
  nextWeek,
  parseWeek,
  previousWeek,
  type WeekBounds,
  weekBounds,
  weekOf,
  weeksBetween,
} from './calendar/iso-week.ts'
export type { Deliverable, DeliverableStatus, ProgressEntry } from './document/deliverable.ts'
export { diffPlans } from './document/diff-plans.ts'
export type { PlanFormat } from './document/document-source.ts'
export { addLink, removeLink } from './document/edit-links.ts'
export { joinFiles, type PartPlace } from './document/join-files.ts'
export type { Kpi } from './document/kpi.ts'
export type { KpiMeasure, KpiWhere } from './document/kpi-measure.ts'
export { KPI_METRIC_NAMES, type KpiMetric, type KpiStat } from './document/kpi-metric.ts'
export type { Objective } from './document/objective.ts'
export { parsePlan } from './document/parse-plan.ts'
export type { Period } from './document/period.ts'
export { type HealthThresholds, type Plan, type PlanDocument, planJsonSchema } from './document/plan.ts'
export type { PlanChange } from './document/plan-change.ts'
export { directId, type PlanNode, planNodes } from './document/plan-nodes.ts'
export { fold, type Selector, type SelectorFields, type SelectorInput } from './document/selector.ts'
export { type KnownTargets, namedKeys, unknownTargets } from './document/unknown-targets.ts'
export type {
  DraftFacts,
  DraftParent,
  DraftScope,
  EmptyEpic,
  MilestoneWork,
  ReleaseDay,
  WorkSums,
} from './draft/draft-facts.ts'
export { type DraftRequest, draftPlan, type PlanDraft } from './draft/draft-plan.ts'
export { type Counting, explainCounting } from './explain/explain-counting.ts'
export {
  type ExplainedClaim,
  type ExplainedReference,
  explainLink,
  type LinkExplanation,
} from './explain/explain-link.ts'
export type { NearMiss } from './explain/near-misses.ts'
export { backtest, type PastForecast } from './forecast/backtest.ts'
export type { Calibration } from './forecast/calibrate.ts'
export { HISTORY_WEEKS } from './forecast/flow-history.ts'
export type { Forecast, ForecastBasis } from './forecast/forecast.ts'
export { forecastPlan } from './forecast/forecast-plan.ts'
export { HORIZON_WEEKS } from './forecast/trials.ts'
export { flowOf } from './forecast/work-flow.ts'
export type { InSteps } from './in-steps.ts'
export { type Boundaries, boundariesOf, stateAt } from './item/boundaries.ts'
export { itemAt } from './item/item-at.ts'
export type { ItemRecord, Mention, SeenLink, SeenStatus, SeenTransition, StatusCategory } from './item/item-record.ts'
export type { AllReleases, Deployment, Release } from './item/release.ts'
export type { Sprint, SprintStay } from './item/sprint.ts'
export {
  isClassifiedResolution,
  type StateMapping,
  type StateOverrides,
  stateMapping,
  stateOf,
} from './item/state-mapping.ts'
export { type OpenInterval, type TimelineFacts, timelineOf } from './item/timeline.ts'
export { type Wait, waitsOf } from './item/waits.ts'
export type {
  EpochMs,
  ItemKind,
  ItemState,
  Tombstone,
  TombstoneKind,
  ToolKind,
  Transition,
  WorkItem,
} from './item/work-item.ts'
export type { Anomaly } from './kpi/anomaly.ts'
export { type InvestmentBy, type InvestmentMix, investmentMix } from './kpi/investment-mix.ts'
export { type KpiContribution, type KpiEvidence, kpiEvidence } from './kpi/kpi-evidence.ts'
export { expectedValue, type KpiStatus, kpiStatus } from './kpi/kpi-status.ts'
export { type Entered, type ManualValue, manualValueOf } from './kpi/manual-value.ts'
export { type MarkedValue, markedValues } from './kpi/marked-values.ts'
export { type KpiInput, type KpiValue, measureKpi, type ValueSource } from './kpi/measure-kpi.ts'
export type { KpiContext } from './kpi/metric.ts'
export {
  type Delivery,
  type FirstReviews,
  type Place,
  type SideFacts,
  type SideNeeds,
  type SideReading,
  type StayInSprint,
  sideNeeds,
} from './kpi/side-facts.ts'
export { percentile } from './kpi/statistic.ts'
export { type KpiSummary, type KpiTrend, summariseKpi } from './kpi/summarise-kpi.ts'
export type { ReferencedIssue } from './link/claim.ts'
export { compileSelector, type ItemPredicate } from './link/compile-selector.ts'
export { globParts } from './link/glob.ts'
export type { Link, LinkReason, LinkRule } from './link/link.ts'
export { ancestorsOf, linkItems } from './link/link-items.ts'
export { type LinkReach, linkReach } from './link/link-reach.ts'
export { compileLinker, type Linker } from './link/linker.ts'
export type { LinkableItem } from './link/subject.ts'
export { countedItems } from './measure/counted-items.ts'
export { type DeliverableItem, deliverableItems } from './measure/deliverable-items.ts'
export type { Health, HealthStatus } from './measure/health.ts'
export type { DataFreshness, ReadScope } from './measure/health-context.ts'
export { type Outlook, outlookInSteps, outlookOf } from './measure/outlook.ts'
export type { Measured } from './measure/plan-progress.ts'
export { type PlanWork, planWork } from './measure/plan-work.ts'
export { type Progress, progressOf, type StateCounts } from './measure/progress.ts'
export {
  measureRoadmap,
  type Roadmap,
  type RoadmapDeliverable,
  type RoadmapInput,
  type RoadmapObjective,
} from './measure/roadmap.ts'
export { unlinkedItems } from './measure/unlinked-items.ts'
export type { UnlinkedWork } from './measure/unlinked-work.ts'
export { healthWords } from './measure/worst-health.ts'
export type { NamedRelease } from './parts/part-context.ts'
export { judgeParts, type PartsStanding } from './parts/parts-standing.ts'
export { REPORT_AUDIENCES, type ReportAudience } from './report/audience.ts'
export { bridgeText, causeText, shownPoints } from './report/bridge-text.ts'
export { renderCsv } from './report/render-csv.ts'
export { renderHtml } from './report/render-html.ts'
export { renderMarkdown } from './report/render-markdown.ts'
export type {
  DueDeliverable,
  FinishedItem,
  ProgressChange,
  ReportDeliverable,
  ReportKpi,
  ReportObjective,
  WeeklyReport,
} from './report/report.ts'
export type { ReportBridge, ReportBridgePart } from './report/report-bridge.ts'
export { changeText, kpiText, progressText } from './report/report-words.ts'
export { reportInstant, type WeeklyReportInput, weeklyReport } from './report/weekly-report.ts'
export { type PlanReview, type ReviewFacts, type ReviewFinding, reviewPlan } from './review/review-plan.ts'
export { subjectText } from './review/subject-text.ts'
export { noteSuccession } from './succession.ts'
