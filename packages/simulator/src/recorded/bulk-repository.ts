import { issueOfPull } from '../github/issue-of-pull.ts'
import type { GithubIssueRecord, GithubPullRecord, GithubRepoData, GithubUserRecord } from '../records.ts'
import type { BulkSpan } from './bulk-span.ts'
import { type Dice, makeDice } from './bulk-words.ts'

const USERS: readonly [GithubUserRecord, ...GithubUserRecord[]] = [
  { login: 'bulk-ines', id: 7001 },
  { login: 'bulk-jonas', id: 7002 },
  { login: 'bulk-mara', id: 7003 },
]
const LABELS = ['bug', 'feature', 'interface'].map((name, index) => ({ id: 8000 + index, name, color: 'd4c5f9' }))

/** Repository `bulk/load`: issues first, then pull requests, numbered through, number 1 the oldest of its kind. */
export function bulkRepository(
  seed: number,
  issues: number,
  pulls: number,
  jiraIssues: number,
  span: BulkSpan,
): GithubRepoData {
  // Another stream than the Jira issues', so that their number does not change the repository.
  const dice = makeDice(seed ^ 0x5bd1e995)
  const issueRecords = Array.from({ length: issues }, (_, index) => bulkIssue(dice, index, issues, span))
  const pullRecords = Array.from({ length: pulls }, (_, index) =>
    bulkPull(dice, index, { issues, pulls, jiraIssues }, span),
  )
  return {
    repo: 'bulk/load',
    issues: [...issueRecords, ...pullRecords.map((pull) => issueOfPull(pull))],
    pulls: pullRecords,
  }
}

function bulkIssue(dice: Dice, index: number, count: number, span: BulkSpan): GithubIssueRecord {
  const times = bulkTimes(dice, index, count, span, dice.percent(60))
  const user = dice.pick(USERS)
  return {
    id: 500_000_000 + index,
    number: index + 1,
    title: dice.text(60),
    user,
    assignee: dice.percent(70) ? user : null,
    labels: LABELS.slice(index % 3, (index % 3) + 1),
    body: dice.text(900),
    state_reason: times.state === 'closed' ? 'completed' : null,
    comments: dice.between(0, 8),
    ...times,
  }
}

function bulkPull(
  dice: Dice,
  index: number,
  counts: { readonly issues: number; readonly pulls: number; readonly jiraIssues: number },
  span: BulkSpan,
): GithubPullRecord {
  const times = bulkTimes(dice, index, counts.pulls, span, dice.percent(90))
  const number = counts.issues + index + 1
  const key = counts.jiraIssues === 0 ? null : `BULK-${dice.between(1, counts.jiraIssues)}`
  const names = key === null ? '' : `${key} `
  const closes = counts.issues > 0 && dice.percent(30) ? `\n\nCloses #${dice.between(1, counts.issues)}` : ''
  return {
    id: 600_000_000 + index,
    number,
    title: `${names}${dice.text(50)}`,
    user: dice.pick(USERS),
    labels: [],
    body: `${dice.text(500)}${closes}`,
    merged_at: times.closed_at !== null && dice.percent(92) ? times.closed_at : null,
    merge_commit_sha: null,
    head: { ref: `feature/${(key ?? 'change').toLowerCase()}-${number}`, sha: hex(dice) },
    base: { ref: 'main', sha: hex(dice) },
    draft: false,
    ...times,
  }
}

function bulkTimes(dice: Dice, index: number, count: number, span: BulkSpan, isClosed: boolean) {
  const created = span.from + (index * (span.until - span.from)) / Math.max(1, count)
  const closed = created + dice.between(10, 60 * 24 * 30) * 60_000
  // What would end after the span is open still: nothing piles up at its last instant.
  if (closed > span.until) return openSince(created)
  return {
    state: isClosed ? ('closed' as const) : ('open' as const),
    created_at: instant(created),
    updated_at: instant(isClosed ? closed : created),
    closed_at: isClosed ? instant(closed) : null,
  }
}

function openSince(created: number) {
  return { state: 'open' as const, created_at: instant(created), updated_at: instant(created), closed_at: null }
}

function hex(dice: Dice): string {
  return Array.from({ length: 5 }, () =>
    dice
      .between(0, 0xffffffff - 1)
      .toString(16)
      .padStart(8, '0'),
  ).join('')
}

function instant(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')
}
