import { createHash } from 'node:crypto'
import type { GithubIssueRecord, GithubPullRecord, GithubRepoData, GithubUserRecord } from '../records.ts'
import { ThreadList } from './thread-list.ts'

/** A repository in memory. */
export class GithubRepository {
  readonly id: number
  readonly owner: GithubUserRecord
  readonly name: string
  readonly isPrivate: boolean
  readonly defaultBranch: string
  readonly createdAt: string
  readonly issues = new ThreadList<GithubIssueRecord>()
  readonly pulls = new ThreadList<GithubPullRecord>()
  /** Numbers of issues that were deleted; GitHub answers 410 for them. */
  readonly deleted = new Set<number>()
  readonly #children = new Map<number, Set<number>>()
  #summary: { updatedAt: string; open: number } | null = null

  /** @throws RangeError when `repo` is not `owner/name` or an instant cannot be read. */
  constructor(data: GithubRepoData) {
    const [owner, name, ...rest] = data.repo.split('/')
    if (!owner || !name || rest.length > 0)
      throw new RangeError(`"${data.repo}" is no repository such as clinic/portal`)
    this.id = stableId(data.repo)
    this.owner = { login: owner, id: stableId(owner), type: 'Organization' }
    this.name = name
    this.isPrivate = data.private ?? false
    this.defaultBranch = data.defaultBranch ?? 'main'
    for (const issue of data.issues) this.putIssue(issue)
    for (const pull of data.pulls) this.putPull(pull)
    const created = [...this.issues.values(), ...this.pulls.values()].map(({ record }) => record.created_at)
    this.createdAt = created.sort()[0] ?? '2020-01-01T00:00:00Z'
  }

  get fullName(): string {
    return `${this.owner.login}/${this.name}`
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
    const parent = this.issues.get(number)?.record.parent_number
    if (!this.issues.delete(number)) return
    this.deleted.add(number)
    this.#summary = null
    if (parent === undefined) return
    this.#children.get(parent)?.delete(number)
    this.issues.refresh(parent)
  }

  /** Sub-issues of an issue, in the order they were added. */
  subIssues(number: number): readonly GithubIssueRecord[] {
    return [...(this.#children.get(number) ?? [])].flatMap((child) => this.issues.get(child)?.record ?? [])
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

/** A number that stays the same for the same name, below 2^31. */
export function stableId(name: string): number {
  return createHash('sha256').update(name.toLowerCase()).digest().readUInt32BE(0) >>> 1
}
