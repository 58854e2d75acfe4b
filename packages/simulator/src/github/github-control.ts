import type { FaultBook } from '../http/faults.ts'
import type { GithubIssueRecord, GithubPullRecord, GithubRepoData } from '../records.ts'
import type { GithubChange, GithubSite } from './github-site.ts'

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
  deleteGithubIssue(repo: string, number: number): void
  /** GitHub's secondary limit for the next `times` requests: 403 with `retry-after` (seconds). */
  limitGithubSecondary(retryAfterSeconds: number, times?: number): void
}

/** Makes the control of a running simulated GitHub. */
export function makeGithubControl(github: GithubSite, faults: FaultBook): GithubControl {
  return {
    replaceRepo: (data) => github.replaceRepo(data),
    renameRepo: (from, to) => github.renameRepo(from, to),
    hideRepo: (repo) => github.setHidden(repo, true),
    showRepo: (repo) => github.setHidden(repo, false),
    upsertGithubIssue: (repo, record, options = {}) => github.upsertIssue(repo, record, options),
    upsertPull: (repo, record, options = {}) => github.upsertPull(repo, record, options),
    githubIssue: (repo, number) => github.repository(repo)?.issues.get(number)?.record ?? null,
    pull: (repo, number) => github.repository(repo)?.pulls.get(number)?.record ?? null,
    deleteGithubIssue: (repo, number) => github.deleteIssue(repo, number),
    limitGithubSecondary: (retryAfterSeconds, times = 1) =>
      faults.add({
        match: { tool: 'github' },
        status: 403,
        headers: { 'retry-after': String(retryAfterSeconds) },
        body: {
          message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
          documentation_url:
            'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
        },
        times,
      }),
  }
}
