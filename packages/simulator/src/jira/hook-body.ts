import type { JiraSprintRecord, JiraVersionRecord } from '../records.ts'
import type { VersionEvent } from './jira-catalog.ts'
import type { JiraChange, JiraSite } from './jira-site.ts'
import type { SprintEvent } from './jira-sprints.ts'
import { wireVersion } from './wire-field.ts'
import { selectFields, wireIssue } from './wire-issue.ts'
import { wireUser } from './wire-people.ts'

/** Name of the event that a change of an issue is. */
export function changeEvent({ before, after }: JiraChange): string {
  if (before === null) return 'jira:issue_created'
  return after === null ? 'jira:issue_deleted' : 'jira:issue_updated'
}

/** What a webhook is told of a change: the issue in the words of version 2, on Cloud too, and what changed. */
export function issueEventBody(change: JiraChange, site: JiraSite) {
  const entry = change.after ?? change.before
  if (entry === null) throw new Error('a change has an issue before it or after it')
  const style = site.style(2)
  const issue = wireIssue(entry, selectFields([], '', '*all'), site, style)
  const { id, items = [] } = change.history ?? {}
  const shown = style.isServer ? items.map(({ fieldId: _, ...item }) => item) : items
  const kind = kindOf(change)
  return {
    timestamp: site.clock(),
    webhookEvent: changeEvent(change),
    ...(kind === null ? {} : { issue_event_type_name: kind }),
    user: wireUser(site.account, style),
    // The address of the issue lacks a part here, on the real one too.
    issue: { ...issue, self: `${style.base}/${entry.record.id}` },
    ...(id === undefined ? {} : { changelog: { id, items: shown } }),
  }
}

/** What a webhook is told of a change of a version. */
export function versionEventBody(event: VersionEvent, version: JiraVersionRecord, projectId: string, site: JiraSite) {
  const shown = { ...wireVersion(version, site.style(2)), overdue: false, projectId: Number(projectId) }
  return { timestamp: site.clock(), webhookEvent: event, version: shown }
}

/** What a webhook is told of a change of a sprint. */
export function sprintEventBody(event: SprintEvent, { boardId, ...sprint }: JiraSprintRecord, site: JiraSite) {
  const self = `${site.origin}/rest/agile/1.0/sprint/${sprint.id}`
  return { timestamp: site.clock(), webhookEvent: event, sprint: { ...sprint, self, originBoardId: boardId } }
}

/** The kind of change as workflows name it; a deletion has none. */
function kindOf({ before, after, history }: JiraChange): string | null {
  if (before === null) return 'issue_created'
  if (after === null) return null
  const changed = new Set((history?.items ?? []).map(({ field }) => field))
  if (changed.has('Key')) return 'issue_moved'
  if (changed.has('status')) return 'issue_generic'
  if (changed.size === 1 && changed.has('assignee')) return 'issue_assigned'
  // What moves `updated` and leaves no history is a comment or the like.
  return changed.size === 0 ? 'issue_commented' : 'issue_updated'
}
