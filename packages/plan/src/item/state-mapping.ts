import type { SeenStatus, StatusCategory } from './item-record.ts'
import type { ItemState, ToolKind } from './work-item.ts'

/** What a connection adds to the ordinary reading of statuses; names compare without regard to case. */
export interface StateOverrides {
  /** State by status name; wins over everything else. */
  readonly statuses: Readonly<Record<string, ItemState>>
  /** State by resolution name; wins over the ordinary resolutions, for statuses whose category is done. */
  readonly resolutions: Readonly<Record<string, ItemState>>
}

/** How the statuses of one connection become states. Made by {@link stateMapping}; names in it are folded. */
export interface StateMapping {
  readonly tool: ToolKind
  readonly statuses: ReadonlyMap<string, ItemState>
  readonly resolutions: ReadonlyMap<string, ItemState>
}

/**
 * Puts the overrides of a connection over the ordinary reading of its tool. Cheap, and needs no new pull: states are
 * derived from statuses kept as seen.
 */
export function stateMapping(tool: ToolKind, overrides: StateOverrides): StateMapping {
  return { tool, statuses: folded(overrides.statuses), resolutions: folded(overrides.resolutions) }
}

/**
 * The state that a status means. First that applies: the override of the status, the override of the resolution, an
 * ordinary dropped resolution, an ordinary dropped status, the category. A resolution matters only where the category
 * is done: a reopened issue may keep its old one.
 */
export function stateOf(seen: SeenStatus, mapping: StateMapping): ItemState {
  const status = fold(seen.status)
  const overridden = mapping.statuses.get(status)
  if (overridden !== undefined) return overridden
  if (seen.category !== 'done') return STATE_BY_CATEGORY[seen.category]
  if (seen.resolution !== null) {
    const resolution = fold(seen.resolution)
    const resolved = mapping.resolutions.get(resolution)
    if (resolved !== undefined) return resolved
    if (DROPPED_RESOLUTIONS[mapping.tool].has(resolution)) return 'dropped'
  }
  return DROPPED_STATUSES[mapping.tool].has(status) ? 'dropped' : 'done'
}

/** Whether the connection itself says what state a status means. */
export function isStatusOverridden(status: string, mapping: StateMapping): boolean {
  return mapping.statuses.has(fold(status))
}

/**
 * Whether somebody has decided what a resolution means: the connection's overrides, or the ordinary lists of dropped
 * and done resolutions. Any other counts as done, and a connection's check names it so that a person can decide.
 */
export function isClassifiedResolution(name: string, mapping: StateMapping): boolean {
  const resolution = fold(name)
  return (
    mapping.resolutions.has(resolution) ||
    DROPPED_RESOLUTIONS[mapping.tool].has(resolution) ||
    DONE_RESOLUTIONS[mapping.tool].has(resolution)
  )
}

const STATE_BY_CATEGORY: Readonly<Record<StatusCategory, ItemState>> = {
  todo: 'todo',
  in_progress: 'in_progress',
  done: 'done',
}

const DROPPED_RESOLUTIONS: Readonly<Record<ToolKind, ReadonlySet<string>>> = {
  jira: new Set(
    [
      "Won't Fix",
      "Won't Do",
      'Duplicate',
      'Cannot Reproduce',
      'Not Reproducible',
      'Incomplete',
      'Needs More Info',
      'Hold',
      'Deferred',
      'Obsolete',
      'Out of Date',
      'Invalid',
      'Rejected',
      'Declined',
      'Cancelled',
      'Canceled',
      'Not a Bug',
      'Not Our Bug',
      'Abandoned',
    ].map(fold),
  ),
  github: new Set(['not_planned', 'duplicate', 'unmerged']),
}

const DROPPED_STATUSES: Readonly<Record<ToolKind, ReadonlySet<string>>> = {
  jira: new Set(['Cancelled', 'Canceled', 'Rejected', 'Declined', "Won't Do", 'Obsolete', 'Duplicate'].map(fold)),
  github: new Set(),
}

const DONE_RESOLUTIONS: Readonly<Record<ToolKind, ReadonlySet<string>>> = {
  jira: new Set(
    ['Done', 'Fixed', 'Completed', 'Complete', 'Resolved', 'Implemented', 'Delivered', 'Released'].map(fold),
  ),
  github: new Set(['completed', 'reopened']),
}

function folded(states: Readonly<Record<string, ItemState>>): ReadonlyMap<string, ItemState> {
  return new Map(Object.entries(states).map(([name, state]) => [fold(name), state]))
}

/** Names are typed by people: case, surrounding space and the kind of apostrophe do not tell two of them apart. */
function fold(name: string): string {
  return name.normalize('NFC').replaceAll('’', "'").trim().toLowerCase()
}
