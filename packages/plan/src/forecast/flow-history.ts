import type { IsoWeek } from '../calendar/iso-week.ts'
import { plural } from '../measure/words.ts'
import type { WeeklyFlow, WorkFlow } from './work-flow.ts'

/** How many weeks a forecast looks back at most. */
export const HISTORY_WEEKS = 12

/** Fewer weeks of its own than this make a history too thin. */
const WEEKS_MIN = 6

/** Fewer finished items in these weeks than this make a history too thin. */
const FINISHED_MIN = 5

/** The weeks that the forecast of a deliverable draws from. */
export interface FlowHistory {
  /** Oldest first, in the deliverable's weight, as full weeks of work; scaled to it where they are borrowed. */
  readonly weeks: readonly WeeklyFlow[]
  /** Working days that these weeks had, and that as many full weeks have. */
  readonly worked: { readonly days: number; readonly of: number }
  /** Items finished in these weeks, by the deliverable or, where they are borrowed, in its objective. */
  readonly finished: number
  /** Null where the weeks are the deliverable's own. */
  readonly borrowed: BorrowedHistory | null
}

/** The working time of a history. */
export interface WorkedTime {
  /** Working days of a full week: 1 to 7. */
  readonly perWeek: number
  /** Working days of each week of the history: at least one. */
  readonly daysIn: ReadonlyMap<IsoWeek, number>
}

/** Why and how far the weeks of an objective stand for those of its deliverable. */
interface BorrowedHistory {
  /** What the deliverable itself has: too few of either. */
  readonly ownWeeks: number
  readonly ownFinished: number
  /** The deliverable's part of what is open in the objective, 0..1, by which the weeks are scaled. */
  readonly part: number
}

/**
 * The last weeks of a deliverable's flow, without those before its first item. Where these are too few, or too few items
 * were finished in them, those of its objective, scaled by the deliverable's part of what is open there. The reason, as
 * a sentence, where even they are too thin.
 *
 * Where holidays made weeks short, all weeks are scaled by the same factor to the full weeks of work that their working
 * days are together: scaling each by its own would make a pace that nobody ever had of what was finished on its only day.
 *
 * @param own the flow of the deliverable over {@link HISTORY_WEEKS} weeks; something is open.
 * @param flowOfObjective the flow of all work of its objective over the same weeks, in the same unit; not asked for where
 * the deliverable's own is enough.
 */
export function historyOf(own: WorkFlow, flowOfObjective: () => WorkFlow, time: WorkedTime): FlowHistory | string {
  if (isEnough(own)) return { ...fullWeeks(own, 1, time), finished: own.finished, borrowed: null }
  const objective = flowOfObjective()
  if (!isEnough(objective)) return whyTooThin(own, objective)
  const part = own.open / objective.open
  return {
    ...fullWeeks(objective, part, time),
    finished: objective.finished,
    borrowed: { ownWeeks: own.age, ownFinished: own.finished, part },
  }
}

function fullWeeks(
  flow: WorkFlow,
  part: number,
  { perWeek, daysIn }: WorkedTime,
): Pick<FlowHistory, 'weeks' | 'worked'> {
  const weeks = flow.weeks.slice(flow.weeks.length - flow.age)
  const days = weeks.reduce((sum, { week }) => sum + (daysIn.get(week) ?? perWeek), 0)
  const of = weeks.length * perWeek
  const factor = (part * of) / days
  return {
    weeks: weeks.map(({ week, delivered, added, dropped }) => ({
      week,
      delivered: delivered * factor,
      added: added * factor,
      dropped: dropped * factor,
    })),
    worked: { days, of },
  }
}

function isEnough({ age, finished }: WorkFlow): boolean {
  return age >= WEEKS_MIN && finished >= FINISHED_MIN
}

function whyTooThin(own: WorkFlow, objective: WorkFlow): string {
  return `The history is too thin: ${extent(own)}, and ${extent(objective)} in its objective; a forecast needs ${WEEKS_MIN} complete weeks and ${FINISHED_MIN} finished items.`
}

function extent({ age, finished }: WorkFlow): string {
  return `${plural(age, 'complete week')} with ${plural(finished, 'finished item')}`
}
