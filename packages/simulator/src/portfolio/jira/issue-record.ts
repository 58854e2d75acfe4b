import { jiraInstant } from '../../jira/zone.ts'
import type { JiraHistoryItemRecord, JiraHistoryRecord, JiraIssueRecord } from '../../records.ts'
import { type StatusName, statusOf } from '../draw/life.ts'
import type { Span } from '../draw/span.ts'
import type { PlannedProject } from '../programme/programme.ts'
import { sprintsBetween, versionFor } from './calendar.ts'
import type { IssueDraft } from './draft.ts'
import { POINTS_FIELD, priority, resolution, type Site, SPRINT_FIELD, TYPES } from './site.ts'

/** The identity of an issue, once all are in order. */
export interface IssueIdentity {
  readonly id: string
  readonly key: string
}

/** Where and when issues are recorded. */
interface Setting {
  readonly site: Site
  readonly span: Span
  readonly planned: PlannedProject
}

/** An issue as Jira gives it, its history told from the moves of its draft. */
export function issueRecord(
  draft: IssueDraft,
  identities: ReadonlyMap<IssueDraft, IssueIdentity>,
  { site, span, planned }: Setting,
): JiraIssueRecord {
  const { life, project, worker } = draft
  const identity = identityOf(draft, identities)
  const status = statusOf(life)
  const last = life.steps.at(-1)
  const isDone = status === 'Done'
  const isPlanned = project === planned.project && draft.stream !== null
  const version = isPlanned ? versionFor(planned, span, life.done) : null
  const isSprinted = isPlanned && draft.type !== 'subtask' && life.steps.length > 0
  const text = (at: number) => jiraInstant(at, span.zone)
  return {
    ...identity,
    fields: {
      summary: draft.title,
      issuetype: TYPES[draft.type],
      project: site.project(project),
      status: site.status(status),
      created: text(life.created),
      updated: text(Math.max(last?.at ?? life.created, draft.commented ?? 0)),
      resolution: isDone ? resolution(life.resolution) : null,
      resolutiondate: isDone && last !== undefined ? text(last.at) : null,
      statuscategorychangedate: text(categoryChange(draft, site)),
      priority: priority(draft.priority),
      labels: draft.labels,
      components: draft.components.map((name) => site.component(project, name)),
      fixVersions: version === null ? [] : [version],
      versions: [],
      assignee: life.steps.length > 0 ? worker.jira : null,
      reporter: draft.reporter.jira,
      creator: draft.reporter.jira,
      ...(draft.parent === null ? {} : { parent: identityOf(draft.parent, identities) }),
      issuelinks: [],
      description: draft.body,
      duedate: null,
      [POINTS_FIELD]: draft.points,
      [SPRINT_FIELD]: isSprinted
        ? sprintsBetween(planned, span, life.steps[0]?.at ?? life.created, isDone && last ? last.at : span.end)
        : null,
    },
    changelog: { histories: histories(draft, Number(identity.id), site, text) },
  }
}

/** The last move between statuses of different categories; the creation when there was none. */
function categoryChange({ life }: IssueDraft, site: Site): number {
  let category = site.status('To Do').statusCategory.id
  let changed = life.created
  for (const { at, status } of life.steps) {
    const next = site.status(status).statusCategory.id
    if (next !== category) changed = at
    category = next
  }
  return changed
}

function histories(
  { life, worker }: IssueDraft,
  issueId: number,
  site: Site,
  text: (at: number) => string,
): JiraHistoryRecord[] {
  let before: StatusName = 'To Do'
  return life.steps.map(({ at, status }, index) => {
    const [from, to] = [site.status(before), site.status(status)]
    const items: JiraHistoryItemRecord[] = [
      change('status', from.id, from.name, to.id, to.name),
      ...resolutionChange(before, status, life.resolution),
      ...(index === 0 ? [change('assignee', null, null, worker.jira.accountId, worker.jira.displayName)] : []),
    ]
    before = status
    // Every issue has a hundred ids for its changes, far more than any has changes.
    return { id: String(issueId * 100 + index), author: worker.jira, created: text(at), items }
  })
}

function resolutionChange(before: StatusName, after: StatusName, name: string): JiraHistoryItemRecord[] {
  const { id } = resolution(name)
  if (after === 'Done') return [change('resolution', null, null, id, name)]
  return before === 'Done' ? [change('resolution', id, name, null, null)] : []
}

function change(
  field: string,
  from: string | null,
  fromName: string | null,
  to: string | null,
  toName: string | null,
): JiraHistoryItemRecord {
  return { field, fieldtype: 'jira', fieldId: field, from, fromString: fromName, to, toString: toName }
}

function identityOf(draft: IssueDraft, identities: ReadonlyMap<IssueDraft, IssueIdentity>): IssueIdentity {
  const identity = identities.get(draft)
  if (identity === undefined) throw new RangeError(`"${draft.title}" has no key yet`)
  return identity
}
