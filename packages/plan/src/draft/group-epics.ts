import type { Candidate } from './candidate.ts'

/** By what epics without an initiative are put together. */
export type GroupedBy = 'component' | 'fix version' | 'project'

/** Epics in groups that can be objectives. */
export interface Grouping {
  readonly by: GroupedBy
  /** The largest first. */
  readonly groups: readonly EpicGroup[]
  /** Epics that are in no group, or in one too small to be an objective. */
  readonly rest: readonly Candidate[]
}

/** Epics that have something in common. */
interface EpicGroup {
  /** The component, version or project. */
  readonly name: string
  readonly epics: readonly Candidate[]
}

/** Most groups; the epics of smaller ones share an objective. */
const GROUPS_MAX = 11

/** The part of the epics that the largest group may have; a group of nearly all says nothing. */
const LARGEST_MAX = 0.6

/** The part of the epics that must be in a group. */
const GROUPED_MIN = 0.7

/**
 * Puts epics together by component, else by fix version, else by project: the first of these by which several groups
 * have most of the epics, and no group nearly all. Of several components or versions an epic goes with the one that most
 * epics have.
 */
export function groupEpics(epics: readonly Candidate[]): Grouping {
  const tellings = [
    groupedBy('component', epics, ({ components }) => components),
    groupedBy('fix version', epics, ({ milestones }) => milestones),
  ]
  return tellings.find(isTelling) ?? groupedBy('project', epics, ({ scope }) => [scope])
}

function isTelling({ groups, rest }: Grouping): boolean {
  const grouped = groups.reduce((sum, group) => sum + group.epics.length, 0)
  const all = grouped + rest.length
  const largest = groups[0]?.epics.length ?? 0
  return groups.length > 1 && grouped >= GROUPED_MIN * all && largest <= LARGEST_MAX * all
}

function groupedBy(
  by: GroupedBy,
  epics: readonly Candidate[],
  valuesOf: (epic: Candidate) => readonly string[],
): Grouping {
  const counts = new Map<string, number>()
  for (const epic of epics) for (const value of new Set(valuesOf(epic))) counts.set(value, (counts.get(value) ?? 0) + 1)
  const groups = new Map<string, Candidate[]>()
  for (const epic of epics) {
    const [name] = valuesOf(epic).toSorted((one, other) => byCount(one, other, counts))
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), epic])
  }
  const ordered = [...groups]
    .map(([name, members]) => ({ name, epics: members }))
    .sort((one, other) => other.epics.length - one.epics.length || (one.name < other.name ? -1 : 1))
  // A project of one epic is still a project; a component of one epic is no aim.
  const large = ordered.filter((group) => by === 'project' || group.epics.length > 1).slice(0, GROUPS_MAX)
  const kept = new Set(large.flatMap((group) => group.epics))
  return { by, groups: large, rest: epics.filter((epic) => !kept.has(epic)) }
}

function byCount(one: string, other: string, counts: ReadonlyMap<string, number>): number {
  return (counts.get(other) ?? 0) - (counts.get(one) ?? 0) || (one < other ? -1 : 1)
}
