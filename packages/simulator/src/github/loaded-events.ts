import type { GithubIssueEventRecord, GithubIssueRecord } from '../records.ts'

/**
 * The past of issues and pull requests as far as it is told or can be read off their records: one that is closed, and of
 * which no event says so, was closed when `closed_at` says; one that was reopened was closed before, nobody knows when.
 *
 * @param mergeCommit the commit that a pull request was merged with.
 */
export function loadedEvents(
  issues: Iterable<GithubIssueRecord>,
  told: readonly GithubIssueEventRecord[],
  mergeCommit: (number: number) => string | null,
): readonly GithubIssueEventRecord[] {
  const known = new Set(told.map(({ number, event }) => `${number} ${event}`))
  return [
    ...told,
    ...[...issues].flatMap((issue) => (known.has(`${issue.number} closed`) ? [] : madeUp(issue, mergeCommit))),
  ]
}

function madeUp(
  issue: GithubIssueRecord,
  mergeCommit: (number: number) => string | null,
): readonly GithubIssueEventRecord[] {
  const { number, user: actor } = issue
  if (issue.state === 'closed' && issue.closed_at !== null) {
    const merged = issue.pull_request?.merged_at ?? null
    return [
      ...(merged === null
        ? []
        : [{ number, event: 'merged', created_at: merged, actor, commit_id: mergeCommit(number) }]),
      { number, event: 'closed', created_at: issue.closed_at, actor, ...reasonOf(issue) },
    ]
  }
  if (issue.state === 'open' && issue.state_reason === 'reopened') {
    return ['closed', 'reopened'].map((event) => ({ number, event, created_at: issue.updated_at, actor }))
  }
  return []
}

/** Why an issue was closed; pull requests have no such word. */
export function reasonOf(issue: GithubIssueRecord): Pick<GithubIssueEventRecord, 'state_reason'> {
  return issue.pull_request === undefined ? { state_reason: issue.state_reason ?? null } : {}
}
