import { type IsoWeek, previousWeek, weekBounds } from '../calendar/iso-week.ts'
import { measurePlan } from '../measure/plan-progress.ts'
import type { PlanWork } from '../measure/plan-work.ts'
import type { ProgressChange, WeeklyReport } from './report.ts'

/**
 * Lays progress of an objective or deliverable, by id, or of the plan, for null, beside what it was at the end of the
 * week before, and says how far it moved in that week.
 */
export type ProgressHistory = (id: string | null, progress: number | null) => ProgressChange

/**
 * What came before a report's week: as the published report of the week before says, where it names the part, else by
 * the values as of the ends of the two weeks before. A published report of any other week is ignored.
 */
export function progressHistory(work: PlanWork, week: IsoWeek, published: WeeklyReport | null): ProgressHistory {
  const lastWeek = previousWeek(week)
  const atStart = progressAtEnd(work, previousWeek(lastWeek))
  const atEnd = progressAtEnd(work, lastWeek)
  const said = published?.week === lastWeek ? saidBy(published) : new Map<string | null, Said>()
  return (id, progress) => {
    const then = atEnd.get(id) ?? null
    const last = said.get(id) ?? { progress: then, change: difference(then, atStart.get(id) ?? null) }
    return {
      progress,
      previousProgress: last.progress,
      change: difference(progress, last.progress),
      lastWeek: { week: lastWeek, change: last.change },
    }
  }
}

type Said = Pick<ProgressChange, 'progress' | 'change'>

function progressAtEnd(work: PlanWork, week: IsoWeek): Map<string | null, number | null> {
  const { progress, objectives } = measurePlan(work, weekBounds(week, work.plan.timeZone).end - 1)
  const all = new Map<string | null, number | null>([[null, progress]])
  for (const part of objectives) {
    all.set(part.work.objective.id, part.progress)
    for (const each of part.deliverables) all.set(each.work.deliverable.id, each.progress)
  }
  return all
}

function saidBy(published: WeeklyReport): Map<string | null, Said> {
  const all = new Map<string | null, Said>([[null, published]])
  for (const part of published.objectives) {
    all.set(part.id, part)
    for (const each of part.deliverables) all.set(each.id, each)
  }
  return all
}

function difference(now: number | null, before: number | null): number | null {
  return now === null || before === null ? null : now - before
}
