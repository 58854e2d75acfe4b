import { Temporal } from 'temporal-polyfill'
import { dateOf, dayStart } from '../calendar/instant.ts'
import { chooseCandidates } from './choose-candidates.ts'
import { DRAFT_ZONE, releaseDaysBy } from './draft-dates.ts'
import { draftedDeliverables } from './draft-deliverable.ts'
import { type DraftedObjective, draftDocument } from './draft-document.ts'
import type { DraftFacts } from './draft-facts.ts'
import { DraftIds } from './draft-ids.ts'
import { draftNotes } from './draft-notes.ts'
import { draftObjectives } from './draft-objectives.ts'
import { plainText } from './plain-text.ts'
import { leadTimeBaseline } from './starter-kpi.ts'
import { sumWork } from './sum-work.ts'

/** What a draft is asked for. */
export interface DraftRequest {
  /** Ids of the connections that the facts are of. */
  readonly connections: readonly string[]
  /** Id of the plan; default `draft-` and the connections. */
  readonly id?: string | undefined
  /** Default names the connections. */
  readonly title?: string | undefined
  /** A day of UTC, `2026-01-01`: what had no activity since is left out. Default a year before the newest change. */
  readonly since?: string | undefined
  /** Projects and repositories: only what has work in one of them is taken. Default all. */
  readonly scopes?: readonly string[] | undefined
}

/** A drafted plan. */
export interface PlanDraft {
  /** A plan document in YAML that `parsePlan` accepts, with comments for whoever goes on with it. */
  readonly text: string
  /** How many objectives it has; 0 where there was nothing to draft from. */
  readonly objectives: number
  /** The day from which activity counted. */
  readonly since: string
}

/**
 * Drafts a first plan from what exists: initiatives, components and projects become objectives, epics, fix versions and
 * milestones deliverables, with their dates, owners and links, and each objective gets a KPI to start from. The same
 * facts and request give the same text.
 */
export function draftPlan(facts: DraftFacts, request: DraftRequest): PlanDraft {
  const newestAt = facts.newestAt ?? 0
  const newestOn = dateOf(newestAt, DRAFT_ZONE)
  const since = request.since ?? yearsLater(newestOn, -1)
  const { connections, scopes = null } = request
  const choice = chooseCandidates(facts, { since: dayStart(since, DRAFT_ZONE), scopes })
  const { objectives, groupedBy } = draftObjectives(choice)
  const ids = new DraftIds()
  const kpiIds = new DraftIds()
  const releaseDaysOf = releaseDaysBy(facts.releaseDays)
  const drafted = objectives.map(({ title, owner, about, candidates, direct }): DraftedObjective => {
    const name = plainText(title) || 'Untitled'
    const work = sumWork([...candidates, ...(direct === null ? [] : [direct])].flatMap(({ parts }) => parts))
    return {
      id: ids.give(name),
      title: name,
      owner: plainText(owner ?? '') || null,
      about: plainText(about),
      work,
      direct,
      deliverables: draftedDeliverables(candidates, since, releaseDaysOf, ids),
      kpi: { id: kpiIds.give(`lead-time-${name}`), baseline: leadTimeBaseline(work.finished, newestAt) },
    }
  })
  const text = draftDocument({
    notes: draftNotes({ facts, connections, scopes, since, newestOn, choice, groupedBy }),
    id: request.id ?? new DraftIds().give(`draft-${connections.join('-')}`),
    title: request.title ?? `First plan from ${connections.join(' and ')}`,
    period: { start: since, end: lastDay([since, yearsLater(newestOn, 1)], drafted) },
    objectives: drafted,
  })
  return { text, objectives: drafted.length, since }
}

/** The last of some days and of all days of the deliverables. */
function lastDay(days: readonly string[], objectives: readonly DraftedObjective[]): string {
  const own = objectives.flatMap(({ deliverables }) => deliverables.flatMap(({ dates }) => [dates.start, dates.due]))
  return [...days, ...own.filter((day) => day !== null)].reduce((last, day) => (day > last ? day : last))
}

function yearsLater(day: string, years: number): string {
  return Temporal.PlainDate.from(day).add({ years }).toString()
}
