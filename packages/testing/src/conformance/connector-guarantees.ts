import { failureGuarantees } from './failure-guarantees.ts'
import type { Guarantee } from './guarantee.ts'
import { questionGuarantees } from './question-guarantees.ts'
import { walkGuarantees } from './walk-guarantees.ts'

/**
 * What every connector promises beyond the types of the port. A connector's `conformance.test.ts` proves it:
 *
 * ```ts
 * test.each(connectorGuarantees)('$name', async ({ prove }) => {
 *   const harness = await openHarness()
 *   try {
 *     await prove(harness)
 *   } finally {
 *     await harness.close()
 *   }
 * })
 * ```
 */
export const connectorGuarantees: readonly Guarantee[] = [
  ...walkGuarantees,
  ...questionGuarantees,
  ...failureGuarantees,
]
