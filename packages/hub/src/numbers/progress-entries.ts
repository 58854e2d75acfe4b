import { NotFoundError, ValidationError } from '@throughline/errors'
import { dayStart, planNodes } from '@throughline/plan'
import { addProgressEntry, listProgressEntryActs, type ProgressEntryAct } from '@throughline/store'
import type { Hub } from '../context.ts'
import { isNumber, type PageOf, type PageRequest, readCursor, toPage } from '../page.ts'
import { getPlan } from '../plans/stored-plan.ts'

/**
 * Enters the progress of a deliverable whose progress is manual, for a date; entered again, the later stands, and the
 * answer says what it replaced. Throws NotFoundError, and ValidationError for a deliverable that is measured.
 */
export async function putProgress(
  hub: Hub,
  planId: string,
  deliverableId: string,
  date: string,
  entry: { readonly progress: number; readonly note: string | null; readonly author: string | null },
): Promise<ProgressEntryAct> {
  const deliverable = await requireDeliverable(hub, planId, deliverableId)
  if (deliverable.progress !== 'manual') {
    throw new ValidationError(
      'progress.not_manual',
      `Progress of ${deliverableId} follows from its work items. Only one with progress: manual takes entries.`,
    )
  }
  // Refuses what is no date.
  dayStart(date, deliverable.timeZone)
  const added = await addProgressEntry(
    hub.database,
    planId,
    { deliverable: deliverableId, date, ...entry },
    hub.clock(),
  )
  return added ?? noEntry(deliverableId, date)
}

/** Takes back progress that was entered for a date; throws NotFoundError where none stands. Entries of the document stay. */
export async function deleteProgress(
  hub: Hub,
  planId: string,
  deliverableId: string,
  date: string,
  act: { readonly note: string | null; readonly author: string | null },
): Promise<void> {
  await requireDeliverable(hub, planId, deliverableId)
  const entry = { deliverable: deliverableId, date, progress: null, ...act }
  const added = await addProgressEntry(hub.database, planId, entry, hub.clock())
  if (added === null) noEntry(deliverableId, date)
}

/** Everything that was entered and taken back of a deliverable’s progress, newest first; throws NotFoundError. */
export async function progressEntries(
  hub: Hub,
  planId: string,
  deliverableId: string,
  page: PageRequest,
): Promise<PageOf<ProgressEntryAct>> {
  const before = readCursor(page.cursor, isNumber)
  const acts = await listProgressEntryActs(hub.database, planId, deliverableId, before, page.limit + 1)
  // What was entered of a deliverable that has left the plan can still be read.
  if (acts.length === 0) await requireDeliverable(hub, planId, deliverableId)
  return toPage(acts, page.limit, (last) => last.id)
}

async function requireDeliverable(hub: Hub, planId: string, id: string) {
  const { plan } = await getPlan(hub, planId)
  const deliverable = planNodes(plan)
    .flatMap((node) => node.deliverables)
    .find((each) => each.id === id)
  if (deliverable === undefined) {
    throw new NotFoundError('deliverable.not_found', `Plan ${planId} has no deliverable ${id}.`)
  }
  return { ...deliverable, timeZone: plan.timeZone }
}

function noEntry(deliverable: string, date: string): never {
  throw new NotFoundError('progress.no_entry', `No entered progress of ${deliverable} stands for ${date}.`)
}
