import type { EpochMs } from '@throughline/plan'
import type { Source } from '@throughline/source'

/**
 * What a connector's tests give to `connectorGuarantees`: its tool, simulated, with a scope of some dozen items on three
 * pages at least, and the connector to it. Each guarantee gets one of its own.
 */
export interface ConnectorHarness {
  /** The scope that everything is about, in the tool's spelling. */
  readonly scope: string
  /** Faults that only this tool knows, such as a limit of its own, beside those that all have. */
  readonly ownFaults: readonly WireFault[]
  /**
   * Connects as another worker would, knowing nothing of the earlier ones. Its waits are those of
   * {@link ConnectorHarness.wait} and its time-outs short; its ranges are small enough that the scope has several.
   */
  connect(): Source
  /** What the tool shows in the scope now: keys with the time of last update. */
  truth(): ReadonlyMap<string, EpochMs>
  /** Lets the clocks of hub and tool go on. */
  wait(ms: number): void
  /** Creates an item now and returns its key. */
  create(): string
  /** Changes an item, and its time of last update to now. */
  edit(key: string): void
  /** Deletes an item. */
  remove(key: string): void
  /** Spoils one item, so that all but its key cannot be read, and returns its key. */
  poison(): string
  /** A key in the tool's spelling that the scope never had. */
  readonly unknownKey: string
  failNext(fault: WireFault): void
  /** How many requests reached the tool until now, struck ones included. */
  requests(): number
  /** Refuses the connector's credentials from now on. */
  revoke(): void
  close(): Promise<void>
}

/** Something that goes wrong with one request; the words are those of the simulated tools. */
export interface WireFault {
  readonly kind?: 'respond' | 'truncate' | 'cut' | 'reset' | 'hang'
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** How many requests pass unharmed first. Default 0. */
  readonly skip?: number
}
