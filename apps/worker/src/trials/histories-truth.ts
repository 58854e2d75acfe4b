import type { GithubIssueRecord, GithubPullRecord, JiraIssueRecord } from '@throughline/simulator'
import { repositories } from './histories-github.ts'
import type { World } from './histories-world.ts'

/** What a person sees of an item in its tool. */
export interface TrueItem {
  readonly connection: 'jira' | 'github'
  readonly scope: string
  readonly key: string
  readonly kind: 'issue' | 'pull_request'
  readonly title: string
  readonly state: 'todo' | 'in_progress' | 'done' | 'dropped'
  readonly labels: readonly string[]
  readonly milestones: readonly string[]
  /** Null also where the parent cannot be seen. */
  readonly parent: string | null
}

/** Everything that the tools show, read from their own records in the plainest way. */
export function truthOf({ jira, github, isSelfHosted }: World): readonly TrueItem[] {
  const pulls = github.pulls()
  const named = new Set(
    pulls.flatMap(({ record }) =>
      record.state === 'open' ? (/^Closes (.+)$/.exec(record.body ?? '')?.[1] ?? []) : [],
    ),
  )
  const items = [
    ...jira.issues().map(ofJira),
    ...github.issues().map(({ repo, record }) => {
      const issue = ofIssue(repo, record, named)
      // An Enterprise Server knows no sub-issues.
      return isSelfHosted ? { ...issue, parent: null } : issue
    }),
    ...pulls.map(({ repo, record }) => ofPull(repo, record)),
  ]
  const keys = new Set(items.map(({ key }) => key))
  return items.map((item) => (item.parent === null || keys.has(item.parent) ? item : { ...item, parent: null }))
}

function ofJira({ key, fields }: JiraIssueRecord): TrueItem {
  const states = { undefined: 'todo', new: 'todo', indeterminate: 'in_progress', done: 'done' } as const
  const isDropped = fields.resolution?.name === 'Won’t Do'
  return {
    connection: 'jira',
    scope: fields.project.key,
    key,
    kind: 'issue',
    title: fields.summary,
    state: isDropped ? 'dropped' : states[fields.status.statusCategory.key],
    labels: fields.labels ?? [],
    milestones: (fields.fixVersions ?? []).map(({ name }) => name),
    parent: fields.parent?.key ?? null,
  }
}

function ofIssue(repo: string, record: GithubIssueRecord, named: ReadonlySet<string>): TrueItem {
  const key = `${repo}#${record.number}`
  const closed = record.state_reason === 'not_planned' ? 'dropped' : 'done'
  const open = named.has(key) ? 'in_progress' : 'todo'
  return {
    ...ofThread(repo, record),
    kind: 'issue',
    state: record.state === 'closed' ? closed : open,
    parent: record.parent_number === undefined ? null : `${repo}#${record.parent_number}`,
  }
}

function ofPull(repo: string, record: GithubPullRecord): TrueItem {
  const closed = record.merged_at === null ? 'dropped' : 'done'
  return {
    ...ofThread(repo, record),
    kind: 'pull_request',
    state: record.state === 'open' ? 'in_progress' : closed,
    parent: null,
  }
}

function ofThread(repo: string, record: GithubIssueRecord | GithubPullRecord) {
  return {
    connection: 'github' as const,
    scope: repositories.find((each) => each === repo) ?? repo,
    key: `${repo}#${record.number}`,
    title: record.title,
    labels: (record.labels ?? []).map(({ name }) => name),
    milestones: record.milestone ? [record.milestone.title] : [],
  }
}
