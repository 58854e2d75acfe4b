import { randomUUID } from 'node:crypto'
import type { Clock } from '../http/clock.ts'
import type {
  GithubDeploymentRecord,
  GithubDeploymentStatusRecord,
  GithubIssueRecord,
  GithubPullRecord,
  GithubReleaseRecord,
  GithubRepoData,
  GithubReviewRecord,
  GithubUserRecord,
} from '../records.ts'
import { eventOfChange } from './change-events.ts'
import { GithubRepository } from './github-repository.ts'
import { issueOfPull } from './issue-of-pull.ts'
import type { SiteChange, SiteListener } from './site-change.ts'
import { type AnyThread, threadChanges } from './thread-change.ts'
import { transferred } from './transferred-issue.ts'
import type { GithubOrigins } from './wire-user.ts'

/** Whose machine GitHub runs on. */
export type GithubDeployment = 'cloud' | 'enterprise-server'

/** Circumstances of a change. */
export interface GithubChange {
  /** Whether it sets the record's `updated_at` to now. Default true. */
  readonly touch?: boolean
  /** Who makes it. Default the author of the issue or pull request. */
  readonly actor?: GithubUserRecord
  /** The commit whose message closes the issue. Default none. */
  readonly commitId?: string
}

/** A GitHub in memory: repositories on one host. */
export class GithubSite {
  readonly clock: Clock
  /** Known once the server listens. */
  origins: GithubOrigins = { api: '', web: '' }
  /** Whether this is a GitHub Enterprise Server, which knows neither issue types nor sub-issues. */
  readonly isServer: boolean
  /** Part of every ETag, so that none of another run is valid. */
  readonly salt = randomUUID()
  /** Hears of every change that is made through the control. */
  listener: SiteListener = () => undefined
  readonly #repositories = new Map<string, GithubRepository>()
  readonly #renamed = new Map<string, string>()
  readonly #hidden = new Set<string>()

  constructor(data: readonly GithubRepoData[], clock: Clock, deployment: GithubDeployment = 'cloud') {
    this.isServer = deployment === 'enterprise-server'
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
    repository.rename(to)
    this.#repositories.set(to.toLowerCase(), repository)
    this.#renamed.set(from.toLowerCase(), to)
  }

  /** Takes the right to see a repository away (it then answers 404), or gives it back. */
  setHidden(fullName: string, hidden: boolean): void {
    if (hidden) this.#hidden.add(fullName.toLowerCase())
    else this.#hidden.delete(fullName.toLowerCase())
  }

  /** Creates or replaces an issue, and takes down what became different. */
  upsertIssue(fullName: string, record: GithubIssueRecord, change: GithubChange): void {
    const repository = this.#known(fullName)
    const before = repository.issues.get(record.number)?.record ?? null
    const after = this.#touched(record, change)
    const changes = this.#record(repository, before, after, after, change)
    repository.putIssue(after)
    this.#tell(repository, changes)
  }

  /** Creates or replaces a pull request and its record in the list of issues, and takes down what became different. */
  upsertPull(fullName: string, record: GithubPullRecord, change: GithubChange): void {
    const repository = this.#known(fullName)
    const before = repository.pulls.get(record.number)?.record ?? null
    const after = this.#touched(record, change)
    const issue = issueOfPull(after, repository.issues.get(record.number)?.record)
    const changes = this.#record(repository, before, after, issue, change)
    repository.putPull(after)
    repository.putIssue(issue)
    this.#tell(repository, changes)
  }

  /** Deletes an issue: it leaves the lists and answers 410. */
  deleteIssue(fullName: string, number: number, { actor }: GithubChange): void {
    const repository = this.#known(fullName)
    const issue = repository.issues.get(number)?.record
    repository.deleteIssue(number)
    if (issue !== undefined) this.listener(repository, { kind: 'deleted', issue, actor: actor ?? issue.user })
  }

