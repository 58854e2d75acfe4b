import type { Clock } from '../http/clock.ts'
import type { JiraData, JiraFieldRecord, JiraHistoryRecord, JiraIssueRecord, JiraStatusRecord } from '../records.ts'
import { changeItems, moveItems } from './change-items.ts'
import { firstById } from './first-by-id.ts'
import { IssueHistory, replacesHistory, withEntry } from './issue-history.ts'
import { IssueStore } from './issue-store.ts'
import { type JiraEntry, makeEntry } from './jira-entry.ts'
import { ProjectStore } from './project-store.ts'
import { SearchIndex } from './search-index.ts'
import { definedFields } from './system-fields.ts'
import type { WireStyle } from './wire-style.ts'
import { jiraInstant, parseJiraInstant } from './zone.ts'

/** The account that the simulated Jira knows. */
export interface JiraAccount {
  readonly email: string
  readonly accountId: string
  /** Name of the user on Data Center. */
  readonly name?: string
  readonly displayName: string
}

/** Which of Jira's two products a site is. */
export type JiraDeployment = 'cloud' | 'data-center'

/** What a site is made of. */
export interface JiraSiteOptions {
  readonly data: readonly JiraData[]
  readonly account: JiraAccount
  readonly deployment: JiraDeployment
  readonly clock: Clock
  /** How long a change stays out of search results, in milliseconds; single issues show it at once. */
  readonly indexLagMs: number
}

/** A change of an issue, as it is told to whoever listens. */
export interface JiraChange {
  /** Null when the issue was created. */
  readonly before: JiraEntry | null
  /** Null when it was deleted. */
  readonly after: JiraEntry | null
  /** What the change left in the history, if anything. */
  readonly history: JiraHistoryRecord | null
}

/**
 * A Jira site in memory. Two views exist, as on the real one: the issues themselves, and the search index, which may
 * lag behind them. Every change keeps the issue's history, unless it brings a history of its own.
 */
export class JiraSite {
  readonly account: JiraAccount
  readonly deployment: JiraDeployment
  /** Zone of the searching account. */
  zone: string
  readonly serverZone: string
  readonly fields: readonly JiraFieldRecord[]
  readonly clock: Clock
  readonly index: SearchIndex
  readonly projects = new ProjectStore()
  /** Whether the account administers the site, and may set up webhooks. */
  isAdmin = true
  /** Base address; known once the server listens. */
  origin = ''
  /** Told of every change through {@link JiraSite.upsert}, {@link JiraSite.move} and {@link JiraSite.delete}. */
  onChange: (change: JiraChange) => void = () => undefined
  readonly #hiddenIssues = new Set<number>()
  readonly #store = new IssueStore()
  readonly #history: IssueHistory

