export { type Database, openDatabase } from './database.ts'
export { migrate, schemaSql } from './migrate.ts'
export * from './records/connections.ts'
export * from './records/plans.ts'
export * from './records/reports.ts'
export * from './records/syncs.ts'
export * from './records/tokens.ts'
export {
  beginListing,
  type CensusOf,
  type Completeness,
  compareCensus,
  completeScope,
  countHeld,
  countListed,
  enterPhase,
  knownCompleteness,
  noteProgress,
  saveCensusPage,
} from './sql/census.ts'
export { readDraftFacts } from './sql/draft-facts.ts'
export { findItems, readLinkedBeside, readSurroundings } from './sql/explained-item.ts'
export { type FollowedItems, type FollowedLinks, followPortfolio } from './sql/follow-portfolio.ts'
export { forgetMarks } from './sql/forget-marks.ts'
export { readDatabaseClock, readHorizon } from './sql/horizon.ts'
export type { ItemRow } from './sql/item-row.ts'
export { type KnownKey, knownKeys } from './sql/known-keys.ts'
export * from './sql/kpi-entries.ts'
export type { LinkingTask } from './sql/linking-task.ts'
export { type ConflictedItem, listConflicts } from './sql/list-conflicts.ts'
export { mergeStaged } from './sql/merge-staged.ts'
export { readPortfolioKnownAt } from './sql/portfolio-known-at.ts'
export * from './sql/progress-entries.ts'
export { forgetQuota, noteQuotaWindow, type QuotaWindowRecord, readQuotaWindows } from './sql/quota-windows.ts'
export * from './sql/read-items.ts'
export { type Portfolio, readPortfolio } from './sql/read-portfolio.ts'
export { type ConfiguredScope, readScopes } from './sql/read-scopes.ts'
export {
  type DerivableItem,
  type DerivedState,
  type RelatedBatch,
  rederiveConnection,
  relateBatch,
} from './sql/relate.ts'
export { releasesNamed } from './sql/releases-named.ts'
export { deleteConnection, removeOtherScopes } from './sql/remove-items.ts'
export { removeOtherReleases } from './sql/remove-other-releases.ts'
export { type Revisions, readRevision, readRevisions } from './sql/revision.ts'
export { type FetchedItems, type FetchedOutcome, saveFetched } from './sql/save-fetched.ts'
export { type PageOfItems, savePage } from './sql/save-page.ts'
export { type PlanToSettle, settleLinks } from './sql/settle.ts'
export { readSideFacts } from './sql/side-facts.ts'
export * from './sql/side-streams.ts'
export { readStanding } from './sql/standing.ts'
export { readLinks, type Settled } from './sql/store-links.ts'
export * from './sql/sync-steps.ts'
export { hasDirtyItems, isSettledFor, listResolutions, waitingPlans } from './sql/waiting.ts'
export { beginWalk, endWalk, type OpenRange, openRanges } from './sql/walk-ranges.ts'
export { dropWanted, forgetWanted, listWanted, wantItems, wantingScopes, wantOpenSprints } from './sql/wanted-items.ts'
export * from './sql/webhooks.ts'
