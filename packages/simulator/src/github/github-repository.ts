import { createHash } from 'node:crypto'
import type {
  GithubIssueEventRecord,
  GithubIssueRecord,
  GithubLabelRecord,
  GithubMilestoneRecord,
  GithubPullRecord,
  GithubRepoData,
  GithubThreadRecord,
  GithubUserRecord,
} from '../records.ts'
import { DeliveredWork } from './delivered-work.ts'
import { EventLog } from './event-log.ts'
import { loadedEvents } from './loaded-events.ts'
import { ThreadList } from './thread-list.ts'

/** A repository in memory. */
export class GithubRepository {
  readonly id: number
  readonly isPrivate: boolean
  readonly defaultBranch: string
  readonly createdAt: string
  readonly issues = new ThreadList<GithubIssueRecord>()
  readonly pulls = new ThreadList<GithubPullRecord>()
  /** Numbers of issues that were deleted; GitHub answers 410 for them. */
  readonly deleted = new Set<number>()
  /** Where issues went that were transferred; GitHub answers 301 for them. */
  readonly moved = new Map<number, { readonly repository: GithubRepository; readonly number: number }>()
  /** Reviews, releases and deployments. */
  readonly work: DeliveredWork
  readonly #told: readonly GithubIssueEventRecord[]
  #owner: GithubUserRecord
  #name: string
  #events: EventLog | null = null
  readonly #children = new Map<number, Set<number>>()
  #summary: { updatedAt: string; open: number } | null = null

  /** @throws RangeError when `repo` is not `owner/name` or an instant cannot be read. */
  constructor(data: GithubRepoData) {
    const { owner, name } = nameParts(data.repo)
    this.id = stableId(data.repo)
    this.#owner = owner
    this.#name = name
    this.#told = data.events ?? []
    this.work = new DeliveredWork(data)
    this.isPrivate = data.private ?? false
    this.defaultBranch = data.defaultBranch ?? 'main'
    for (const issue of data.issues) this.putIssue(issue)
    for (const pull of data.pulls) this.putPull(pull)
    const created = [...this.issues.values(), ...this.pulls.values()].map(({ record }) => record.created_at)
    this.createdAt = created.sort()[0] ?? '2020-01-01T00:00:00Z'
  }

  get owner(): GithubUserRecord {
    return this.#owner
  }

  get name(): string {
    return this.#name
  }

  get fullName(): string {
    return `${this.#owner.login}/${this.#name}`
  }

  /** What happened here. Put together when first asked for, so that a large past costs nothing before. */
  get events(): EventLog {
    if (this.#events !== null) return this.#events
    const issues = [...this.issues.values()].map(({ record }) => record)
    const mergeCommit = (number: number) => this.pulls.get(number)?.record.merge_commit_sha ?? null
    this.#events = new EventLog(this.id, loadedEvents(issues, this.#told, mergeCommit))
    return this.#events
  }

  /** Gives the repository another name; its id stays. */
  rename(fullName: string): void {
    const { owner, name } = nameParts(fullName)
    this.#owner = owner
    this.#name = name
    // Every address in their texts names the repository.
    for (const { record } of this.issues.values()) this.issues.refresh(record.number)
    for (const { record } of this.pulls.values()) this.pulls.refresh(record.number)
  }

  /** Creates or replaces an issue by number. */
  putIssue(record: GithubIssueRecord): void {
    const before = this.issues.get(record.number)?.record.parent_number
    if (before !== undefined) this.#children.get(before)?.delete(record.number)
    this.issues.put(record)
    this.deleted.delete(record.number)
    this.#summary = null
    const parent = record.parent_number
    if (parent !== undefined) {
      const children = this.#children.get(parent) ?? new Set()
      children.add(record.number)
      this.#children.set(parent, children)
    }
    // A parent shows how many of its sub-issues are done.
    for (const number of [before, parent]) if (number !== undefined) this.issues.refresh(number)
  }

  /** Creates or replaces a pull request by number. */
  putPull(record: GithubPullRecord): void {
    this.pulls.put(record)
    this.#summary = null
  }

  /** Deletes an issue, as its administrators can. */
  deleteIssue(number: number): void {
    if (this.removeIssue(number)) this.deleted.add(number)
  }

  /** Takes an issue out of every list, with its events; it then answers 404. Tells whether there was one. */
  removeIssue(number: number): boolean {
    const parent = this.issues.get(number)?.record.parent_number
    this.events.forget(number)
    this.pulls.delete(number)
    if (!this.issues.delete(number)) return false
    this.#summary = null
    this.#releaseChild(number, parent)
    return true
  }

  #releaseChild(number: number, parent: number | undefined): void {
    if (parent === undefined) return
    this.#children.get(parent)?.delete(number)
    this.issues.refresh(parent)
  }

