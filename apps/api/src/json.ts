import type {
  ItemDetail,
  KpiEntryAct,
  PageOf,
  PlanVersionRecord,
  ProgressEntryAct,
  QuotaWindowRecord,
  SyncProgress,
  SyncTrouble,
  TokenRecord,
} from '@throughline/hub'
import { isoInstant, type WorkItem } from '@throughline/plan'

/** An instant as every answer writes it; null stays null. */
export function iso(at: number | null): string | null {
  return at === null ? null : isoInstant(at)
}

/** A page with each of its items mapped. */
export function mapPage<From, To>(page: PageOf<From>, map: (item: From) => To): PageOf<To> {
  return { items: page.items.map(map), nextCursor: page.nextCursor }
}

/** A work item as the API shows it. */
export function itemJson(item: WorkItem) {
  return {
    connection: item.connection,
    scope: item.scope,
    key: item.key,
    kind: item.kind,
    type: item.type,
    title: item.title,
    url: item.url,
    state: item.state,
    status: item.status,
    parent: item.parent,
    labels: item.labels,
    components: item.components,
    milestones: item.milestones,
    assignee: item.assignee,
    author: item.author,
    estimate: item.estimate,
    createdAt: isoInstant(item.createdAt),
    startedAt: iso(item.startedAt),
    doneAt: iso(item.doneAt),
    droppedAt: iso(item.droppedAt),
    updatedAt: isoInstant(item.updatedAt),
    changedAt: isoInstant(item.changedAt),
    tombstone: item.tombstone === null ? null : { ...item.tombstone, at: isoInstant(item.tombstone.at) },
  }
}

/** One work item with its history, references and links. */
export function itemDetailJson({ item, references, links }: ItemDetail) {
  return {
    ...itemJson(item),
    transitions: item.timeline.map(({ at, from, to, status }) => ({ at: isoInstant(at), from, to, status })),
    references,
    links,
  }
}

/** A sync as the API shows it. */
export function syncJson(sync: SyncProgress) {
  return {
    id: sync.id,
    connection: sync.connection,
    mode: sync.mode,
    status: sync.status,
    createdAt: isoInstant(sync.createdAt),
    startedAt: iso(sync.startedAt),
    finishedAt: iso(sync.finishedAt),
    scopes: sync.scopes.map((scope) => ({
      scope: scope.scope,
      // From outside, a scope is at work until its references and states are up to date too.
      status: scope.status === 'relating' ? ('running' as const) : scope.status,
      phase: scope.phase,
      fetched: scope.fetched,
      expected: scope.expected,
      saved: scope.saved,
      added: scope.added,
      removed: scope.removed,
      requests: scope.requests,
      ratePerSecond: scope.ratePerSecond,
      secondsLeft: scope.secondsLeft,
      coverage:
        scope.entries === null || scope.matched === null
          ? null
          : { entries: scope.entries, matched: scope.matched, proven: scope.isProven },
      waiting: scope.trouble === null ? null : waitingJson(scope.trouble),
      quarantined: scope.quarantined.length,
      quarantinedRecords: scope.quarantined,
      error: scope.error,
      startedAt: iso(scope.startedAt),
      finishedAt: iso(scope.finishedAt),
    })),
    quota: sync.quota.map(quotaJson),
  }
}

function waitingJson({ code, message, failures, retryAt }: SyncTrouble) {
  return { code, message, until: isoInstant(retryAt), failures }
}

/** How one of a tool's quotas stands. */
export function quotaJson({ resource, limit, remaining, resetAt, pausedUntil }: QuotaWindowRecord) {
  return { resource, limit, remaining, resetAt: iso(resetAt), pausedUntil: iso(pausedUntil) }
}

/** A version of a plan, without its text. */
export function versionJson({ plan, version, format, author, message, createdAt }: PlanVersionRecord) {
  return { plan, version, format, author, message, createdAt: isoInstant(createdAt) }
}

/** An API token, without the token. */
export function tokenJson({ id, name, role, createdAt, lastUsedAt }: TokenRecord) {
  return { id, name, role, createdAt: isoInstant(createdAt), lastUsedAt: iso(lastUsedAt) }
}

/** An act on the entered values of a KPI, with what stood before. */
export function kpiEntryJson({ week, value, reason, until, author, createdAt, replaced }: KpiEntryAct) {
  const action = value === null ? ('taken_back' as const) : ('entered' as const)
  return {
    week,
    action,
    value,
    reason,
    until,
    author,
    createdAt: isoInstant(createdAt),
    replaced: replacedValue(replaced),
  }
}

/** The entered value that another replaced. */
export function replacedValue(replaced: KpiEntryAct['replaced']) {
  if (replaced === null) return null
  const { value, reason, until, author, createdAt } = replaced
  return { value, reason, until, author, createdAt: isoInstant(createdAt) }
}

/** An act on the entered progress of a deliverable, with what stood before. */
export function progressEntryJson({ date, progress, note, author, createdAt, replaced }: ProgressEntryAct) {
  const action = progress === null ? ('taken_back' as const) : ('entered' as const)
  const before =
    replaced === null
      ? null
      : {
          progress: replaced.progress,
          note: replaced.note,
          author: replaced.author,
          createdAt: isoInstant(replaced.createdAt),
        }
  return { date, action, progress, note, author, createdAt: isoInstant(createdAt), replaced: before }
}
