import type { ConnectorHarness } from './connector-harness.ts'

/** Something that every connector promises, and how it is proved. */
export interface Guarantee {
  readonly name: string
  /** Proves it on a harness that nothing else uses. @throws AssertionError when it does not hold. */
  prove(harness: ConnectorHarness): Promise<void>
}
