import type { JiraHistoryItemRecord, JiraHistoryRecord } from '../records.ts'
import type { JiraEntry } from './jira-entry.ts'
import type { JiraSite } from './jira-site.ts'
import { wireUser } from './wire-people.ts'
import { jiraInstant, parseJiraInstant } from './zone.ts'

/** Changes of an issue as Jira lists them, in the order of the record (oldest first). */
export function wireHistories(entry: JiraEntry, site: JiraSite) {
  return historiesOf(entry).map((history) => wireHistory(history, site))
}

/** The history inside an issue asked for with `expand=changelog`: newest first, as Jira gives it there. */
export function wireChangelog(entry: JiraEntry, site: JiraSite) {
  const histories = wireHistories(entry, site).reverse()
  return { startAt: 0, maxResults: histories.length, total: histories.length, histories }
}

/**
 * A history as the bulk look-up gives it, which is not the form of the others: the time is a number, a value that there
 * is not is left out, and system fields go by their id. Seen on the wire; the description shows the common form.
 *
 * @param wanted ids of the fields asked for; null for all.
 * @returns null when nothing of it was asked for.
 */
export function wireBulkHistory(history: JiraHistoryRecord, wanted: ReadonlySet<string> | null, site: JiraSite) {
  const items = history.items.filter(({ fieldId }) => wanted === null || wanted.has(fieldId ?? ''))
  if (items.length === 0) return null
  return { ...head(history, site), created: parseJiraInstant(history.created), items: items.map(bulkItem) }
}

/** Histories of an issue as the record keeps them, oldest first. */
export function historiesOf(entry: JiraEntry): readonly JiraHistoryRecord[] {
  return entry.record.changelog?.histories ?? []
}

function wireHistory(history: JiraHistoryRecord, site: JiraSite) {
  const created = jiraInstant(parseJiraInstant(history.created), site.zone)
  return { ...head(history, site), created, items: history.items }
}

function head(history: JiraHistoryRecord, site: JiraSite) {
  const { id, author } = history
  return { id, ...(author === undefined ? {} : { author: wireUser(author, site.origin, site.zone) }) }
}

function bulkItem(item: JiraHistoryItemRecord) {
  const isSystem = item.fieldId !== undefined && item.fieldtype === 'jira'
  const named = { ...item, field: isSystem ? item.fieldId : item.field }
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== null))
}
