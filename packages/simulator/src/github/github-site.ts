import { randomUUID } from 'node:crypto'
import type { Clock } from '../http/clock.ts'
import type { GithubIssueRecord, GithubPullRecord, GithubRepoData } from '../records.ts'
import { GithubRepository } from './github-repository.ts'
import { issueOfPull } from './issue-of-pull.ts'
import type { GithubOrigins } from './wire-user.ts'

/** A GitHub in memory: repositories on one host. */
export class GithubSite {
  readonly clock: Clock
  /** Known once the server listens. */
  origins: GithubOrigins = { api: '', web: '' }
  /** Part of every ETag, so that none of another run is valid. */
  readonly salt = randomUUID()
  readonly #repositories = new Map<string, GithubRepository>()
  readonly #renamed = new Map<string, string>()
  readonly #hidden = new Set<string>()

  constructor(data: readonly GithubRepoData[], clock: Clock) {
    this.clock = clock
    for (const repository of data) this.replaceRepo(repository)
  }

  /** The repository of this name, in any case; null when it is unknown or hidden. */
  repository(fullName: string): GithubRepository | null {
    const name = fullName.toLowerCase()
    return this.#hidden.has(name) ? null : (this.#repositories.get(name) ?? null)
  }

  /** The repository with this id, unless it is hidden. */
  repositoryById(id: number): GithubRepository | null {
    const found = [...this.#repositories.values()].find((repository) => repository.id === id)
    return found === undefined ? null : this.repository(found.fullName)
  }

  /** The repository that a name led to before it was renamed. */
  renamed(fullName: string): GithubRepository | null {
    const target = this.#renamed.get(fullName.toLowerCase())
    return target === undefined ? null : this.repository(target)
  }

  /** Puts a repository in place of the one of the same name, or adds it. */
  replaceRepo(data: GithubRepoData): void {
    this.#repositories.set(data.repo.toLowerCase(), new GithubRepository(data))
  }

  /** Renames a repository: the old name answers 301 from then on. */
  renameRepo(from: string, to: string): void {
    const repository = this.#known(from)
    this.#repositories.delete(from.toLowerCase())
    this.replaceRepo({
      repo: to,
      private: repository.isPrivate,
      defaultBranch: repository.defaultBranch,
      issues: [...repository.issues.values()].map(({ record }) => record),
      pulls: [...repository.pulls.values()].map(({ record }) => record),
    })
    this.#renamed.set(from.toLowerCase(), to)
  }

  /** Takes the right to see a repository away (it then answers 404), or gives it back. */
  setHidden(fullName: string, hidden: boolean): void {
    if (hidden) this.#hidden.add(fullName.toLowerCase())
    else this.#hidden.delete(fullName.toLowerCase())
  }

  /** Creates or replaces an issue; `touch` sets `updated_at` to now. */
  upsertIssue(fullName: string, record: GithubIssueRecord, touch: boolean): void {
    this.#known(fullName).putIssue(touch ? { ...record, updated_at: this.#now() } : record)
  }

  /** Creates or replaces a pull request and its record in the list of issues; `touch` sets `updated_at` to now. */
  upsertPull(fullName: string, record: GithubPullRecord, touch: boolean): void {
    const repository = this.#known(fullName)
    const pull = touch ? { ...record, updated_at: this.#now() } : record
    repository.putPull(pull)
    repository.putIssue(issueOfPull(pull, repository.issues.get(pull.number)?.record))
  }

  /** Deletes an issue: it leaves the lists and answers 410. */
  deleteIssue(fullName: string, number: number): void {
    this.#known(fullName).deleteIssue(number)
  }

  #known(fullName: string): GithubRepository {
    const repository = this.#repositories.get(fullName.toLowerCase())
    if (repository === undefined) throw new RangeError(`there is no repository ${fullName} to change`)
    return repository
  }

  #now(): string {
    return new Date(this.clock()).toISOString().replace(/\.\d{3}Z$/, 'Z')
  }
}
