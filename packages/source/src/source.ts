import type { EpochMs, ToolKind } from '@throughline/plan'
import type { CensusPage, CensusRequest, Count } from './census.ts'
import type { FetchPage, FetchRequest } from './fetch.ts'
import type { HttpTuning } from './http/http-tuning.ts'
import type { QuotaLedger } from './quota.ts'
import type { SidePage, SideRequest, SideStream } from './side-stream.ts'
import type { Cursor, Page, Split, SplitRequest, WalkRequest } from './walk.ts'
import type {
  MissedDelivery,
  MissedRequest,
  RegisteredHook,
  RegisterRequest,
  WebhookScheme,
} from './webhook/webhook-scheme.ts'

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
  /** The part of each quota window that the hub may use, 0 exclusive to 1; the rest is left for people. Default 0.5. */
  readonly quotaShare?: number
}

/** What the edges give a connector; nothing in it reads the environment or the clock by itself. */
export interface SourcePorts {
  readonly clock: () => EpochMs
  readonly log: SourceLog
  /** Whether loopback and private addresses may be reached. */
  readonly allowPrivateHosts: boolean
  /** Where this connection's workers share its quota; without it each process knows only what it saw itself. */
  readonly quota?: QuotaLedger
  /** Overrides of time-outs, patience and concurrency; what is left out has its default. */
  readonly http?: Partial<HttpTuning>
}

/** The part of a pino logger that connectors use. */
export interface SourceLog {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
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
  /** What the tool has beside items. */
  readonly sideStreams: readonly SideStream[]
  /** False where the tool itself calls its counts estimates: then only a census proves completeness. */
  readonly countsExactly: boolean
  /** Reaches the tool and every scope; never throws for what it can put into `problems`. */
  check(scopes: readonly string[], signal: AbortSignal): Promise<SourceCheck>
  /** Divides a full walk into ranges; a scope of a few thousand records is one. */
  split(request: SplitRequest): Promise<Split>
  /**
   * Walks a scope, or one range of it, page by page, in order. The next page may be fetched while the caller stores the
   * present one. Ends after the page whose `next` is null. Records may repeat between pages and walks; none changed
   * before the walk began is left out. History comes with the records, or as moves in the same walk.
   */
  walk(request: WalkRequest): AsyncIterable<Page>
  /** The mark of a walk from the parts that its ranges ended with, in any order. Pure. */
  joinMarks(parts: readonly Cursor[]): Cursor
  /** How many items the scope has now, in one request. */
  count(scope: string, signal: AbortSignal): Promise<Count>
  /** Lists what the scope has now, page by page, ending after the page whose `next` is null. */
  census(request: CensusRequest): AsyncIterable<CensusPage>
  /** Asks for items by key: what the census, or a webhook, says is missing or changed. */
  fetch(request: FetchRequest): AsyncIterable<FetchPage>
  /** Reads one of {@link Source.sideStreams}, ending after the page whose `next` is null. */
  side(request: SideRequest): AsyncIterable<SidePage>
  /** Has the tool send webhooks; what it does not allow comes back as steps for a person, never as an error. */
  register(request: RegisterRequest): Promise<readonly RegisteredHook[]>
  /** Deliveries that the tool sent and the hub does not have; nothing where the tool keeps no list. */
  missed(request: MissedRequest): AsyncIterable<MissedDelivery>
  /** Closes idle connections. */
  close(): Promise<void>
}

/** How a tool is registered: its kind, how to reach one, and how to read what it sends by itself. */
export interface SourceFactory {
  readonly kind: ToolKind
  readonly webhook: WebhookScheme
  create(settings: SourceSettings, ports: SourcePorts): Source
}
