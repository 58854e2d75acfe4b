import type { JiraHistoryItemRecord, JiraHistoryRecord } from '../records.ts'
import type { JiraEntry } from './jira-entry.ts'
import { wireUser } from './wire-people.ts'
import type { WireStyle } from './wire-style.ts'
import { jiraInstant, parseJiraInstant } from './zone.ts'

/** Changes of an issue as Jira lists them, in the order of the record (oldest first). */
export function wireHistories(entry: JiraEntry, style: WireStyle) {
  return historiesOf(entry).map((history) => wireHistory(history, style))
}

/**
 * The history inside an issue asked for with `expand=changelog`. Cloud gives the newest first, Data Center the oldest;
 * what is beyond the limit is left out, and `total` tells so.
 *
 * @param limit most entries that are shown.
 */
export function wireChangelog(entry: JiraEntry, style: WireStyle, limit: number) {
  const all = historiesOf(entry)
  const ordered = style.isServer ? all : [...all].reverse()
  const histories = ordered.slice(0, limit).map((history) => wireHistory(history, style))
  return { startAt: 0, maxResults: histories.length, total: all.length, histories }
}

/**
 * A history as the bulk look-up gives it, which is not the form of the others: the time is a number, a value that there
 * is not is left out, and system fields go by their id. Seen on the wire; the description shows the common form.
 *
 * @param wanted ids of the fields asked for; null for all.
 * @returns null when nothing of it was asked for.
 */
export function wireBulkHistory(history: JiraHistoryRecord, wanted: ReadonlySet<string> | null, style: WireStyle) {
  const items = history.items.filter(({ fieldId }) => wanted === null || wanted.has(fieldId ?? ''))
  if (items.length === 0) return null
  return { ...head(history, style), created: parseJiraInstant(history.created), items: items.map(bulkItem) }
}

/** Histories of an issue as the record keeps them, oldest first. */
export function historiesOf(entry: JiraEntry): readonly JiraHistoryRecord[] {
  return entry.record.changelog?.histories ?? []
}

function wireHistory(history: JiraHistoryRecord, style: WireStyle) {
  const created = jiraInstant(parseJiraInstant(history.created), style.zone)
  const items = style.isServer ? history.items.map(({ fieldId: _, ...item }) => item) : history.items
  return { ...head(history, style), created, items }
}

function head(history: JiraHistoryRecord, style: WireStyle) {
  const { id, author } = history
  return { id, ...(author === undefined ? {} : { author: wireUser(author, style) }) }
}

function bulkItem(item: JiraHistoryItemRecord) {
  const isSystem = item.fieldId !== undefined && item.fieldtype === 'jira'
  const named = { ...item, field: isSystem ? item.fieldId : item.field }
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== null))
}
