export {
  type ConnectionRecord,
  type ItemFilter,
  type KpiEntryAct,
  listConnections,
  listPlans,
  type PlanVersionRecord,
  type ProgressEntryAct,
  type QuotaWindowRecord,
  type Role,
  readQuotaWindows,
  type SyncRecord,
  type SyncTrouble,
  type TokenRecord,
} from '@throughline/store'
export {
  authenticate,
  type Caller,
  createApiToken,
  deleteApiToken,
  ensureAdminToken,
  listApiTokens,
} from './access/tokens.ts'
export { type ConnectionCheck, checkConnection } from './connections/check-connection.ts'
export { connectionScopes, type ScopeFreshness } from './connections/connection-scopes.ts'
export { getConnection } from './connections/get-connection.ts'
export { type PublicAuth, publicAuth } from './connections/open-source.ts'
export { type ConnectionInput, putConnection } from './connections/put-connection.ts'
export { removeConnection } from './connections/remove-connection.ts'
export { reviewsByScope, type SideCoverage } from './connections/side-coverage.ts'
export type { Hub, Timetable, Vault } from './context.ts'
export { enqueueDue } from './due.ts'
export { conflictedItems } from './items/conflicts.ts'
export { explainItem, type ItemExplanation } from './items/explain-item.ts'
export { type ItemDetail, itemDetail, listItemsPage } from './items/list-items.ts'
export { unlinkedItems } from './items/unlinked-items.ts'
export { type BurnUpRange, burnUp } from './numbers/burn-up.ts'
export { importKpiValues, type KpiImport } from './numbers/import-kpi-values.ts'
export { investment } from './numbers/investment.ts'
export { deleteKpiValue, kpiEntries, type PutKpiValue, putKpiValue } from './numbers/kpi-entries.ts'
export { kpiEvidence, kpiValues, listKpis } from './numbers/kpis.ts'
export { type PlanPartsAt, planParts } from './numbers/plan-parts.ts'
export { planReview, reviewDocument } from './numbers/plan-review.ts'
export { type BridgeRange, progressBridge } from './numbers/progress-bridge.ts'
export { deleteProgress, progressEntries, putProgress } from './numbers/progress-entries.ts'
export { deliverableItems, roadmap } from './numbers/roadmap.ts'
export { type HubOptions, openHub } from './open-hub.ts'
export { type Health, health, listJobs, retryJob } from './operate.ts'
export type { PageOf, PageRequest } from './page.ts'
export { compareVersions, type VersionComparison } from './plans/compare-versions.ts'
export { draftPlan } from './plans/draft-plan.ts'
export { editLinks } from './plans/edit-links.ts'
export { listPlanVersionsPage } from './plans/list-versions.ts'
export { planThen } from './plans/plan-then.ts'
export { type PlanInput, type PlanOutcome, putPlan } from './plans/put-plan.ts'
export { settlePlan } from './plans/settle-plan.ts'
export { getLivePlan, getPlan, type StoredPlan } from './plans/stored-plan.ts'
export { type DueReport, dueReport } from './reports/due-reports.ts'
export { publishWeeklyReport } from './reports/publish-report.ts'
export {
  listWeeklyReports,
  type ReportFormat,
  renderReport,
  weeklyReport,
} from './reports/weekly-report.ts'
export { readSides } from './sides/read-sides.ts'
export { sweep } from './sweep.ts'
export { cancelSync, retrySync } from './syncs/cancel-sync.ts'
export { listSyncsPage } from './syncs/list-syncs.ts'
export { relateItems } from './syncs/relate-items.ts'
export { runRange, runScope } from './syncs/run-scope.ts'
export { startDueSyncs } from './syncs/start-due.ts'
export { requireSync, startSync } from './syncs/start-sync.ts'
export { type ScopeProgress, type SyncProgress, syncProgress, syncsProgress } from './syncs/sync-progress.ts'
export { restoreTimetable, scheduleAll } from './timetable.ts'
export { findMissed } from './webhooks/find-missed.ts'
export { readInbox } from './webhooks/read-inbox.ts'
export { type IncomingDelivery, receiveWebhook } from './webhooks/receive-webhook.ts'
export { refreshItems } from './webhooks/refresh-items.ts'
export { registerWebhook, webhookUrl } from './webhooks/register-webhook.ts'