  constructor(options: JiraSiteOptions) {
    this.account = options.account
    this.deployment = options.deployment
    this.clock = options.clock
    this.index = new SearchIndex(options.clock, options.indexLagMs)
    this.zone = options.data[0]?.accountTimeZone ?? 'UTC'
    this.serverZone = options.data[0]?.serverTimeZone ?? this.zone
    this.fields = definedFields(firstById(options.data.flatMap((site) => site.fields)), this.#isServer)
    const { email: _, ...author } = options.account
    this.#history = new IssueHistory(author)
    for (const site of options.data) {
      for (const project of site.projects) this.projects.add(project)
      for (const issue of site.issues) {
        const entry = makeEntry(issue)
        this.#history.read(issue)
        this.#store.put(entry)
        this.index.load(entry)
      }
    }
  }

  /** The words in which the site answers, or those of another version of its API. */
  style(version: 2 | 3 = this.#isServer ? 2 : 3): WireStyle {
    const { origin, zone } = this
    return { version, isServer: this.#isServer, origin, base: `${origin}/rest/api/${version}`, zone }
  }

  /** The issue with this key, a former key or this id, unless it or its project is hidden. */
  issue(keyOrId: string): JiraEntry | null {
    const entry = this.#store.get(keyOrId)
    return entry === null || this.isHidden(entry) ? null : entry
  }

  /** The same issue even where the account may not see it. */
  kept(keyOrId: string): JiraEntry | null {
    return this.#store.get(keyOrId)
  }

  /** Issues whose parent is this one, as they stand. */
  children(key: string): readonly JiraEntry[] {
    return this.#store.children(key)
  }

  /** Every issue that exists, hidden ones included. */
  all(): Iterable<JiraEntry> {
    return this.#store.all()
  }

  /** Every status that an issue ever had. */
  statuses(): Iterable<JiraStatusRecord> {
    return this.#store.statuses()
  }

  /** Whether searches and look-ups leave an issue out. */
  isHidden(entry: JiraEntry): boolean {
    return this.projects.isHidden(entry.project) || this.#hiddenIssues.has(entry.id)
  }

  /** Takes the permission to browse a project away, or gives it back. */
  hideProject(project: string, hidden: boolean): void {
    this.projects.hide(project, hidden)
    this.index.revision += 1
  }

  /**
   * Puts an issue behind issue security, or before it again.
   *
   * @throws RangeError for an issue that does not exist.
   */
  hideIssue(key: string, hidden: boolean): void {
    const entry = this.#existing(key)
    if (hidden) this.#hiddenIssues.add(entry.id)
    else this.#hiddenIssues.delete(entry.id)
    this.#clearText(entry)
    this.index.revision += 1
  }

  /**
   * Creates or replaces an issue; `touch` sets its `updated` to now. A project not known yet is added. What changed goes
   * into the history, unless `updated` stands still or the record brings another history.
   *
   * @throws RangeError for a key that the issue had before it was moved.
   */
  upsert(record: JiraIssueRecord, touch: boolean): void {
    const before = this.#store.get(record.key)
    if (before !== null && before.key !== record.key) throw new RangeError(`${record.key} is now ${before.key}`)
    const updated = touch ? this.#now() : record.fields.updated
    const fields = { ...record.fields, updated }
    const moved = before !== null && (touch || parseJiraInstant(updated) !== before.updatedMs)
    const replaced = replacesHistory(before?.record.changelog, record.changelog)
    const items = moved && !replaced ? this.#changes(before.record.fields, fields) : []
    const history = this.#history.entry(updated, items)
    const known = replaced ? record.changelog : before?.record.changelog
    if (replaced) this.#history.read(record)
    const entry = makeEntry(withHistory({ ...record, fields }, withEntry(known, history)))
    this.projects.add(record.fields.project)
    this.#replace(entry, before)
    if (before === null || moved) this.onChange({ before, after: entry, history })
  }

  /**
   * Changes fields of an issue and sets `updated` to now, and with it what follows from the rest: a new status category
   * moves `statuscategorychangedate`, a resolution that comes or goes moves `resolutiondate`.
   *
   * @throws RangeError for an issue that does not exist.
   */
  patch(key: string, fields: Readonly<Record<string, unknown>>): void {
    const { record } = this.#existing(key)
    const before = record.fields
    const after: JiraIssueRecord['fields'] = { ...before, ...fields }
    const now = this.#now()
    const follows: Record<string, unknown> = {}
    if (before.status.statusCategory.key !== after.status.statusCategory.key) follows.statuscategorychangedate = now
    if (!Object.hasOwn(fields, 'resolutiondate') && before.resolution?.id !== after.resolution?.id) {
      follows.resolutiondate = after.resolution ? now : null
    }
    this.upsert({ ...record, fields: { ...after, ...follows } }, true)
  }

  /**
   * Moves an issue and its sub-tasks to another project, under the next free number there. It keeps its id, and loses
   * what belongs to the project it leaves: versions and components.
   *
   * @returns the new key.
   * @throws RangeError for an issue or a project that does not exist.
   */
  move(key: string, projectKey: string): string {
    const before = this.#existing(key)
    const project = this.projects.existing(projectKey)
    const updated = this.#now()
    const bare = { project, updated, components: [], fixVersions: [], versions: [] }
    const fields = { ...before.record.fields, ...bare }
    const next = `${project.key}-${this.#store.nextNumber(project.key)}`
    const history = this.#history.entry(updated, [
      ...this.#changes(before.record.fields, fields),
      ...moveItems({ key: before.key, project: before.record.fields.project }, { key: next, project }),
    ])
    const record = { ...before.record, key: next, fields }
    const entry = makeEntry(withHistory(record, withEntry(before.record.changelog, history)))
    this.#store.move(before, entry)
    this.index.later(before.key, null)
    this.index.later(entry.key, entry)
    for (const child of this.#store.children(before.key)) this.#follow(child, entry)
    this.#clearText(entry)
    this.onChange({ before, after: entry, history })
    return next
  }

  /** Deletes an issue; deleting one that does not exist changes nothing. */
  delete(key: string): void {
    const entry = this.#store.get(key)
    if (entry === null) return
    this.#clearText(entry)
    this.#store.remove(entry)
    this.index.later(entry.key, null)
    this.onChange({ before: entry, after: null, history: null })
  }

  /**
   * Changes fields of issues behind their back, as renaming a version does: `updated` and the history stand still, and
   * searches see it at once.
   *
   * @param change returns the fields as they were where nothing changes; key, id, parent and times must stay.
   */
  rewrite(change: (entry: JiraEntry) => JiraIssueRecord['fields']): void {
    const made = new Map<JiraEntry, JiraEntry>()
    const rewritten = (entry: JiraEntry): JiraEntry => {
      const known = made.get(entry)
      if (known !== undefined) return known
      const fields = change(entry)
      const next = { ...entry, record: { ...entry.record, fields }, text: null }
      made.set(entry, next)
      return next
    }
    this.#store.rewrite(rewritten)
    this.index.rewrite(rewritten)
  }

  /** Sets the zone of the account: instants on the wire and dates in queries are in it from now on. */
  setZone(zone: string): void {
    this.zone = zone
    this.rewrite((entry) => entry.record.fields)
  }

  /** A child names its parent by key; a sub-task goes to the new project itself. */
  #follow(child: JiraEntry, parent: JiraEntry): void {
    const fields = { ...child.record.fields, parent: { id: parent.record.id, key: parent.key } }
    this.#replace(makeEntry({ ...child.record, fields }), child)
    if (child.record.fields.issuetype.subtask) this.move(child.key, parent.project)
  }

  #replace(entry: JiraEntry, before: JiraEntry | null): void {
    if (before !== null) this.#clearText(before)
    this.#store.put(entry)
    this.#clearText(entry)
    this.index.later(entry.key, entry)
  }

  /** An issue's text shows its parent and its sub-tasks, so theirs is stale when it changes. */
  #clearText(entry: JiraEntry): void {
    for (const key of this.#store.relatives(entry)) {
      for (const view of [this.#store.get(key), this.index.get(key)]) if (view) view.text = null
    }
  }

  #changes(before: JiraIssueRecord['fields'], after: JiraIssueRecord['fields']) {
    return changeItems(before, after, this.fields, this.#isServer)
  }

  #existing(key: string): JiraEntry {
    const entry = this.#store.get(key)
    if (entry === null) throw new RangeError(`there is no issue ${key} to change`)
    return entry
  }

  get #isServer(): boolean {
    return this.deployment === 'data-center'
  }

  #now(): string {
    return jiraInstant(this.clock(), this.zone)
  }
}

function withHistory(record: JiraIssueRecord, changelog: JiraIssueRecord['changelog']): JiraIssueRecord {
  return changelog === undefined ? record : { ...record, changelog }
}
