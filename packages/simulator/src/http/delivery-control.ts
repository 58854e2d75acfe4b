import type { Deliveries, DeliveryRecord, DeliveryTiming } from './deliveries.ts'
import type { FlushOptions } from './delivery-order.ts'
import type { Tool } from './request-log.ts'

/** The part of the simulator's control that concerns the webhook calls of both tools. */
export interface DeliveryControl {
  /** Holds a tool's webhook calls back from now on, or no longer; those held leave with {@link DeliveryControl.flushWebhooks}. */
  holdWebhooks(tool: Tool, held: boolean): void
  /** Sends what was held back, in any order, some twice, some never. Throws RangeError for an order that does not fit. */
  flushWebhooks(tool: Tool, options?: FlushOptions): void
  /** The webhook calls so far, oldest first; the latest 20,000 at most. */
  deliveries(tool?: Tool): readonly DeliveryRecord[]
  /** Sets the delay before calls are repeated and the patience for an answer. */
  setWebhookTiming(timing: DeliveryTiming): void
  /** Resolves when no webhook call is in line or waits for its repetition; those held back do not count. */
  webhooksSettled(): Promise<void>
}

/** Makes the control of the webhook calls. */
export function makeDeliveryControl(deliveries: Deliveries): DeliveryControl {
  return {
    holdWebhooks: (tool, held) => deliveries.hold(tool, held),
    flushWebhooks: (tool, options) => deliveries.flush(tool, options),
    deliveries: (tool) => deliveries.list(tool),
    setWebhookTiming: (timing) => deliveries.setTiming(timing),
    webhooksSettled: () => deliveries.settled(),
  }
}
