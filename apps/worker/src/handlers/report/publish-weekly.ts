import { type Hub, publishWeeklyReport } from '@throughline/hub'
import type { Handlers } from '@throughline/jobs'

/** Publishes the report of a week that has ended. */
export const reportWeeklyHandler =
  (hub: Hub): Handlers['report.weekly'] =>
  async ({ plan, week }) => {
    await publishWeeklyReport(hub, plan, week)
  }
