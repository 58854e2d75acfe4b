import type { EpochMs, ItemRecord, ToolKind } from '@throughline/plan'
import type { HttpTuning } from './http/http-tuning.ts'

/** Credentials of a connection, in clear; they live in memory only and are never logged. */
export type SourceAuth =
  | { readonly type: 'basic'; readonly email: string; readonly token: string }
  | { readonly type: 'bearer'; readonly token: string }
  | { readonly type: 'token'; readonly token: string }
  | { readonly type: 'app'; readonly appId: string; readonly installationId: string; readonly privateKey: string }

/** What a connector needs to know to reach one tool. */
export interface SourceSettings {
  readonly connection: string
  readonly kind: ToolKind
  readonly baseUrl: string
  readonly auth: SourceAuth
  readonly deployment: 'cloud' | 'data-center'
  /** Name or id of the field that holds the estimate; null lets the connector find Story Points by name. */
  readonly estimateField: string | null
}

/** What the edges give a connector; nothing in it reads the environment or the clock by itself. */
export interface SourcePorts {
  readonly clock: () => EpochMs
  readonly log: SourceLog
  /** Whether loopback and private addresses may be reached. */
  readonly allowPrivateHosts: boolean
  /** Overrides of time-outs, patience and concurrency; what is left out has its default. */
  readonly http?: Partial<HttpTuning>
}

/** The part of a pino logger that connectors use. */
export interface SourceLog {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

/**
 * Where a walk stands, as plain JSON that only the connector reads. Stored with every page in one transaction, so a
 * walk goes on after the last stored page whoever continues it.
 */
export type Cursor = { readonly [field: string]: string | number | boolean | null | Cursor }

/** A walk over one scope: everything (`since: null`), or what changed since an earlier walk's mark. */
export interface WalkRequest {
  readonly scope: string
  /** The mark an earlier walk of this scope ended with; null walks everything. */
  readonly since: Cursor | null
  /** Where an interrupted walk stood; null starts at the beginning. */
  readonly from: Cursor | null
  /** Aborts requests in flight; the walk then ends by throwing the signal's reason. */
  readonly signal: AbortSignal
}

/** One page of a walk. */
export interface Page {
  readonly records: readonly ItemRecord[]
  /** Where the walk stands after this page; null on the last page. */
  readonly next: Cursor | null
  /** On the last page: the mark an incremental walk later starts from. Null before. */
  readonly mark: Cursor | null
  /** Requests made for this page, retries included. */
  readonly requests: number
  /** Records that could not be read, with the reason; they are shown, never silently dropped. */
  readonly quarantined: readonly QuarantinedRecord[]
  /** How many records the whole walk is expected to have, when the tool says so. */
  readonly expected: number | null
}

/** A record whose key, state or dates could not be read. */
export interface QuarantinedRecord {
  readonly key: string | null
  readonly reason: string
}

/** The answer of {@link Source.check}. */
export interface SourceCheck {
  readonly ok: boolean
  /** Who the credentials belong to, as the tool names them; null when it could not be asked. */
  readonly account: string | null
  readonly permissions: readonly string[]
  /** What stands in the way, each a sentence that says what to do. */
  readonly problems: readonly string[]
  /** Names of all resolutions the tool knows, for the hub to tell which nobody classified; absent where it has none. */
  readonly resolutions?: readonly string[]
}

/**
 * The port that a connector implements: one tool, one account.
 *
 * Errors are of `@throughline/errors`, classified once from status and headers: `AuthExpiredError` for refused
 * credentials, `UpstreamRefusedError` for what can never work (unknown project, removed endpoint), `RateLimitedError`
 * with the wait the tool asked for, `UpstreamError` for what passes.
 */
export interface Source {
  readonly kind: ToolKind
  /** Reaches the tool and every scope; never throws for what it can put into `problems`. */
  check(scopes: readonly string[], signal: AbortSignal): Promise<SourceCheck>
  /**
   * Walks a scope page by page, in order. The next page may be fetched while the caller stores the present one. Ends
   * after the page whose `next` is null. Records may repeat between pages and walks; none changed before the walk
   * began is left out.
   */
  walk(request: WalkRequest): AsyncIterable<Page>
  /** Closes idle connections. */
  close(): Promise<void>
}

/** How a tool is registered: its kind and how to reach one. */
export interface SourceFactory {
  readonly kind: ToolKind
  create(settings: SourceSettings, ports: SourcePorts): Source
}
