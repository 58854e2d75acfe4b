/** How a sync, or one scope of it, stands. */
export type SyncStatus = 'queued' | 'running' | 'succeeded' | 'partial' | 'failed'

/** One scope of a sync, as `GET /syncs/{id}` answers it. */
export interface SyncScopeAnswer {
  readonly scope: string
  readonly status: SyncStatus
  readonly phase: 'begin' | 'items' | 'merge' | 'census' | 'mend' | 'relate'
  readonly fetched: number
  /** How many records there are, where the tool says so. */
  readonly expected: number | null
  readonly saved: number
  readonly added: number
  readonly removed: number
  readonly requests: number
  /** Records; null before the first page. */
  readonly ratePerSecond: number | null
  /** To the end of the walk; null when nobody can say. */
  readonly secondsLeft: number | null
  /** Items that the tool shows, and those that the hub holds; null where the sync did not look. */
  readonly coverage: { readonly entries: number; readonly matched: number; readonly proven: boolean } | null
  /** What it waits for, or struggles with, and when it goes on. */
  readonly waiting: {
    readonly code: string
    readonly message: string
    readonly until: string
    readonly failures: number
  } | null
  readonly quarantined: number
  readonly error: { readonly code: string; readonly message: string } | null
}

/** How one of a tool's quotas stands. */
export interface QuotaWindowAnswer {
  readonly resource: string
  readonly limit: number | null
  readonly remaining: number | null
  readonly resetAt: string | null
  readonly pausedUntil: string | null
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
  readonly quota: readonly QuotaWindowAnswer[]
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
  /** Whether webhooks are taken in. */
  readonly hasWebhookSecret: boolean
}

/** A connection, as `GET /connections/{id}` answers it. */
export interface ConnectionDetailAnswer extends ConnectionAnswer {
  readonly scopeStates: readonly ScopeStateAnswer[]
}

/** What is known of a scope as a whole. */
interface ScopeStateAnswer {
  readonly scope: string
  /** When it was last read to its end; null when it never was. */
  readonly syncedAt: string | null
  /** When its completeness was last proven; null before the first time. */
  readonly censusAt: string | null
  /** The part of the tool's items that the hub holds, 0..1; null before the first look. */
  readonly coverage: number | null
  /** Of how many pull requests the first review is known; null where there are none. */
  readonly reviews: { readonly of: number; readonly known: number } | null
}

/** What became of the webhooks of a connection. */
export interface WebhooksAnswer {
  readonly url: string
  readonly hooks: readonly {
    /** Null where one serves the whole connection. */
    readonly scope: string | null
    readonly hookId: string | null
    /** What a person has to do by hand. */
    readonly steps: readonly string[]
  }[]
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

/** A deliverable that names an item, and by what. */
interface ClaimAnswer {
  readonly deliverable: string
  readonly rule: string
  readonly detail: string
}

/** A stored version of a plan, as `GET /plans/{id}/versions` lists it. */
export interface PlanVersionAnswer {
  readonly plan: string
  readonly version: number
  readonly author: string | null
  /** Why the plan changed. */
  readonly message: string | null
  readonly createdAt: string
}

/** An item that several deliverables named, as `GET /plans/{id}/conflicts` lists it. */
export interface ConflictAnswer extends ItemAnswer {
  readonly winner: ClaimAnswer
  readonly losers: readonly ClaimAnswer[]
}

/** Why an item stands where it stands in a plan, as `GET /plans/{id}/explain` answers it. */
export interface ExplanationAnswer {
  readonly plan: string
  /** False while the stored link or its conflicts may be others. */
  readonly isSettled: boolean
  readonly item: ItemAnswer
  readonly verdict: string
  /** Strongest first. */
  readonly claims: readonly (ClaimAnswer & {
    /** Where the deliverable stands in the document, from 1. */
    readonly position: number
    readonly won: boolean
    readonly whyNot: string | null
  })[]
  readonly references: readonly {
    readonly key: string
    readonly title: string
    readonly link: ClaimAnswer | null
    readonly isGone: boolean
  }[]
  readonly nearMisses: readonly {
    readonly deliverable: string
    readonly selector: string
    readonly failed: readonly { readonly text: string }[]
  }[]
  /** Null when it is linked to nothing. */
  readonly counting: { readonly whyNot: string | null } | null
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

/** What one version of a plan says differently from another. */
export interface VersionComparisonAnswer {
  readonly from: number
  readonly to: number
  readonly changes: PlanOutcomeAnswer['changes']
}

/** A token, as `GET /tokens` lists it. */
export interface TokenAnswer {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
}

/** An entered value that another replaced. */
export interface ReplacedEntryAnswer {
  readonly value: number
  readonly reason: string
  readonly until: string | null
  readonly author: string | null
  readonly createdAt: string
}

/** An act on the entered values of a KPI. */
export interface KpiEntryAnswer {
  readonly week: string
  readonly action: 'entered' | 'taken_back'
  readonly value: number | null
  readonly reason: string | null
  readonly until: string | null
  readonly author: string | null
  readonly createdAt: string
  readonly replaced: ReplacedEntryAnswer | null
}

/** A value of a KPI after it was entered. */
export interface KpiValueAnswer {
  readonly week: string
  readonly value: number | null
  readonly measured?: number | null
  readonly replaced: ReplacedEntryAnswer | null
}

/** What a file of KPI values did, or would do. */
export interface KpiImportAnswer {
  readonly dryRun: boolean
  readonly unchanged: number
  readonly entered: readonly {
    readonly kpi: string
    readonly week: string
    readonly value: number
    readonly replaced: ReplacedEntryAnswer | null
  }[]
}
