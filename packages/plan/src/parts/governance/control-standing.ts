import { dateOf } from '../../calendar/instant.ts'
import { DAY_MS } from '../../measure/words.ts'
import type { PartContext } from '../part-context.ts'
import { doneBy } from '../part-work.ts'
import type { Control } from './control.ts'

/** A control with the state of its evidence. */
export interface ControlStanding extends Omit<Control, 'evidence'> {
  readonly evidence: {
    /** `fresh` while the newest finished item is young enough; `none` when nothing ever proved it. */
    readonly state: 'fresh' | 'stale' | 'none' | 'not_needed'
    /** Finished items that are young enough. */
    readonly count: number
    /** The item that was finished last; null when none was. */
    readonly newest: {
      readonly connection: string
      readonly key: string
      readonly title: string
      readonly url: string
      readonly done: string
    } | null
    /** The last day on which the newest item proves it; null without one. */
    readonly freshUntil: string | null
  }
  readonly isReviewOverdue: boolean
}

/** Judges a control by the newest finished item among those that prove it. */
export function controlStanding(control: Control, context: PartContext): ControlStanding {
  const { at, plan, today } = context
  const lasts = control.freshDays * DAY_MS
  const done = context
    .chosenBy(control.evidence)
    .flatMap((item) => {
      const doneAt = doneBy(item, at)
      return doneAt === null ? [] : [{ item, doneAt }]
    })
    .sort((one, other) => other.doneAt - one.doneAt || one.item.id - other.item.id)
  const [newest] = done
  const count = done.filter(({ doneAt }) => at - doneAt <= lasts).length
  const state = newest === undefined ? 'none' : count > 0 ? 'fresh' : 'stale'
  return {
    ...control,
    evidence: {
      state: control.status === 'not_applicable' ? 'not_needed' : state,
      count,
      newest: newest === undefined ? null : evidenceOf(newest, plan.timeZone),
      freshUntil: newest === undefined ? null : dateOf(newest.doneAt + lasts, plan.timeZone),
    },
    isReviewOverdue: control.status !== 'not_applicable' && control.reviewBy !== null && control.reviewBy < today,
  }
}

function evidenceOf(
  { item, doneAt }: { item: { connection: string; key: string; title: string; url: string }; doneAt: number },
  timeZone: string,
) {
  const { connection, key, title, url } = item
  return { connection, key, title, url, done: dateOf(doneAt, timeZone) }
}
