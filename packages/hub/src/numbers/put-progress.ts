import { NotFoundError, ValidationError } from '@throughline/errors'
import { dayStart, planNodes } from '@throughline/plan'
import { putProgressEntry } from '@throughline/store'
import type { Hub } from '../context.ts'
import { getPlan } from '../plans/stored-plan.ts'

/** Enters the progress of a deliverable whose progress is manual, for a date; entered again, the later stands. */
export async function putProgress(
  hub: Hub,
  planId: string,
  deliverableId: string,
  date: string,
  entry: { readonly progress: number; readonly note: string | null; readonly author: string | null },
): Promise<void> {
  const { plan } = await getPlan(hub, planId)
  const deliverables = planNodes(plan).flatMap((node) => node.deliverables)
  const deliverable = deliverables.find((each) => each.id === deliverableId)
  if (deliverable === undefined) {
    throw new NotFoundError('deliverable.not_found', `Plan ${planId} has no deliverable ${deliverableId}.`)
  }
  if (deliverable.progress !== 'manual') {
    throw new ValidationError(
      'progress.not_manual',
      `Progress of ${deliverableId} follows from its work items. Only one with progress: manual takes entries.`,
    )
  }
  // Refuses what is no date.
  dayStart(date, plan.timeZone)
  const { author, ...rest } = entry
  await putProgressEntry(hub.database, planId, { deliverable: deliverableId, date, ...rest }, author, hub.clock())
}
