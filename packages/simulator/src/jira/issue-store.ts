import type { JiraStatusRecord } from '../records.ts'
import type { JiraEntry } from './jira-entry.ts'

/** The issues of a site as they stand, by key and by id, with their children and the keys they had before. */
export class IssueStore {
  readonly #byKey = new Map<string, JiraEntry>()
  readonly #keyById = new Map<number, string>()
  readonly #idByFormerKey = new Map<string, number>()
  readonly #children = new Map<string, Set<string>>()
  readonly #lastNumbers = new Map<string, number>()
  readonly #statuses = new Map<string, JiraStatusRecord>()

  /** The issue with this key or id; a key that it had before a move names it too. */
  get(keyOrId: string): JiraEntry | null {
    if (/^\d+$/.test(keyOrId)) return this.#byId(Number(keyOrId))
    const key = keyOrId.toUpperCase()
    const entry = this.#byKey.get(key)
    if (entry !== undefined) return entry
    const id = this.#idByFormerKey.get(key)
    return id === undefined ? null : this.#byId(id)
  }

  all(): Iterable<JiraEntry> {
    return this.#byKey.values()
  }

  /** Every status that an issue ever had, by the name it had last: a workflow keeps those that no issue is in. */
  statuses(): Iterable<JiraStatusRecord> {
    return this.#statuses.values()
  }

  /** Issues whose parent is this one. */
  children(key: string): readonly JiraEntry[] {
    return [...(this.#children.get(key) ?? [])].flatMap((child) => this.#byKey.get(child) ?? [])
  }

  /** Keys of the issues whose answers show this one: its parent and its children. */
  relatives(entry: JiraEntry): readonly string[] {
    const parent = entry.record.fields.parent?.key
    return [...(parent === undefined ? [] : [parent]), ...(this.#children.get(entry.key) ?? [])]
  }

  /** Creates or replaces an issue by key. */
  put(entry: JiraEntry): void {
    const before = this.#byKey.get(entry.key)
    if (before !== undefined) this.#leaveParent(before)
    this.#byKey.set(entry.key, entry)
    this.#keyById.set(entry.id, entry.key)
    this.#noteStatus(entry)
    this.#lastNumbers.set(entry.project, Math.max(entry.number, this.#lastNumbers.get(entry.project) ?? 0))
    const parent = entry.record.fields.parent?.key
    if (parent === undefined) return
    const siblings = this.#children.get(parent) ?? new Set()
    siblings.add(entry.key)
    this.#children.set(parent, siblings)
  }

  /** Puts an issue under a new key in place of the one under the old key, which names it from now on. */
  move(before: JiraEntry, after: JiraEntry): void {
    this.#leaveParent(before)
    this.#byKey.delete(before.key)
    this.#idByFormerKey.set(before.key, after.id)
    this.put(after)
  }

  remove(entry: JiraEntry): void {
    this.#leaveParent(entry)
    this.#byKey.delete(entry.key)
    this.#keyById.delete(entry.id)
  }

  /** Puts another entry in place of each; one that `change` returns as it was stays. Keys, ids and parents must stay. */
  rewrite(change: (entry: JiraEntry) => JiraEntry): void {
    for (const [key, entry] of this.#byKey) {
      const changed = change(entry)
      this.#byKey.set(key, changed)
      this.#noteStatus(changed)
    }
  }

  /** The next free number of a project; numbers of issues that are gone are not given again. */
  nextNumber(project: string): number {
    return (this.#lastNumbers.get(project) ?? 0) + 1
  }

  #noteStatus({ record }: JiraEntry): void {
    this.#statuses.set(record.fields.status.id, record.fields.status)
  }

  #byId(id: number): JiraEntry | null {
    const key = this.#keyById.get(id)
    return key === undefined ? null : (this.#byKey.get(key) ?? null)
  }

  #leaveParent(entry: JiraEntry): void {
    const parent = entry.record.fields.parent?.key
    if (parent !== undefined) this.#children.get(parent)?.delete(entry.key)
  }
}
