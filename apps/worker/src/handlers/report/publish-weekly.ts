import { type Hub, publishWeeklyReport } from '@throughline/hub'
import type { Handlers } from '@throughline/jobs'

/** Publishes the report of the week that just ended. */
export const reportWeeklyHandler =
  (hub: Hub): Handlers['report.weekly'] =>
  async ({ plan }) => {
    await publishWeeklyReport(hub, plan)
  }
