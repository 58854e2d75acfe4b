import type { Clock } from '../http/clock.ts'
import type {
  JiraData,
  JiraFieldRecord,
  JiraIssueRecord,
  JiraNamedRecord,
  JiraProjectRecord,
  JiraStatusRecord,
} from '../records.ts'
import { type JiraEntry, makeEntry } from './jira-entry.ts'
import { jiraInstant } from './zone.ts'

/** The account that the simulated Jira knows. */
export interface JiraAccount {
  readonly email: string
  readonly accountId: string
  readonly displayName: string
}

/** What a site is made of. */
export interface JiraSiteOptions {
  readonly data: readonly JiraData[]
  readonly account: JiraAccount
  readonly clock: Clock
  /** How long a change stays out of search results, in milliseconds; single issues show it at once. */
  readonly indexLagMs: number
}

/**
 * A Jira site in memory. Two views exist, as on the real one: the issues themselves, and the search index, which may
 * lag behind them.
 */
export class JiraSite {
  readonly account: JiraAccount
  readonly zone: string
  readonly serverZone: string
  readonly fields: readonly JiraFieldRecord[]
  readonly clock: Clock
  /** Base address; known once the server listens. */
  origin = ''
  /** Counts changes of the search index. */
  indexRevision = 0
  readonly #indexLagMs: number
  readonly #projects = new Map<string, JiraProjectRecord>()
  readonly #hidden = new Set<string>()
  readonly #issues = new Map<string, JiraEntry>()
  readonly #keyById = new Map<number, string>()
  readonly #children = new Map<string, Set<string>>()
  readonly #indexed = new Map<string, JiraEntry>()
  readonly #pending: { readonly from: number; readonly key: string; readonly entry: JiraEntry | null }[] = []

  constructor(options: JiraSiteOptions) {
    this.account = options.account
    this.clock = options.clock
    this.#indexLagMs = options.indexLagMs
    this.zone = options.data[0]?.accountTimeZone ?? 'UTC'
    this.serverZone = options.data[0]?.serverTimeZone ?? this.zone
    this.fields = uniqueById(options.data.flatMap((site) => site.fields))
    for (const site of options.data) {
      for (const project of site.projects) this.#projects.set(project.key, project)
      for (const issue of site.issues) {
        const entry = makeEntry(issue)
        this.#put(entry)
        this.#indexed.set(entry.key, entry)
      }
    }
  }

