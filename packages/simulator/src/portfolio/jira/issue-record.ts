import { jiraInstant } from '../../jira/zone.ts'
import type { JiraHistoryItemRecord, JiraHistoryRecord, JiraIssueRecord } from '../../records.ts'
import { type StatusName, statusOf } from '../draw/life.ts'
import { HOSPITAL_ZONE, type Span } from '../draw/span.ts'
import { sprintsBetween, versionFor } from './calendar.ts'
import type { IssueDraft } from './draft.ts'
import { component, POINTS_FIELD, PROJECTS, priority, resolution, SPRINT_FIELD, STATUSES, TYPES } from './site.ts'

/** The identity of an issue, once all are in order. */
export interface IssueIdentity {
  readonly id: string
  readonly key: string
}

/** An issue as Jira gives it, its history told from the moves of its draft. */
export function issueRecord(
  draft: IssueDraft,
  identities: ReadonlyMap<IssueDraft, IssueIdentity>,
  span: Span,
): JiraIssueRecord {
  const { life, project, worker } = draft
  const identity = identityOf(draft, identities)
  const status = statusOf(life)
  const last = life.steps.at(-1)
  const isDone = status === 'Done'
  const version = project === 'EHR' && draft.stream !== null ? versionFor(span, life.done) : null
  const isSprinted = project === 'EHR' && draft.stream !== null && draft.type !== 'subtask' && life.steps.length > 0
  return {
    ...identity,
    fields: {
      summary: draft.title,
      issuetype: TYPES[draft.type],
      project: PROJECTS[project],
      status: STATUSES[status],
      created: text(life.created),
      updated: text(Math.max(last?.at ?? life.created, draft.commented ?? 0)),
      resolution: isDone ? resolution(life.resolution) : null,
      resolutiondate: isDone && last !== undefined ? text(last.at) : null,
      statuscategorychangedate: text(categoryChange(draft)),
      priority: priority(draft.priority),
      labels: draft.labels,
      components: draft.components.map(component),
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
        ? sprintsBetween(span, life.steps[0]?.at ?? life.created, isDone && last ? last.at : span.end)
        : null,
    },
    changelog: { histories: histories(draft, Number(identity.id)) },
  }
}

/** The last move between statuses of different categories; the creation when there was none. */
function categoryChange({ life }: IssueDraft): number {
  let category = STATUSES['To Do'].statusCategory.id
  let changed = life.created
  for (const { at, status } of life.steps) {
    if (STATUSES[status].statusCategory.id !== category) changed = at
    category = STATUSES[status].statusCategory.id
  }
  return changed
}

function histories({ life, worker }: IssueDraft, issueId: number): JiraHistoryRecord[] {
  let before: StatusName = 'To Do'
  return life.steps.map(({ at, status }, index) => {
    const items: JiraHistoryItemRecord[] = [
      change('status', STATUSES[before].id, before, STATUSES[status].id, status),
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

function text(at: number): string {
  return jiraInstant(at, HOSPITAL_ZONE)
}
