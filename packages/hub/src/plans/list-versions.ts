import { listPlanVersions, type PlanVersionRecord } from '@throughline/store'
import type { Hub } from '../context.ts'
import { isSmallNumber, type PageOf, type PageRequest, readCursor, toPage } from '../page.ts'
import { getPlan } from './stored-plan.ts'

/** A plan's versions, newest first; throws NotFoundError. */
export async function listPlanVersionsPage(
  hub: Hub,
  plan: string,
  page: PageRequest,
): Promise<PageOf<PlanVersionRecord>> {
  await getPlan(hub, plan)
  const rows = await listPlanVersions(hub.database, plan, readCursor(page.cursor, isSmallNumber), page.limit + 1)
  return toPage(rows, page.limit, (last) => last.version)
}
