import type { JiraHistoryRecord } from '../records.ts'
import type { JiraEntry } from './jira-entry.ts'
import type { JiraSite } from './jira-site.ts'
import { wireUser } from './wire-people.ts'
import { jiraInstant, parseJiraInstant } from './zone.ts'

/** Changes of an issue as Jira lists them, in the order of the record (oldest first). */
export function wireHistories(entry: JiraEntry, site: JiraSite) {
  return (entry.record.changelog?.histories ?? []).map((history) => wireHistory(history, site))
}

/** The history inside an issue asked for with `expand=changelog`: newest first, as Jira gives it there. */
export function wireChangelog(entry: JiraEntry, site: JiraSite) {
  const histories = wireHistories(entry, site).reverse()
  return { startAt: 0, maxResults: histories.length, total: histories.length, histories }
}

function wireHistory(history: JiraHistoryRecord, site: JiraSite) {
  return {
    id: history.id,
    ...(history.author === undefined ? {} : { author: wireUser(history.author, site.origin, site.zone) }),
    created: jiraInstant(parseJiraInstant(history.created), site.zone),
    items: history.items,
  }
}
