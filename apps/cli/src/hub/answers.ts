/** How a sync, or one scope of it, stands. */
export type SyncStatus = 'queued' | 'running' | 'succeeded' | 'partial' | 'failed'

/** One scope of a sync, as `GET /syncs/{id}` answers it. */
export interface SyncScopeAnswer {
  readonly scope: string
  readonly status: SyncStatus
  readonly fetched: number
  readonly saved: number
  readonly removed: number
  readonly requests: number
  /** How many records there are, where the tool says so. */
  readonly expected?: number | null
  readonly quarantined: number
  readonly error: { readonly code: string; readonly message: string } | null
}

/** A sync, as `GET /syncs/{id}` answers it. */
export interface SyncAnswer {
  readonly id: string
  readonly connection: string
  readonly mode: 'incremental' | 'full'
  readonly status: SyncStatus
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly scopes: readonly SyncScopeAnswer[]
}

/** Whether a sync goes on. */
export function isUnderWay(status: SyncStatus): boolean {
  return status === 'queued' || status === 'running'
}

/** A connection, as `GET /connections` lists it; the hub never answers secrets. */
export interface ConnectionAnswer {
  readonly id: string
  readonly kind: 'jira' | 'github'
  readonly baseUrl: string
  readonly scopes: readonly string[]
}

/** A connection, as `GET /connections/{id}` answers it. */
export interface ConnectionDetailAnswer extends ConnectionAnswer {
  /** When each scope was last read to its end; null when it never was. */
  readonly scopeStates: readonly { readonly scope: string; readonly syncedAt: string | null }[]
}

/** What reaching a tool showed. */
export interface CheckAnswer {
  readonly ok: boolean
  readonly account: string | null
  readonly permissions: readonly string[]
  readonly problems: readonly string[]
  readonly unclassifiedResolutions?: readonly string[]
}

/** A work item, as the lists of the hub show it. */
export interface ItemAnswer {
  readonly connection: string
  readonly key: string
  readonly type: string
  readonly title: string
  readonly url: string
  readonly state: string
  readonly status: string
  readonly updatedAt: string
}

/** A plan, as `GET /plans` lists it. */
export interface PlanAnswer {
  readonly id: string
  readonly title: string
  readonly version: number
}

/** What applying a plan document, or editing its links, did or would do. */
export interface PlanOutcomeAnswer {
  readonly plan: string
  readonly version: number
  /** False when the document equals the stored one. */
  readonly changed: boolean
  readonly changes: readonly { readonly kind: string; readonly text: string }[]
  /** Connections, epics and keys that the hub does not know (yet). */
  readonly warnings: readonly string[]
  /** Only of a dry run: progress that would move, 0..1. */
  readonly effect?: readonly { readonly id: string; readonly before: number | null; readonly after: number | null }[]
}

/** A token, as `GET /tokens` lists it. */
export interface TokenAnswer {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
}
