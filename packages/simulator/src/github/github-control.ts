import type { FaultBook } from '../http/faults.ts'
import type {
  GithubDeploymentRecord,
  GithubDeploymentStatusRecord,
  GithubIssueRecord,
  GithubPullRecord,
  GithubReleaseRecord,
  GithubRepoData,
  GithubReviewRecord,
} from '../records.ts'
import type { GithubRights, GithubTokens } from './github-auth.ts'
import { githubErrorBody } from './github-error.ts'
import type { GithubChange, GithubSite } from './github-site.ts'
import { SECONDARY_REFUSAL } from './rate-limit.ts'

/** The part of the control that changes the simulated GitHub. */
export interface GithubControl {
  /** Puts a repository in place of the one of the same name, as it is; nothing of it counts as a change. */
  replaceRepo(data: GithubRepoData): void
  /** Renames a repository; the old name answers 301. */
  renameRepo(from: string, to: string): void
  /** Takes the right to see a repository away: it answers 404. */
  hideRepo(repo: string): void
  showRepo(repo: string): void
  /**
   * Creates or replaces an issue by number; what differs from before is recorded as issue events. Throws RangeError for a
   * repository that does not exist.
   */
  upsertGithubIssue(repo: string, record: GithubIssueRecord, options?: GithubChange): void
  /** Creates or replaces a pull request by number, and its record in the list of issues. */
  upsertPull(repo: string, record: GithubPullRecord, options?: GithubChange): void
  /** The issue as it stands, or null. */
  githubIssue(repo: string, number: number): GithubIssueRecord | null
  /** The pull request as it stands, or null. */
  pull(repo: string, number: number): GithubPullRecord | null
  /** Deletes an issue: it leaves the lists with its events, and answers 410. */
  deleteGithubIssue(repo: string, number: number, options?: Pick<GithubChange, 'actor'>): void
  /**
   * Transfers an issue to another repository and tells its new number; the old one answers 301. Throws RangeError for
   * an issue or repository that does not exist.
   */
  transferGithubIssue(from: string, number: number, to: string, options?: Pick<GithubChange, 'actor'>): number
  /** Lets an issue leave the lists and answer 404, as if the right to see it were gone. */
  hideGithubIssue(repo: string, number: number): void
  /** Renames a label in every issue that carries it; their `updated_at` stays, as on GitHub. Throws RangeError for none. */
  renameLabel(repo: string, from: string, to: string): void
  /** Renames a milestone in every issue that belongs to it; their `updated_at` stays. Throws RangeError for none. */
  renameMilestone(repo: string, from: string, to: string): void
  /** Adds a review to a pull request, whose `updated_at` is moved to now unless `touch` says otherwise. */
  addReview(repo: string, number: number, review: Omit<GithubReviewRecord, 'number'>, options?: GithubChange): void
  /** Creates or replaces a release by id. */
  putRelease(repo: string, release: GithubReleaseRecord): void
  addDeployment(repo: string, deployment: GithubDeploymentRecord): void
  /** Adds what became of a deployment. Throws RangeError when there is no such deployment. */
  addDeploymentStatus(repo: string, id: number, status: GithubDeploymentStatusRecord): void
  /** Gives or takes the right to write (drafts of releases) and to administer (webhooks). Both are there at first. */
  setGithubRights(rights: Partial<GithubRights>): void
  /** GitHub's secondary limit for the next `times` requests: 403 with `retry-after` (seconds). */
  limitGithubSecondary(retryAfterSeconds: number, times?: number): void
}

/** Makes the control of a running simulated GitHub. */
export function makeGithubControl(github: GithubSite, tokens: GithubTokens, faults: FaultBook): GithubControl {
  return {
    replaceRepo: (data) => github.replaceRepo(data),
    renameRepo: (from, to) => github.renameRepo(from, to),
    hideRepo: (repo) => github.setHidden(repo, true),
    showRepo: (repo) => github.setHidden(repo, false),
    upsertGithubIssue: (repo, record, options = {}) => github.upsertIssue(repo, record, options),
    upsertPull: (repo, record, options = {}) => github.upsertPull(repo, record, options),
    githubIssue: (repo, number) => github.repository(repo)?.issues.get(number)?.record ?? null,
    pull: (repo, number) => github.repository(repo)?.pulls.get(number)?.record ?? null,
    deleteGithubIssue: (repo, number, options = {}) => github.deleteIssue(repo, number, options),
    transferGithubIssue: (from, number, to, options = {}) => github.transferIssue(from, number, to, options),
    hideGithubIssue: (repo, number) => github.hideIssue(repo, number),
    renameLabel: (repo, from, to) => github.renameLabel(repo, from, to),
    renameMilestone: (repo, from, to) => github.renameMilestone(repo, from, to),
    addReview: (repo, number, review, options = {}) => github.addReview(repo, { ...review, number }, options),
    putRelease: (repo, release) => github.putRelease(repo, release),
    addDeployment: (repo, deployment) => github.addDeployment(repo, deployment),
    addDeploymentStatus: (repo, id, status) => github.addDeploymentStatus(repo, id, status),
    setGithubRights: (rights) => {
      tokens.rights = { ...tokens.rights, ...rights }
    },
    limitGithubSecondary: (retryAfterSeconds, times = 1) =>
      faults.add({
        match: { tool: 'github' },
        status: 403,
        headers: { 'retry-after': String(retryAfterSeconds) },
        body: githubErrorBody(403, SECONDARY_REFUSAL.message, SECONDARY_REFUSAL.documentation),
        times,
      }),
  }
}