  /** Projects that the account may browse. */
  projects(): readonly JiraProjectRecord[] {
    return [...this.#projects.values()].filter((project) => !this.#hidden.has(project.key))
  }

  /** The project with this key, id or name, unless it is hidden. */
  project(text: string): JiraProjectRecord | null {
    const wanted = text.toLowerCase()
    const found = this.projects().find(
      ({ id, key, name }) => key.toLowerCase() === wanted || id === text || name.toLowerCase() === wanted,
    )
    return found ?? null
  }

  /** The issue with this key or id, unless its project is hidden. */
  issue(keyOrId: string): JiraEntry | null {
    const key = /^\d+$/.test(keyOrId) ? this.#keyById.get(Number(keyOrId)) : keyOrId.toUpperCase()
    const entry = key === undefined ? undefined : this.#issues.get(key)
    return entry === undefined || this.#hidden.has(entry.project) ? null : entry
  }

  /** Issues whose parent is this one, as they stand. */
  children(key: string): readonly JiraEntry[] {
    const keys = this.#children.get(key)
    return keys === undefined ? [] : [...keys].flatMap((child) => this.#issues.get(child) ?? [])
  }

  /** Every issue that exists, hidden ones included. */
  all(): Iterable<JiraEntry> {
    return this.#issues.values()
  }

  /** What a search sees now. */
  index(): Iterable<JiraEntry> {
    this.#flush()
    return this.#indexed.values()
  }

  /** Whether searches and look-ups leave a project out. */
  isHidden(project: string): boolean {
    return this.#hidden.has(project)
  }

  /** Takes the permission to browse a project away, or gives it back. */
  setHidden(project: string, hidden: boolean): void {
    if (hidden) this.#hidden.add(project)
    else this.#hidden.delete(project)
    this.indexRevision += 1
  }

  /** Creates or replaces an issue; `touch` sets its `updated` to now. A project not known yet is added. */
  upsert(record: JiraIssueRecord, touch: boolean): void {
    const updated = touch ? jiraInstant(this.clock(), this.zone) : record.fields.updated
    const entry = makeEntry({ ...record, fields: { ...record.fields, updated } })
    if (!this.#projects.has(entry.project)) this.#projects.set(entry.project, record.fields.project)
    this.#put(entry)
    this.#later(entry.key, entry)
  }

  /** Changes fields of an issue and sets `updated` to now. A new status category moves `statuscategorychangedate` too. */
  patch(key: string, fields: Readonly<Record<string, unknown>>): void {
    const entry = this.#issues.get(key)
    if (entry === undefined) throw new RangeError(`there is no issue ${key} to change`)
    const before = entry.record.fields
    const after: JiraIssueRecord['fields'] = { ...before, ...fields }
    const moved = before.status.statusCategory.key !== after.status.statusCategory.key
    const now = jiraInstant(this.clock(), this.zone)
    this.upsert({ ...entry.record, fields: moved ? { ...after, statuscategorychangedate: now } : after }, true)
  }

  /** Deletes an issue; deleting one that does not exist changes nothing. */
  delete(key: string): void {
    const entry = this.#issues.get(key)
    if (entry === undefined) return
    this.#forgetRelatives(entry)
    this.#issues.delete(key)
    this.#keyById.delete(entry.id)
    this.#later(key, null)
  }

  /** Statuses in use, by id. */
  statuses(): readonly JiraStatusRecord[] {
    return uniqueById([...this.all()].map((entry) => entry.record.fields.status))
  }

  /** Resolutions in use, by id. */
  resolutions(): readonly JiraNamedRecord[] {
    return uniqueById([...this.all()].flatMap((entry) => entry.record.fields.resolution ?? []))
  }

  #put(entry: JiraEntry): void {
    const before = this.#issues.get(entry.key)
    if (before !== undefined) this.#forgetRelatives(before)
    this.#issues.set(entry.key, entry)
    this.#keyById.set(entry.id, entry.key)
    const parent = entry.record.fields.parent?.key
    if (parent !== undefined) {
      const siblings = this.#children.get(parent) ?? new Set()
      siblings.add(entry.key)
      this.#children.set(parent, siblings)
    }
    this.#clearRelatives(entry)
  }

  #forgetRelatives(entry: JiraEntry): void {
    const parent = entry.record.fields.parent?.key
    if (parent !== undefined) this.#children.get(parent)?.delete(entry.key)
    this.#clearRelatives(entry)
  }

  /** An issue's text shows its parent and its sub-tasks, so theirs is stale when it changes. */
  #clearRelatives(entry: JiraEntry): void {
    const parent = entry.record.fields.parent?.key
    for (const key of [...(parent === undefined ? [] : [parent]), ...(this.#children.get(entry.key) ?? [])]) {
      for (const view of [this.#issues.get(key), this.#indexed.get(key)]) if (view !== undefined) view.text = null
    }
  }

  #later(key: string, entry: JiraEntry | null): void {
    this.#pending.push({ from: this.clock() + this.#indexLagMs, key, entry })
    this.#flush()
  }

  #flush(): void {
    const now = this.clock()
    while (this.#pending[0] !== undefined && this.#pending[0].from <= now) {
      const due = this.#pending.shift()
      if (due === undefined) return
      if (due.entry === null) this.#indexed.delete(due.key)
      else this.#indexed.set(due.key, due.entry)
      this.indexRevision += 1
    }
  }
}

function uniqueById<T extends { readonly id: string }>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [value.id, value])).values()]
}
