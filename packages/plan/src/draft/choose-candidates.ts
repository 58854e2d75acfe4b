import type { EpochMs } from '../item/work-item.ts'
import {
  branchCandidate,
  byName,
  type Candidate,
  directCandidate,
  milestoneCandidates,
  treeCandidate,
} from './candidate.ts'
import type { DraftFacts } from './draft-facts.ts'
import { type EpicTree, epicTrees } from './epic-trees.ts'
import { issuesOf } from './sum-work.ts'

/** Most deliverables of a draft: with more, nobody would read it through. */
export const DELIVERABLES_MAX = 500

/** Most initiatives that become objectives; where there are more, each becomes a deliverable. */
const INITIATIVES_MAX = 20

/** What a draft is to be made of. */
export interface Wanted {
  /** What had no activity since then is left out. */
  readonly since: EpochMs
  /** Projects and repositories that the work must lie in; null takes all. */
  readonly scopes: readonly string[] | null
}

/** What became of everything that could have become a deliverable. */
export interface Choice {
  readonly initiatives: readonly Initiative[]
  /** Epics of Jira without an initiative above them. */
  readonly epics: readonly Candidate[]
  /** Fix versions, milestones and parent issues of GitHub: what is grouped by project and repository. */
  readonly byScope: readonly Candidate[]
  /** Left out, because their project has epics, or their repository milestones, that are in. */
  readonly covered: readonly Candidate[]
  /** Left out, because nothing has happened to them for too long. */
  readonly quiet: readonly Candidate[]
  /** Left out, because there are more than {@link DELIVERABLES_MAX} with more work. */
  readonly beyond: readonly Candidate[]
}

/** Something above epics. */
export interface Initiative {
  readonly tree: EpicTree
  readonly epics: readonly Candidate[]
  /** Issues below it that are in none of its epics. */
  readonly direct: Candidate | null
}

/**
 * Chooses what becomes a deliverable. In Jira these are the epics, and where a project has no chosen ones its fix
 * versions; on GitHub the milestones, and where a repository has no chosen ones its issues with sub-issues.
 */
export function chooseCandidates(facts: DraftFacts, wanted: Wanted): Choice {
  const jira = epicTrees(facts.parents.filter(({ tool }) => tool === 'jira'))
  const github = epicTrees(facts.parents.filter(({ tool }) => tool === 'github'))
  const milestones = milestoneCandidates(facts)
  const initiatives = jira.filter((tree) => isInitiative(tree, wanted))
  const isFew = initiatives.length <= INITIATIVES_MAX
  const above = new Set(isFew ? initiatives : [])
  const epics = sifted(jira.filter((tree) => !above.has(tree)).map(treeCandidate), wanted)
  const under = sifted(
    [...above].flatMap((tree) => tree.branches.map(branchCandidate)),
    wanted,
  )
  const ofTool = (tool: Candidate['tool']) => milestones.filter((milestone) => milestone.tool === tool)
  const versions = uncovered(sifted(ofTool('jira'), wanted), [...epics.chosen, ...under.chosen])
  const repositories = sifted(ofTool('github'), wanted)
  const parents = uncovered(sifted(github.map(treeCandidate), wanted), repositories.chosen)
  const all = [epics, under, versions, repositories, parents]
  const most = all.flatMap(({ chosen }) => chosen).sort(byWork)
  const kept = new Set(most.slice(0, DELIVERABLES_MAX))
  const keep = (candidates: readonly Candidate[]) => candidates.filter((candidate) => kept.has(candidate))
  return {
    initiatives: [...above].map((tree) => initiativeOf(tree, keep(under.chosen), wanted)),
    epics: keep(epics.chosen),
    byScope: keep([...versions.chosen, ...repositories.chosen, ...parents.chosen]),
    covered: [...versions.covered, ...parents.covered],
    quiet: all.flatMap(({ quiet }) => quiet),
    beyond: most.slice(DELIVERABLES_MAX),
  }
}

/** Whether a tree has epics below its top, and anything in it is wanted. */
function isInitiative(tree: EpicTree, wanted: Wanted): boolean {
  return tree.branches.length > 0 && isChosen(treeCandidate(tree), wanted)
}

function initiativeOf(tree: EpicTree, epics: readonly Candidate[], wanted: Wanted): Initiative {
  const branches = new Set(tree.branches.map(({ top }) => top.key))
  const direct = directCandidate(tree)
  return {
    tree,
    epics: epics.filter(({ connection, name }) => connection === tree.top.connection && branches.has(name)),
    direct: direct !== null && isChosen(direct, wanted) ? direct : null,
  }
}

/**
 * Takes out what belongs to the project or repository of others. Where the work of those lies does not matter: one story
 * of a project below an epic of another says nothing about the rest of the project.
 */
function uncovered({ chosen, quiet }: Sifted, by: readonly Candidate[]): Sifted & { readonly covered: Candidate[] } {
  const places = new Set(by.map(placeOf))
  const isCovered = (candidate: Candidate) => places.has(placeOf(candidate))
  return {
    chosen: chosen.filter((candidate) => !isCovered(candidate)),
    quiet: quiet.filter((candidate) => !isCovered(candidate)),
    covered: chosen.filter(isCovered),
  }
}

/** Candidates in the wanted scopes. */
interface Sifted {
  readonly chosen: readonly Candidate[]
  readonly quiet: readonly Candidate[]
}

/** What of the candidates in the wanted scopes had activity, and what had none; in their order. */
function sifted(candidates: readonly Candidate[], wanted: Wanted): Sifted {
  const here = candidates.filter((candidate) => isInScopes(candidate, wanted))
  return {
    chosen: here.filter((candidate) => isChosen(candidate, wanted)),
    quiet: here.filter((candidate) => !isChosen(candidate, wanted)),
  }
}

function isChosen(candidate: Candidate, wanted: Wanted): boolean {
  return isInScopes(candidate, wanted) && candidate.activeAt !== null && candidate.activeAt >= wanted.since
}

function isInScopes({ scopes }: Candidate, wanted: Wanted): boolean {
  return wanted.scopes === null || scopes.some((scope) => wanted.scopes?.includes(scope))
}

/** The most work first; pull requests count where there are no issues, as they do in progress. */
function byWork(one: Candidate, other: Candidate): number {
  const size = (candidate: Candidate) => issuesOf(candidate.work) || candidate.pulls
  return size(other) - size(one) || byName(one, other)
}

function placeOf({ connection, scope }: Candidate): string {
  return JSON.stringify([connection, scope])
}
