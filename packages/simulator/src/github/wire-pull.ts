import type { GithubBranchRecord, GithubPullRecord } from '../records.ts'
import type { GithubRepository } from './github-repository.ts'
import { wireThread } from './wire-issue.ts'
import { type GithubOrigins, nodeId, wireUser } from './wire-user.ts'

/** Stands where the repository belongs in the text of a pull request; no wire text contains it. */
export const REPOSITORY_MARK = '\u0000repository\u0000'

/**
 * A pull request as lists show it. `head.repo` and `base.repo`, each several kilobytes and the same for all, are
 * {@link REPOSITORY_MARK}.
 */
export function wirePull(record: GithubPullRecord, repository: GithubRepository, origins: GithubOrigins) {
  const repositoryUrl = `${origins.api}/repos/${repository.fullName}`
  const url = `${repositoryUrl}/pulls/${record.number}`
  const issueUrl = `${repositoryUrl}/issues/${record.number}`
  const html = `${origins.web}/${repository.fullName}/pull/${record.number}`
  const statuses = `${repositoryUrl}/statuses/${record.head.sha}`
  return {
    url,
    id: record.id,
    node_id: nodeId('PullRequest', record.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issueUrl,
    ...wireThread(record, repository, origins),
    merged_at: record.merged_at,
    merge_commit_sha: record.merge_commit_sha ?? null,
    requested_reviewers: (record.requested_reviewers ?? []).map((user) => wireUser(user, origins)),
    requested_teams: [],
    draft: record.draft ?? false,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repositoryUrl}/pulls/comments{/number}`,
    comments_url: `${issueUrl}/comments`,
    statuses_url: statuses,
    head: wireBranch(record.head, repository, origins),
    base: wireBranch(record.base, repository, origins),
    _links: {
      self: { href: url },
      html: { href: html },
      issue: { href: issueUrl },
      comments: { href: `${issueUrl}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${repositoryUrl}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    auto_merge: null,
  }
}

/** A pull request as `GET /pulls/{number}` shows it; sizes are not recorded and are zero. */
export function wireFullPull(record: GithubPullRecord, repository: GithubRepository, origins: GithubOrigins) {
  return {
    ...wirePull(record, repository, origins),
    merged: record.merged_at !== null,
    mergeable: record.state === 'open' ? true : null,
    rebaseable: record.state === 'open' ? true : null,
    mergeable_state: record.state === 'open' ? 'clean' : 'unknown',
    merged_by: record.merged_at === null || record.user === null ? null : wireUser(record.user, origins),
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: 1,
    additions: 0,
    deletions: 0,
    changed_files: 0,
  }
}

function wireBranch(branch: GithubBranchRecord, repository: GithubRepository, origins: GithubOrigins) {
  return {
    label: branch.label ?? `${repository.owner.login}:${branch.ref}`,
    ref: branch.ref,
    sha: branch.sha,
    user: wireUser(branch.user ?? repository.owner, origins),
    repo: REPOSITORY_MARK,
  }
}
