import type { PartContext } from '../part-context.ts'
import { type PartWork, partWork } from '../part-work.ts'
import type { TransitionTask } from './transition-task.ts'

/** A transition task with how far its work is. */
export interface TransitionStanding extends Omit<TransitionTask, 'selectors' | 'isDone'>, PartWork {
  readonly status: 'open' | 'running' | 'late' | 'done'
}

/** Judges a transition task by its linked work, else by what its owner says. */
export function transitionStanding(task: TransitionTask, context: PartContext): TransitionStanding {
  const { selectors, isDone: isSaidDone, ...rest } = task
  const work = partWork(context.chosenBy(selectors), context)
  const isDone = work.progress === null ? isSaidDone : work.progress === 1
  const isLate = task.due !== null && context.today > task.due
  const isRunning = work.counts.inProgress + work.counts.done > 0
  return { ...rest, ...work, status: isDone ? 'done' : isLate ? 'late' : isRunning ? 'running' : 'open' }
}
