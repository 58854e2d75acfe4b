import type { GithubIssueRecord, GithubPullRecord } from '../records.ts'

/** Distance between a pull request's id and the id of its issue where only one of them is recorded. */
const ID_DISTANCE = 1_000_000_000

/**
 * The record of a pull request in the list of issues: same number, title, people and times, an id of its own.
 *
 * @param before the present record, whose id and comments are kept.
 */
export function issueOfPull(pull: GithubPullRecord, before?: GithubIssueRecord): GithubIssueRecord {
  const {
    id,
    merged_at: mergedAt,
    head: _head,
    base: _base,
    merge_commit_sha: _sha,
    requested_reviewers: _asked,
    ...shared
  } = pull
  return {
    ...shared,
    id: before?.id ?? id + ID_DISTANCE,
    comments: before?.comments ?? 0,
    state_reason: null,
    pull_request: { merged_at: mergedAt },
  }
}
