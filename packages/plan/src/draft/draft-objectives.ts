import type { Candidate } from './candidate.ts'
import type { Choice, Initiative } from './choose-candidates.ts'
import { type GroupedBy, groupEpics } from './group-epics.ts'
import { issuesOf, sumWork } from './sum-work.ts'

/** What becomes an objective: things that can be deliverables, and what they have in common. */
interface DraftObjective {
  readonly title: string
  readonly owner: string | null
  /** What it is made of, as a comment says it. */
  readonly about: string
  readonly candidates: readonly Candidate[]
  /** Work of the objective itself. */
  readonly direct: Candidate | null
}

/** The objectives of a draft, and by what epics without an initiative were grouped; null without any. */
export interface DraftObjectives {
  readonly objectives: readonly DraftObjective[]
  readonly groupedBy: GroupedBy | null
}

/** Makes objectives of what was chosen: initiatives, then groups of epics, then projects and repositories. */
export function draftObjectives({ initiatives, epics, byScope }: Choice): DraftObjectives {
  const { by, groups, rest } = groupEpics(epics)
  const grouped = groups.map(({ name, epics: members }) => groupObjective(by, name, members))
  const scopes = Map.groupBy(byScope, ({ connection, scope }) => JSON.stringify([connection, scope]))
  return {
    groupedBy: epics.length === 0 ? null : by,
    objectives: [
      ...initiatives.map(initiativeObjective).filter(hasWork).sort(bySize),
      ...grouped,
      ...[restObjective(by, rest)].filter(hasWork),
      ...[...scopes.values()].flatMap(scopeObjective).sort(bySize),
    ],
  }
}

function initiativeObjective({ tree, epics, direct }: Initiative): DraftObjective {
  const { key, item } = tree.top
  return {
    title: item?.title ?? key,
    owner: item?.assignee ?? null,
    about: `${key}, which stands above these epics`,
    candidates: epics,
    direct,
  }
}

function groupObjective(by: GroupedBy, name: string, candidates: readonly Candidate[]): DraftObjective {
  const title = by === 'project' ? `Project ${name}` : name
  return { title, owner: null, about: `Epics of ${by} ${name}`, candidates, direct: null }
}

function restObjective(by: GroupedBy, candidates: readonly Candidate[]): DraftObjective {
  const about = `Epics of no ${by}, or of one that few epics have`
  return { title: 'Other epics', owner: null, about, candidates, direct: null }
}

function scopeObjective(candidates: readonly Candidate[]): DraftObjective[] {
  const [first] = candidates
  if (first === undefined) return []
  const { tool, scope, link } = first
  const kind = tool === 'jira' ? 'Fix versions' : link.epic === undefined ? 'Milestones' : 'Issues with sub-issues'
  const title = tool === 'jira' ? `Releases of ${scope}` : scope
  return [{ title, owner: null, about: `${kind} of ${scope}`, candidates, direct: null }]
}

function hasWork({ candidates, direct }: DraftObjective): boolean {
  return candidates.length > 0 || direct !== null
}

function bySize(one: DraftObjective, other: DraftObjective): number {
  const size = ({ candidates }: DraftObjective) => issuesOf(sumWork(candidates.flatMap(({ parts }) => parts)))
  return size(other) - size(one) || (one.about < other.about ? -1 : 1)
}
