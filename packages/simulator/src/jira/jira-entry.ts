import type { JiraIssueRecord } from '../records.ts'
import { parseJiraInstant } from './zone.ts'

/** An issue as the site keeps it: the record, what searches compare, and the text last served. */
export interface JiraEntry {
  readonly record: JiraIssueRecord
  readonly id: number
  readonly key: string
  readonly project: string
  /** The number in the key. */
  readonly number: number
  /** Epoch milliseconds. */
  readonly createdMs: number
  readonly updatedMs: number
  /** -1 while unresolved. */
  readonly resolvedMs: number
  /** JSON text for the list of fields asked last; null until asked, and when an issue it shows has changed. */
  text: { readonly fields: string; readonly json: string } | null
}

/**
 * Reads what searches compare out of a record.
 *
 * @throws RangeError when its id, key or instants are not Jira's.
 */
export function makeEntry(record: JiraIssueRecord): JiraEntry {
  const found = /^([A-Z][A-Z0-9_]*)-(\d+)$/.exec(record.key)
  const id = Number(record.id)
  if (found === null || !Number.isSafeInteger(id)) {
    throw new RangeError(`issue ${record.key} needs a key such as EHR-12 and an id of digits`)
  }
  const { created, updated, resolutiondate } = record.fields
  return {
    record,
    id,
    key: record.key,
    project: found[1] ?? '',
    number: Number(found[2]),
    createdMs: parseJiraInstant(created),
    updatedMs: parseJiraInstant(updated),
    resolvedMs: typeof resolutiondate === 'string' ? parseJiraInstant(resolutiondate) : -1,
    text: null,
  }
}
