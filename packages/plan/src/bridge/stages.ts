/** Why progress moved. The order is that of the walk from one moment to the other: see {@link STAGES}. */
export type BridgeCause = (typeof BRIDGE_CAUSES)[number]

/**
 * The causes in the order in which they are told apart. Something with several causes is split between them in this
 * order: each explains what it changes in a world in which all before it have happened and none after it has.
 */
export const BRIDGE_CAUSES = [
  'learned_late',
  'plan_changed',
  'relinked',
  'restructured',
  'reestimated',
  'added',
  'deleted',
  'moved_away',
  'dropped',
  'done',
  'reopened',
  'entered',
] as const

/**
 * The worlds that a bridge walks through, from what the earlier moment knew to what the later one does. At each stage what
 * the stage is named for is as at the later moment, with all stages before it; everything else still is as it was.
 */
export const STAGES = {
  /** The earlier moment as it was known. */
  earlier: 0,
  /** What was true then already, and is only known later: states by today's histories, items and entries not seen. */
  learnedLate: 1,
  /** The objectives and deliverables of the plan, their weights, units and statuses. */
  definitions: 2,
  /** Links that the plan's selectors make of the items as they were. */
  selectors: 3,
  /** Links of items whose own fields, parents or references changed. */
  relinked: 4,
  /** What counts: containers, sub-tasks, evidence. */
  restructured: 5,
  /** Estimates, and the median that unestimated items take. */
  reestimated: 6,
  /** Work that came into being, was taken up again or came back into view; still open. */
  added: 7,
  /** Work that its tool no longer shows, or the hub no longer holds. */
  deleted: 8,
  /** Work that moved to where the hub does not see it. */
  movedAway: 9,
  dropped: 10,
  done: 11,
  reopened: 12,
  /** Progress entered by hand for days in between. */
  entered: 13,
} as const

/** A stage by its number. */
export type Stage = (typeof STAGES)[keyof typeof STAGES]

/** Each stage after the first, in order, with the cause that takes the difference it makes. */
export const STEPS: readonly { readonly stage: Stage; readonly cause: BridgeCause }[] = [
  { stage: STAGES.learnedLate, cause: 'learned_late' },
  { stage: STAGES.definitions, cause: 'plan_changed' },
  { stage: STAGES.selectors, cause: 'plan_changed' },
  { stage: STAGES.relinked, cause: 'relinked' },
  { stage: STAGES.restructured, cause: 'restructured' },
  { stage: STAGES.reestimated, cause: 'reestimated' },
  { stage: STAGES.added, cause: 'added' },
  { stage: STAGES.deleted, cause: 'deleted' },
  { stage: STAGES.movedAway, cause: 'moved_away' },
  { stage: STAGES.dropped, cause: 'dropped' },
  { stage: STAGES.done, cause: 'done' },
  { stage: STAGES.reopened, cause: 'reopened' },
  { stage: STAGES.entered, cause: 'entered' },
]
