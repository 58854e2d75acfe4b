import type { EpochMs } from '@throughline/plan'
import type { Gone } from '../fetch.ts'
import type { HeaderReader } from '../http/retry-after.ts'
import type { SideStream } from '../side-stream.ts'

/**
 * How a tool's webhooks are told apart and read. Pure data and functions: what a delivery says is a hint, and the hub
 * asks the tool itself before it believes more than a deletion.
 */
export interface WebhookScheme {
  /** Header with the signature over the raw body, `sha256=<hex>`. */
  readonly signatureHeader: string
  /** What identifies a delivery, the same when it is sent again; null when the tool sent no id. */
  readonly deliveryId: (header: HeaderReader) => string | null
  /** The event's name, for logs and lists. */
  readonly event: (header: HeaderReader, body: unknown) => string
  /** What a delivery tells; null when it is about nothing the hub keeps. `body` is the parsed JSON. */
  readonly read: (delivery: { readonly event: string; readonly body: unknown }) => WebhookNews | null
}

/** What a delivery tells about one scope. */
export interface WebhookNews {
  /** The scope as the tool spells it; compared without regard to case. */
  readonly scope: string
  /** Items that changed, to be asked for by key. */
  readonly keys: readonly string[]
  /** Items that are gone for certain, such as by an event of deletion. */
  readonly gone: readonly Gone[]
  /** Side streams that have something new. */
  readonly streams: readonly SideStream[]
}

/** Asks a tool to send its webhooks to the hub. */
export interface RegisterRequest {
  /** Where deliveries are to be sent: this connection's webhook address, as the tool reaches it. */
  readonly url: string
  readonly secret: string
  readonly scopes: readonly string[]
  readonly signal: AbortSignal
}

/** What became of it, for each place that needed a webhook of its own. */
export interface RegisteredHook {
  /** The scope it is for; null when one serves the whole connection. */
  readonly scope: string | null
  /** The tool's id of the webhook, one that stood there already included; null when the token may not register it. */
  readonly hookId: string | null
  /** Why it was not registered and the exact steps to do it by hand; empty when it was. */
  readonly steps: readonly string[]
}

/** Asks which deliveries of registered webhooks the hub may have missed. */
export interface MissedRequest {
  readonly hooks: readonly { readonly scope: string | null; readonly hookId: string }[]
  /** Deliveries sent before this instant are of no interest. */
  readonly since: EpochMs
  /** Whether the hub has this delivery; asked before its body is. */
  readonly isKnown: (deliveryIds: readonly string[]) => Promise<ReadonlySet<string>>
  readonly signal: AbortSignal
}

/** A delivery as the tool keeps it, for the hub to take in as if it had arrived. */
export interface MissedDelivery {
  readonly id: string
  readonly event: string
  readonly body: string
}
