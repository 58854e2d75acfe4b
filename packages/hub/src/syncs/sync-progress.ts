import type { SyncRecord, SyncScopeRecord } from '@throughline/store'
import { listConnections, type QuotaWindowRecord, readQuotaWindows } from '@throughline/store'
import type { Hub } from '../context.ts'

/** How long a window of a tool's main quota lasts; the tools tell only when the present one ends. */
const windowMs = 60 * 60_000

/** How fast a scope is walked, and how long that will take. */
export interface ScopeProgress {
  /** Records since the scope started; null before the first page. */
  readonly ratePerSecond: number | null
  /** Whole seconds to the end of the walk, 0 once it is over; null when nobody can say. */
  readonly secondsLeft: number | null
}

/** What a connection may use of its tool's quota. */
export interface ConnectionQuota {
  readonly windows: readonly QuotaWindowRecord[]
  /** The part of each window that the hub may use, 0 exclusive to 1. */
  readonly share: number
}

/** A sync as it proceeds. */
export interface SyncProgress extends Omit<SyncRecord, 'scopes'> {
  readonly scopes: readonly (SyncScopeRecord & ScopeProgress)[]
  /** How the quota of its connection stands. */
  readonly quota: readonly QuotaWindowRecord[]
}

/** A sync with how fast it proceeds. */
export async function syncProgress(hub: Hub, sync: SyncRecord): Promise<SyncProgress> {
  return progressOf(sync, (await quotasOf(hub, [sync])).get(sync.connection), hub.clock())
}

/** Syncs with how fast they proceed, in the order given. */
export async function syncsProgress(hub: Hub, syncs: readonly SyncRecord[]): Promise<SyncProgress[]> {
  const quotas = await quotasOf(hub, syncs)
  return syncs.map((sync) => progressOf(sync, quotas.get(sync.connection), hub.clock()))
}

async function quotasOf(hub: Hub, syncs: readonly SyncRecord[]): Promise<Map<string, ConnectionQuota>> {
  const connections = await listConnections(hub.database)
  const quotas = new Map<string, ConnectionQuota>()
  for (const { id, quotaShare } of connections) {
    if (!syncs.some((sync) => sync.connection === id)) continue
    quotas.set(id, { windows: await readQuotaWindows(hub.database.pool, id), share: quotaShare })
  }
  return quotas
}

function progressOf(sync: SyncRecord, known: ConnectionQuota | undefined, now: number): SyncProgress {
  const quota = known ?? { windows: [], share: 1 }
  return { ...sync, scopes: scopesProgress(sync.scopes, quota, now), quota: quota.windows }
}

/**
 * How fast the scopes of a sync proceed. The time left follows from the rate so far, or from the quota where that takes
 * longer: scopes that are walked side by side share it evenly, and whatever the present window does not allow waits for
 * the next ones. A request is taken to cost one of what the quota counts, so a tool that charges more may take longer.
 */
export function scopesProgress(
  scopes: readonly SyncScopeRecord[],
  quota: ConnectionQuota,
  now: number,
): (SyncScopeRecord & ScopeProgress)[] {
  const needs = scopes.map((scope) => (scope.status === 'running' ? requestsLeft(scope) : 0))
  return scopes.map((scope, index) => {
    const ratePerSecond = rateOf(scope, now)
    const left = recordsLeft(scope)
    if (left === 0) return { ...scope, ratePerSecond, secondsLeft: 0 }
    const need = needs[index] ?? 0
    if (left === null || ratePerSecond === null) return { ...scope, ratePerSecond, secondsLeft: null }
    // When this scope is done, each of the others has been served as often, or is done itself.
    const served = needs.reduce((sum, other) => sum + Math.min(other, need), 0)
    const waitMs = Math.max(quotaWaitMs(served, quota, now), (scope.trouble?.retryAt ?? now) - now)
    return { ...scope, ratePerSecond, secondsLeft: Math.ceil(Math.max(left / ratePerSecond, waitMs / 1_000)) }
  })
}

function rateOf({ fetched, startedAt, finishedAt }: SyncScopeRecord, now: number): number | null {
  if (startedAt === null || fetched === 0) return null
  return (fetched * 1_000) / Math.max(1, (finishedAt ?? now) - startedAt)
}

/** Records that the walk still has to bring; null when nobody can say. */
function recordsLeft({ status, phase, fetched, expected }: SyncScopeRecord): number | null {
  if (status === 'failed') return null
  if (status === 'succeeded' || status === 'relating') return 0
  if (phase !== 'begin' && phase !== 'items') return 0
  return expected === null || fetched > expected ? null : expected - fetched
}

function requestsLeft(scope: SyncScopeRecord): number {
  return scope.fetched === 0 ? 0 : Math.ceil(((recordsLeft(scope) ?? 0) * scope.requests) / scope.fetched)
}

/** How long the quota holds back the last of so many requests. */
function quotaWaitMs(requests: number, { windows, share }: ConnectionQuota, now: number): number {
  const pausedMs = Math.max(0, ...windows.map(({ pausedUntil }) => (pausedUntil ?? now) - now))
  const main = mainWindow(windows)
  if (main === null) return pausedMs
  const { limit, remaining, resetAt } = main
  const perWindow = Math.max(1, Math.floor(limit * share))
  const isPresent = resetAt !== null && resetAt > now
  const allowed = isPresent && remaining !== null ? Math.max(0, remaining - (limit - perWindow)) : perWindow
  if (requests <= allowed) return pausedMs
  const untilNextMs = isPresent ? resetAt - now : windowMs
  const further = Math.ceil((requests - allowed) / perWindow) - 1
  return Math.max(pausedMs, untilNextMs + further * windowMs)
}

/** The largest window is a tool's main quota; the waits for those of bursts and single endpoints are in the rate. */
function mainWindow(windows: readonly QuotaWindowRecord[]) {
  return windows.reduce<(QuotaWindowRecord & { readonly limit: number }) | null>((largest, window) => {
    const { limit } = window
    return limit === null || limit <= (largest?.limit ?? 0) ? largest : { ...window, limit }
  }, null)
}
