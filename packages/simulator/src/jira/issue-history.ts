import type { JiraHistoryItemRecord, JiraHistoryRecord, JiraIssueRecord, JiraUserRecord } from '../records.ts'

type Changelog = JiraIssueRecord['changelog']

/** Keeps the histories of a site's issues; ids grow with every change of any issue. */
export class IssueHistory {
  readonly #author: JiraUserRecord
  #lastId = 10_000

  /** @param author who makes the changes. */
  constructor(author: JiraUserRecord) {
    this.#author = author
  }

  /** Takes note of histories that a record brings, so that later ids are larger. */
  read(record: JiraIssueRecord): void {
    for (const { id } of record.changelog?.histories ?? []) this.#lastId = Math.max(this.#lastId, Number(id) || 0)
  }

  /** A new entry for these changes, or null without any. */
  entry(created: string, items: readonly JiraHistoryItemRecord[]): JiraHistoryRecord | null {
    if (items.length === 0) return null
    this.#lastId += 1
    return { id: String(this.#lastId), author: this.#author, created, items }
  }
}

/** Whether a record brings a history other than the one that is known; it then stands for the whole. */
export function replacesHistory(known: Changelog, given: Changelog): boolean {
  return given !== undefined && idsOf(known) !== idsOf(given)
}

/** A history with one more entry at its end. */
export function withEntry(known: Changelog, entry: JiraHistoryRecord | null): Changelog {
  if (entry === null) return known
  return { histories: [...(known?.histories ?? []), entry] }
}

function idsOf(changelog: Changelog): string {
  return (changelog?.histories ?? []).map(({ id }) => id).join()
}
