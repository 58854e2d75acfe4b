import type { SelectorInput } from '../document/selector.ts'
import type { EpochMs, ToolKind } from '../item/work-item.ts'
import type { DraftFacts, DraftParent, MilestoneWork, WorkSums } from './draft-facts.ts'
import type { EpicBranch, EpicTree } from './epic-trees.ts'
import { earliest, latest, sumWork } from './sum-work.ts'

/** Something that exists in a tool and can become a deliverable: an epic, a fix version, a milestone. */
export interface Candidate {
  readonly tool: ToolKind
  readonly connection: string
  /** What the tool's users call it: the key of an epic, the name of a milestone. */
  readonly name: string
  /** Null where the hub knows the name alone. */
  readonly title: string | null
  /** What links its work. */
  readonly link: SelectorInput
  /** The project or repository it belongs to. */
  readonly scope: string
  /** Scopes that its work lies in. */
  readonly scopes: readonly string[]
  readonly owner: string | null
  /** Whether the tool says that it was dropped, and no work of it is open. */
  readonly isDropped: boolean
  readonly components: readonly string[]
  /** Fix versions or milestones that it is meant for. */
  readonly milestones: readonly string[]
  readonly createdAt: EpochMs | null
  readonly activeAt: EpochMs | null
  /** The sums that `work` adds up. Work that two candidates share is in the parts of both. */
  readonly parts: readonly WorkSums[]
  readonly work: WorkSums
  /** Pull requests that are its own, not those that follow its issues. */
  readonly pulls: number
}

/** The candidate of an epic below an initiative: the epic and everything below it. */
export function branchCandidate({ top, parents }: EpicBranch): Candidate {
  return epicCandidate(top, parents, { connection: top.connection, epic: top.key })
}

/** The candidate of a whole tree: what stands at its top and everything below it. */
export function treeCandidate({ top, branches }: EpicTree): Candidate {
  const parents = [top, ...branches.flatMap((branch) => branch.parents)]
  return epicCandidate(top, parents, { connection: top.connection, epic: top.key })
}

/** The candidate of the issues that an initiative has besides those of its epics; null when there are none. */
export function directCandidate({ top, branches }: EpicTree): Candidate | null {
  if (top.work.createdAt === null) return null
  const epics = branches.map((branch) => branch.top.key).sort()
  return epicCandidate(top, [top], { connection: top.connection, epic: top.key, not: { epic: epics } })
}

/** A candidate for each name that the work of a scope has as its milestone or fix version, by name. */
export function milestoneCandidates({ milestoneWork }: DraftFacts): Candidate[] {
  const named = milestoneWork.flatMap((part) => part.milestones.map((name) => ({ name, part })))
  const groups = Map.groupBy(named, ({ name, part }) => JSON.stringify([part.connection, part.scope, name]))
  return [...groups.values()]
    .flatMap(([first, ...more]) => {
      if (first === undefined || first.name === '') return []
      return [milestoneCandidate(first.name, first.part, [first.part, ...more.map(({ part }) => part)])]
    })
    .sort(byName)
}

/** An order that depends on nothing but what candidates are called. */
export function byName(one: Candidate, other: Candidate): number {
  const place = ({ name, connection, scope }: Candidate) => JSON.stringify([name, connection, scope])
  return place(one) < place(other) ? -1 : 1
}

function epicCandidate(top: DraftParent, below: readonly DraftParent[], link: SelectorInput): Candidate {
  const { tool, connection, key, item } = top
  const parents = [top, ...below.filter((parent) => parent !== top)]
  const parts = parents.map((parent) => parent.work)
  const work = sumWork(parts)
  const scopes = [...new Set(parents.flatMap((parent) => parent.scopes))]
  const isOpen = work.counts.todo + work.counts.inProgress > 0
  return {
    tool,
    connection,
    name: key,
    title: item?.title ?? null,
    link,
    scope: item?.scope ?? scopes[0] ?? '',
    scopes,
    owner: item?.assignee ?? null,
    isDropped: item?.state === 'dropped' && !isOpen,
    components: componentsOf(parents),
    milestones: item?.milestones ?? [],
    createdAt: item?.createdAt ?? work.createdAt,
    activeAt: latest([work.activeAt, ...parents.map((parent) => parent.item?.activeAt ?? null)]),
    parts,
    work,
    pulls: 0,
  }
}

/** The components that an epic names; of one that names none, what its issues mostly name. */
function componentsOf([top, ...below]: readonly DraftParent[]): readonly string[] {
  const own = top?.item?.components ?? []
  if (own.length > 0) return own
  const named = [top, ...below].find((parent) => parent?.component != null)?.component
  return named == null ? [] : [named]
}

function milestoneCandidate(name: string, of: MilestoneWork, all: readonly MilestoneWork[]): Candidate {
  const { tool, connection, scope } = of
  const parts = all.map((part) => part.work)
  const work = sumWork(parts)
  return {
    tool,
    connection,
    name,
    title: name,
    link:
      tool === 'github'
        ? { connection, repo: scope, milestone: name }
        : { connection, project: scope, fixVersions: name },
    scope,
    scopes: [scope],
    owner: null,
    isDropped: false,
    components: [],
    milestones: [name],
    createdAt: earliest(parts.map((part) => part.createdAt)),
    activeAt: work.activeAt,
    parts,
    work,
    pulls: all.reduce((sum, part) => sum + part.pulls, 0),
  }
}
