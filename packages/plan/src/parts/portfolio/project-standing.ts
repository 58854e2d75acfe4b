import type { EpochMs } from '../../item/work-item.ts'
import { countedItems } from '../../measure/counted-items.ts'
import { daysBetween } from '../days.ts'
import type { PartContext } from '../part-context.ts'
import { partWork, workSpan } from '../part-work.ts'
import type { PastProject } from './past-project.ts'

/** A past project with what can be learned from it in numbers. */
export interface ProjectStanding extends Omit<PastProject, 'selectors'> {
  /** Counted items of the linked work. */
  readonly items: { readonly of: number; readonly done: number }
  /** Days it ended after (positive) or before its planned end; null when not known. */
  readonly daysOver: number | null
  /** Money spent beyond the plan as a part of the planned; negative when less was spent, null when not known. */
  readonly costOver: number | null
  /** Items added after work began, as a part of those that were there then; null without linked work. */
  readonly scopeGrowth: number | null
  /** (Benefit - cost) / cost, by the real cost where it is known; null when not known. */
  readonly returnOnInvestment: number | null
}

/** Judges a past project; real dates come from linked work before the document. */
export function projectStanding(project: PastProject, context: PartContext): ProjectStanding {
  const { selectors, planned, benefit, ...rest } = project
  const items = countedItems(context.chosenBy(selectors))
  const { counts } = partWork(items, context)
  const span = workSpan(items, context)
  const actual = {
    ...project.actual,
    start: span.started ?? project.actual.start,
    end: span.finished ?? project.actual.end,
  }
  const cost = actual.cost ?? planned.cost
  return {
    ...rest,
    planned,
    actual,
    benefit,
    items: { of: counts.todo + counts.inProgress + counts.done, done: counts.done },
    daysOver: planned.end === null || actual.end === null ? null : daysBetween(planned.end, actual.end),
    costOver: partOver(planned.cost, actual.cost),
    scopeGrowth: scopeGrowth(items, span.began, context),
    returnOnInvestment: benefit === null || cost === null || cost === 0 ? null : (benefit - cost) / cost,
  }
}

function partOver(planned: number | null, actual: number | null): number | null {
  return planned === null || planned === 0 || actual === null ? null : (actual - planned) / planned
}

function scopeGrowth(
  items: ReturnType<typeof countedItems>,
  began: EpochMs | null,
  { at }: PartContext,
): number | null {
  if (began === null) return null
  const existing = items.filter(({ createdAt }) => createdAt <= at)
  const there = existing.filter(({ createdAt }) => createdAt <= began).length
  return there === 0 ? null : (existing.length - there) / there
}