  /** Sub-issues of an issue, in the order they were added. */
  subIssues(number: number): readonly GithubIssueRecord[] {
    return [...(this.#children.get(number) ?? [])].flatMap((child) => this.issues.get(child)?.record ?? [])
  }

  /** The number that the next issue or pull request gets. */
  nextNumber(): number {
    const taken = [...this.issues.values()].map(({ record }) => record.number)
    return (
      [...taken, ...this.deleted, ...this.moved.keys()].reduce((highest, number) => Math.max(highest, number), 0) + 1
    )
  }

  /** Labels that anything carries, by name. */
  labels(): ReadonlyMap<string, GithubLabelRecord> {
    const all = [...this.issues.values()].flatMap(({ record }) => record.labels ?? [])
    return new Map(all.map((label) => [label.name, label]))
  }

  /**
   * Changes records without a trace: `updated_at` stays and no event is left, as when a label or milestone that they
   * carry is edited.
   */
  reword(change: <R extends GithubThreadRecord>(record: R) => R): void {
    for (const { record } of [...this.issues.values()]) {
      const changed = change(record)
      if (changed !== record) this.putIssue(changed)
    }
    for (const { record } of [...this.pulls.values()]) {
      const changed = change(record)
      if (changed !== record) this.putPull(changed)
    }
  }

  /** Milestones that anything belongs to, by number, as the latest update tells them. */
  milestones(): ReadonlyMap<number, GithubMilestoneRecord> {
    const found = new Map<number, GithubMilestoneRecord>()
    for (const { record } of this.issues.values()) {
      const { milestone } = record
      if (!milestone) continue
      const known = found.get(milestone.number)
      if (known === undefined || known.updated_at < milestone.updated_at) found.set(milestone.number, milestone)
    }
    return found
  }

  /** The latest update of anything in the repository. */
  updatedAt(): string {
    return this.#summarize().updatedAt
  }

  /** Open issues and pull requests. */
  openCount(): number {
    return this.#summarize().open
  }

  #summarize(): { updatedAt: string; open: number } {
    if (this.#summary !== null) return this.#summary
    let updatedAt = this.createdAt
    let open = 0
    for (const { record } of this.issues.values()) {
      if (record.updated_at > updatedAt) updatedAt = record.updated_at
      if (record.state === 'open') open += 1
    }
    this.#summary = { updatedAt, open }
    return this.#summary
  }
}

function nameParts(fullName: string): { readonly owner: GithubUserRecord; readonly name: string } {
  const [owner, name, ...rest] = fullName.split('/')
  if (!owner || !name || rest.length > 0) throw new RangeError(`"${fullName}" is no repository such as clinic/portal`)
  return { owner: { login: owner, id: stableId(owner), type: 'Organization' }, name }
}

/** A number that stays the same for the same name, below 2^31. */
export function stableId(name: string): number {
  return createHash('sha256').update(name.toLowerCase()).digest().readUInt32BE(0) >>> 1
}
