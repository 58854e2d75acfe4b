import type { GithubIssueRecord, GithubLabelRecord, GithubMilestoneRecord, GithubThreadRecord } from '../records.ts'
import type { GithubRepository } from './github-repository.ts'
import { type GithubOrigins, nodeId, wireUser } from './wire-user.ts'

/** An issue as lists and `GET /issues/{number}` show it, with every address and count that records leave out. */
export function wireIssue(record: GithubIssueRecord, repository: GithubRepository, origins: GithubOrigins) {
  const repositoryUrl = `${origins.api}/repos/${repository.fullName}`
  const url = `${repositoryUrl}/issues/${record.number}`
  const isPull = record.pull_request !== undefined
  const html = `${origins.web}/${repository.fullName}/${isPull ? 'pull' : 'issues'}/${record.number}`
  return {
    url,
    repository_url: repositoryUrl,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    id: record.id,
    node_id: nodeId(isPull ? 'PullRequest' : 'Issue', record.id),
    ...wireThread(record, repository, origins),
    comments: record.comments ?? 0,
    ...(isPull ? { draft: record.draft ?? false, pull_request: wirePullLink(record, repositoryUrl, html) } : {}),
    ...(record.type === undefined || origins.isServer
      ? {}
      : { type: record.type === null ? null : wireType(record.type) }),
    closed_by: null,
    reactions: wireReactions(url),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: record.state_reason ?? null,
    ...(origins.isServer ? {} : wireFamily(record, repository, repositoryUrl)),
  }
}

function wireFamily(record: GithubIssueRecord, repository: GithubRepository, repositoryUrl: string) {
  return {
    sub_issues_summary: wireSubIssues(record.number, repository),
    ...(record.parent_number === undefined
      ? {}
      : { parent_issue_url: `${repositoryUrl}/issues/${record.parent_number}` }),
    issue_dependencies_summary: { blocked_by: 0, total_blocked_by: 0, blocking: 0, total_blocking: 0 },
  }
}

/** The part that issues and pull requests have in common. */
export function wireThread(record: GithubThreadRecord, repository: GithubRepository, origins: GithubOrigins) {
  const assignees = record.assignees ?? (record.assignee ? [record.assignee] : [])
  const assignee = record.assignee ?? assignees[0] ?? null
  return {
    number: record.number,
    title: record.title,
    user: record.user === null ? null : wireUser(record.user, origins),
    labels: (record.labels ?? []).map((label) => wireLabel(label, repository, origins)),
    state: record.state,
    locked: record.locked ?? false,
    assignee: assignee === null ? null : wireUser(assignee, origins),
    assignees: assignees.map((user) => wireUser(user, origins)),
    milestone: record.milestone ? wireMilestone(record.milestone, repository, origins) : null,
    created_at: record.created_at,
    updated_at: record.updated_at,
    closed_at: record.closed_at,
    author_association: record.author_association ?? 'CONTRIBUTOR',
    active_lock_reason: null,
    body: record.body ?? null,
  }
}

/** A label as issues show it. */
export function wireLabel(label: GithubLabelRecord, repository: GithubRepository, origins: GithubOrigins) {
  return {
    id: label.id,
    node_id: nodeId('Label', label.id),
    url: `${origins.api}/repos/${repository.fullName}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: label.default ?? false,
    description: label.description ?? null,
  }
}

/** A milestone as issues and the list of milestones show it. */
export function wireMilestone(milestone: GithubMilestoneRecord, repository: GithubRepository, origins: GithubOrigins) {
  const url = `${origins.api}/repos/${repository.fullName}/milestones/${milestone.number}`
  return {
    url,
    html_url: `${origins.web}/${repository.fullName}/milestone/${milestone.number}`,
    labels_url: `${url}/labels`,
    id: milestone.id,
    node_id: nodeId('Milestone', milestone.id),
    number: milestone.number,
    title: milestone.title,
    description: milestone.description ?? null,
    creator: milestone.creator ? wireUser(milestone.creator, origins) : null,
    open_issues: milestone.open_issues ?? 0,
    closed_issues: milestone.closed_issues ?? 0,
    state: milestone.state,
    created_at: milestone.created_at,
    updated_at: milestone.updated_at,
    due_on: milestone.due_on ?? null,
    closed_at: milestone.closed_at ?? null,
  }
}

function wirePullLink(record: GithubIssueRecord, repositoryUrl: string, html: string) {
  return {
    url: `${repositoryUrl}/pulls/${record.number}`,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    merged_at: record.pull_request?.merged_at ?? null,
  }
}

/** An issue type as issues show it. */
export function wireType(type: NonNullable<GithubIssueRecord['type']>) {
  return {
    id: type.id,
    node_id: nodeId('IssueType', type.id),
    name: type.name,
    description: type.description ?? null,
    color: 'gray',
    created_at: '2024-01-01T00:00:00Z',
    updated_at: '2024-01-01T00:00:00Z',
    is_enabled: true,
  }
}

function wireReactions(url: string) {
  return {
    url: `${url}/reactions`,
    total_count: 0,
    '+1': 0,
    '-1': 0,
    laugh: 0,
    hooray: 0,
    confused: 0,
    heart: 0,
    rocket: 0,
    eyes: 0,
  }
}

function wireSubIssues(number: number, repository: GithubRepository) {
  const children = repository.subIssues(number)
  const completed = children.filter(({ state }) => state === 'closed').length
  const percent = children.length === 0 ? 0 : Math.floor((completed * 100) / children.length)
  return { total: children.length, completed, percent_completed: percent }
}
