import { z } from 'zod'
import { calendarDate, documentFields, listed, oneOrMore, slug } from '../../document/document-fields.ts'
import { normaliseSelector, type Selector, selectorSchema } from '../../document/selector.ts'

/** Help for the people who have to live with a change: training, communication, infrastructure. */
export interface TransitionTask {
  readonly id: string
  readonly title: string
  readonly kind: 'training' | 'communication' | 'infrastructure'
  /** Who is helped, in words. */
  readonly audience: string | null
  readonly owner: string | null
  readonly due: string | null
  /** Ids of the deliverables that it prepares people for. */
  readonly supports: readonly string[]
  /** Chooses the work items of it. */
  readonly selectors: readonly Selector[]
  /** True when its owner says so; linked work may say it too. */
  readonly isDone: boolean
}

/** A transition task as the document writes it. */
export const transitionTaskSchema = documentFields({
  id: slug,
  title: z.string().min(1),
  kind: z.enum(['training', 'communication', 'infrastructure']),
  audience: z.string().min(1).optional().describe('Who is helped'),
  owner: z.string().min(1).optional(),
  due: calendarDate.optional(),
  supports: oneOrMore(z.string()).optional().describe('Ids of the deliverables that it prepares people for'),
  links: z.array(selectorSchema).optional().describe('Chooses the work items of it'),
  done: z.boolean().optional().describe('True when it is done and no linked work tells'),
})

/** A parsed transition task with its defaults filled in. */
export function normaliseTransitionTask(input: z.output<typeof transitionTaskSchema>): TransitionTask {
  return {
    id: input.id,
    title: input.title,
    kind: input.kind,
    audience: input.audience ?? null,
    owner: input.owner ?? null,
    due: input.due ?? null,
    supports: listed(input.supports),
    selectors: (input.links ?? []).map(normaliseSelector),
    isDone: input.done ?? false,
  }
}
