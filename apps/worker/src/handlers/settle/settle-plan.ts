import { type Hub, settlePlan } from '@throughline/hub'
import type { Handlers } from '@throughline/jobs'

/** Links the items of a plan that changed. */
export const settlePlanHandler =
  (hub: Hub): Handlers['settle.plan'] =>
  async ({ plan }) => {
    await settlePlan(hub, plan)
  }
