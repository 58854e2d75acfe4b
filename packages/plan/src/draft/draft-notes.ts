import { dateOf } from '../calendar/instant.ts'
import { plural } from '../measure/words.ts'
import type { Candidate } from './candidate.ts'
import { type Choice, DELIVERABLES_MAX } from './choose-candidates.ts'
import { DRAFT_ZONE } from './draft-dates.ts'
import type { DraftFacts } from './draft-facts.ts'
import type { GroupedBy } from './group-epics.ts'
import { plainText } from './plain-text.ts'
import { issuesOf, sumWork } from './sum-work.ts'

/** What the comment at the head of a draft tells. */
export interface DraftStory {
  readonly facts: DraftFacts
  readonly connections: readonly string[]
  /** Projects and repositories that were asked for; null for all. */
  readonly scopes: readonly string[] | null
  /** From when on activity counted; a day of UTC, as `newestOn`, when the newest change was made. */
  readonly since: string
  readonly newestOn: string
  readonly choice: Choice
  /** By what epics without an initiative were grouped; null without any. */
  readonly groupedBy: GroupedBy | null
}

/** So many names are given of what was left out. */
const NAMES_MAX = 8

/** The lines at the head of a draft: what is in it, how it is grouped, what was left out and why, what to do next. */
export function draftNotes(story: DraftStory): string[] {
  const { connections, scopes, since, newestOn } = story
  const where = scopes === null ? '' : ` has work in ${scopes.map(plainText).join(', ')} and`
  return [
    `A first plan, drafted from ${connections.join(' and ')} as of ${newestOn}. Sub-tasks are in none of the numbers.`,
    '',
    `In it is what${where} had activity since ${since}:`,
    ...bullets(includedLines(story)),
    'How it is grouped:',
    ...bullets(groupingLines(story)),
    'Left out:',
    ...bullets(leftOutLines(story)),
    'Before you apply it:',
    ...bullets([
      'name the objectives as your strategy does; move, merge and remove deliverables until it is your plan',
      'set the time zone, the period, and the due dates that are not known',
      'set a target for each KPI',
    ]),
  ]
}

function includedLines({ choice }: DraftStory): string[] {
  const { epics, direct, versions, milestones, parents } = included(choice)
  return [
    ...counted(epics, 'epic'),
    ...counted(direct, 'item above epics', 'items above epics'),
    ...counted(versions, 'fix version'),
    ...counted(milestones, 'milestone'),
    ...counted(parents, 'issue with sub-issues', 'issues with sub-issues'),
    'the pull requests that name one of these issues',
  ]
}

function groupingLines({ choice, groupedBy }: DraftStory): string[] {
  const { initiatives, byScope } = choice
  return [
    ...(initiatives.length === 0 ? [] : ['an objective for each item above epics']),
    ...(groupedBy === null ? [] : [`an objective for each ${groupedBy} of the epics that nothing stands above`]),
    ...(byScope.length === 0 ? [] : ['an objective for each project without such epics, and for each repository']),
  ]
}

function leftOutLines({ facts, scopes, since, choice }: DraftStory): string[] {
  const isWanted = ({ scope }: { readonly scope: string }) => scopes?.includes(scope) ?? true
  const empty = facts.emptyEpics.filter((epic) => isWanted(epic) && dayOf(epic.activeAt) >= since)
  const unread = facts.scopes.filter((scope) => isWanted(scope) && !scope.isRead)
  const held = facts.scopes.reduce((sum, { issues }) => sum + issues, 0)
  const candidates = Object.values(included(choice)).flat()
  const dated = facts.scopes.filter(({ connection, scope }) => {
    return candidates.some((each) => each.connection === connection && each.scope === scope)
  })
  const undated = dated.filter(({ releaseDays }) => releaseDays === 'unread')
  const refused = dated.filter(({ releaseDays }) => releaseDays === 'refused')
  const coveredVersions = choice.covered.filter(({ tool }) => tool === 'jira')
  const coveredParents = choice.covered.filter(({ tool }) => tool === 'github')
  return [
    ...named(
      coveredVersions,
      'of the fix versions, because epics of their project are in; link them where they are your plan',
    ),
    ...named(coveredParents, 'of the issues with sub-issues, because milestones of their repository are in'),
    ...named(choice.quiet, 'without activity since that day; an earlier one takes them in'),
    ...named(
      choice.beyond,
      `beyond the ${DELIVERABLES_MAX} with the most issues; fewer projects or a later day make room`,
    ),
    ...named(
      empty.map(({ key, activeAt }) => ({ name: key, activeAt })),
      'with activity, but no issue below',
    ),
    ...named(unread.map(asNamed), 'not read yet; draft again after a sync'),
    ...[
      ...named(undated.map(asNamed), 'whose versions or milestones were not read yet; draft again in a minute'),
      ...named(
        refused.map(asNamed),
        'whose versions or milestones the tool refused to show; check the rights of the token',
      ),
    ].map((line) => `due dates of ${line}`),
    `${held - issuesIn(candidates)} of ${plural(held, 'issue')}; \`throughline unlinked\` lists such work once the plan is applied`,
  ]
}

/** What is in the draft, by kind. */
function included({ initiatives, epics, byScope }: Choice) {
  return {
    epics: [...initiatives.flatMap((initiative) => initiative.epics), ...epics],
    direct: initiatives.flatMap((initiative) => initiative.direct ?? []),
    versions: byScope.filter(({ link }) => link.fixVersions !== undefined),
    milestones: byScope.filter(({ link }) => link.milestone !== undefined),
    parents: byScope.filter(({ link }) => link.epic !== undefined),
  }
}

function counted(candidates: readonly Candidate[], one: string, many = `${one}s`): string[] {
  if (candidates.length === 0) return []
  return [`${plural(candidates.length, one, many)} with ${plural(issuesIn(candidates), 'issue')}`]
}

function issuesIn(candidates: readonly Candidate[]): number {
  return issuesOf(sumWork(candidates.flatMap(({ parts }) => parts)))
}

/** How many there are, why they are left out, and the names of those with the newest activity. */
function named(all: readonly { readonly name: string; readonly activeAt: number | null }[], why: string): string[] {
  if (all.length === 0) return []
  const newest = all.toSorted((one, other) => (other.activeAt ?? 0) - (one.activeAt ?? 0)).slice(0, NAMES_MAX)
  const names = newest.map(({ name, activeAt }) => {
    return activeAt === null ? plainText(name) : `${plainText(name)} (${dayOf(activeAt)})`
  })
  return [`${all.length} ${why}: ${names.join(', ')}${all.length > newest.length ? ', …' : ''}`]
}

function asNamed({ scope }: { readonly scope: string }) {
  return { name: scope, activeAt: null }
}

function dayOf(at: number | null): string {
  return at === null ? '' : dateOf(at, DRAFT_ZONE)
}

function bullets(lines: readonly string[]): string[] {
  return lines.map((line) => `- ${line}`)
}