  /**
   * Transfers an issue to another repository: a new issue there, under a new number and id, with the labels and the
   * milestone of the same name. The old number leads to it from then on.
   *
   * @returns the new number.
   * @throws RangeError for an issue or repository that does not exist.
   */
  transferIssue(from: string, number: number, to: string, change: GithubChange): number {
    const [source, target] = [this.#known(from), this.#known(to)]
    const record = source.issues.get(number)?.record
    if (record === undefined || record.pull_request !== undefined) {
      throw new RangeError(`there is no issue ${from}#${number} to transfer`)
    }
    const issue = transferred(record, source, target, this.now())
    const past = source.events.of(number)
    source.removeIssue(number)
    source.moved.set(number, { repository: target, number: issue.number })
    target.events.adopt(issue.number, past)
    target.events.add({
      number: issue.number,
      event: 'transferred',
      created_at: issue.updated_at,
      actor: change.actor ?? issue.user,
    })
    target.putIssue(issue)
    const actor = change.actor ?? issue.user
    this.listener(source, { kind: 'left', issue: record, other: { repository: target, issue }, actor })
    this.listener(target, { kind: 'arrived', issue, other: { repository: source, issue: record }, actor })
    return issue.number
  }

  /** Lets an issue vanish: it leaves the lists and answers 404, as for a reader without the right to see it. */
  hideIssue(fullName: string, number: number): void {
    this.#known(fullName).removeIssue(number)
  }

  /**
   * Gives a label another name, in every issue that carries it; no `updated_at` moves.
   *
   * @throws RangeError when nothing carries such a label.
   */
  renameLabel(fullName: string, from: string, to: string): void {
    const repository = this.#known(fullName)
    const before = repository.labels().get(from)
    if (before === undefined) throw new RangeError(`nothing in ${fullName} carries the label "${from}"`)
    const label = { ...before, name: to }
    repository.reword((record) => {
      const labels = record.labels ?? []
      if (!labels.some(({ name }) => name === from)) return record
      return { ...record, labels: labels.map((known) => (known.name === from ? label : known)) }
    })
    this.listener(repository, { kind: 'label', label, from })
  }

  /**
   * Gives a milestone another title, in every issue that belongs to it; no `updated_at` of theirs moves.
   *
   * @throws RangeError when nothing belongs to such a milestone.
   */
  renameMilestone(fullName: string, from: string, to: string): void {
    const repository = this.#known(fullName)
    const before = [...repository.milestones().values()].find(({ title }) => title === from)
    if (before === undefined) throw new RangeError(`nothing in ${fullName} belongs to the milestone "${from}"`)
    const milestone = { ...before, title: to, updated_at: this.now() }
    repository.reword((record) => (record.milestone?.title === from ? { ...record, milestone } : record))
    this.listener(repository, { kind: 'milestone', milestone, from })
  }

  /** Adds a review; the pull request's `updated_at` is moved to now unless `touch` says otherwise. */
  addReview(fullName: string, review: GithubReviewRecord, change: GithubChange): void {
    const repository = this.#known(fullName)
    const pull = repository.pulls.get(review.number)?.record
    if (pull === undefined) throw new RangeError(`there is no pull request ${fullName}#${review.number} to review`)
    repository.work.addReview(review)
    this.upsertPull(fullName, pull, change)
    this.listener(repository, { kind: 'review', review, pull: repository.pulls.get(pull.number)?.record ?? pull })
  }

  /** Creates or replaces a release by id. */
  putRelease(fullName: string, release: GithubReleaseRecord): void {
    const repository = this.#known(fullName)
    const before = repository.work.putRelease(release)
    if (before === null || before.draft === true) this.listener(repository, { kind: 'release', release })
  }

  addDeployment(fullName: string, deployment: GithubDeploymentRecord): void {
    this.#known(fullName).work.addDeployment(deployment)
  }

  /** Adds what became of a deployment. Throws RangeError when there is no such deployment. */
  addDeploymentStatus(fullName: string, id: number, status: GithubDeploymentStatusRecord): void {
    const repository = this.#known(fullName)
    const deployment = repository.work.addStatus(id, status)
    this.listener(repository, { kind: 'deployment_status', deployment, status })
  }

  #known(fullName: string): GithubRepository {
    const repository = this.#repositories.get(fullName.toLowerCase())
    if (repository === undefined) throw new RangeError(`there is no repository ${fullName} to change`)
    return repository
  }

  #touched<R extends AnyThread>(record: R, { touch = true }: GithubChange): R {
    return touch ? { ...record, updated_at: this.now() } : record
  }

  /** Comes before the change itself: events of the past are made up of records as they were. */
  #record(
    repository: GithubRepository,
    before: AnyThread | null,
    after: AnyThread,
    issue: GithubIssueRecord,
    { actor, commitId }: GithubChange,
  ): readonly SiteChange[] {
    const at = after.updated_at === before?.updated_at ? this.now() : after.updated_at
    const moment = { before, after, issue, actor: actor ?? after.user, at, commitId: commitId ?? null }
    const { events } = repository
    return threadChanges(before, after).map((change) => {
      const event = eventOfChange(change, moment)
      if (event !== null) events.add(event)
      return { kind: 'thread', change, moment }
    })
  }

  #tell(repository: GithubRepository, changes: readonly SiteChange[]): void {
    for (const change of changes) this.listener(repository, change)
  }

  /** The present second, as GitHub writes it. */
  now(): string {
    return new Date(this.clock()).toISOString().replace(/\.\d{3}Z$/, 'Z')
  }
}
