import type { EpochMs } from '../item/work-item.ts'
import type { WorkSums } from './draft-facts.ts'

/** Adds up work. A part that is given twice counts once, so overlapping choices can be added as they are. */
export function sumWork(parts: Iterable<WorkSums>): WorkSums {
  const each = [...new Set(parts)]
  const total = (count: (work: WorkSums) => number) => each.reduce((sum, work) => sum + count(work), 0)
  return {
    counts: {
      todo: total(({ counts }) => counts.todo),
      inProgress: total(({ counts }) => counts.inProgress),
      done: total(({ counts }) => counts.done),
      dropped: total(({ counts }) => counts.dropped),
    },
    createdAt: earliest(each.map((work) => work.createdAt)),
    workedAt: earliest(each.map((work) => work.workedAt)),
    activeAt: latest(each.map((work) => work.activeAt)),
    finished: each.flatMap((work) => work.finished),
  }
}

/** How many issues the sums are over, in whatever state. */
export function issuesOf({ counts }: WorkSums): number {
  return counts.todo + counts.inProgress + counts.done + counts.dropped
}

/** The first of some instants; null when all are. */
export function earliest(instants: readonly (EpochMs | null)[]): EpochMs | null {
  return instants.reduce((first, at) => (at === null || (first !== null && first <= at) ? first : at), null)
}

/** The last of some instants; null when all are. */
export function latest(instants: readonly (EpochMs | null)[]): EpochMs | null {
  return instants.reduce((last, at) => (at === null || (last !== null && last >= at) ? last : at), null)
}
