import { z } from 'zod'
import type { EpochMs } from '../item/work-item.ts'
import { type Budget, budgetSchema, normaliseBudget } from '../parts/budget.ts'
import { normaliseRoles, type Roles, rolesSchema } from '../parts/roles/roles.ts'
import { calendarDate, documentFields, listed, slug } from './document-fields.ts'
import { normaliseSelector, type Selector, selectorSchema } from './selector.ts'

/** A result that a plan promises, and the choice of the work that brings it about. */
export interface Deliverable {
  readonly id: string
  readonly title: string
  /** Id of the objective it belongs to. */
  readonly objective: string
  readonly owner: string | null
  /** First day of work, `2026-10-15` in the plan's time zone. */
  readonly start: string | null
  /** Last day of work, included. */
  readonly due: string | null
  /** The day on which it is released to its users, after it is done. */
  readonly release: string | null
  readonly budget: Budget | null
  readonly roles: Roles
  /** Ids of the deliverables that must come first. */
  readonly dependsOn: readonly string[]
  /** Its part in the objective's mean, default 1. */
  readonly weight: number
  /** Whether its items count one each or by their estimate. */
  readonly weigh: 'items' | 'points'
  /** Whether progress is measured from linked work or comes from dated entries. */
  readonly progress: 'measured' | 'manual'
  /** Dated progress, oldest first; empty unless `progress` is manual. */
  readonly entries: readonly ProgressEntry[]
  readonly status: DeliverableStatus
  /** What links work to it, as its `links` say; an item that any of them chooses belongs here. */
  readonly selectors: readonly Selector[]
  /** True for `{objective}.direct`, which stands for an objective's own links and is not written in the document. */
  readonly isDirect: boolean
}

/** What the plan's author says of a deliverable, whatever the work says. */
export type DeliverableStatus = 'active' | 'done' | 'cancelled'

/** What somebody said about progress on a day. */
export interface ProgressEntry {
  /** The day, `2026-11-01`; it holds from the beginning of that day in the plan's time zone. */
  readonly date: string
  /** 0 to 1. */
  readonly progress: number
  readonly note: string | null
  /** Who entered it, and when; absent for an entry that stands in the document. */
  readonly entered?: { readonly author: string | null; readonly createdAt: EpochMs }
}

const entrySchema = documentFields({
  date: calendarDate,
  progress: z.number().min(0).max(1),
  note: z.string().optional(),
})

/** A deliverable as the document writes it. */
export const deliverableSchema = documentFields({
  id: slug,
  title: z.string().min(1),
  owner: z.string().min(1).optional(),
  start: calendarDate.optional(),
  due: calendarDate.optional(),
  release: calendarDate.optional().describe('The day on which it is released to its users'),
  budget: budgetSchema.optional(),
  roles: rolesSchema.optional(),
  dependsOn: z.union([z.string(), z.array(z.string())]).optional(),
  weight: z.number().positive().optional(),
  weigh: z.enum(['items', 'points']).optional(),
  progress: z.enum(['measured', 'manual']).optional(),
  entries: z.array(entrySchema).optional(),
  status: z.enum(['active', 'done', 'cancelled']).optional(),
  links: z.array(selectorSchema).optional(),
})

/** A parsed deliverable with its defaults filled in. */
export function normaliseDeliverable(input: z.output<typeof deliverableSchema>, objective: string): Deliverable {
  return {
    id: input.id,
    title: input.title,
    objective,
    owner: input.owner ?? null,
    start: input.start ?? null,
    due: input.due ?? null,
    release: input.release ?? null,
    budget: normaliseBudget(input.budget),
    roles: normaliseRoles(input.roles),
    dependsOn: listed(input.dependsOn),
    weight: input.weight ?? 1,
    weigh: input.weigh ?? 'items',
    progress: input.progress ?? 'measured',
    entries: (input.entries ?? [])
      .map(({ date, progress, note }) => ({ date, progress, note: note ?? null }))
      .sort((one, other) => (one.date < other.date ? -1 : 1)),
    status: input.status ?? 'active',
    selectors: (input.links ?? []).map(normaliseSelector),
    isDirect: false,
  }
}
