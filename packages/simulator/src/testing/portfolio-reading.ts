import type { GithubIssueRecord, JiraIssueRecord, SimulatorData } from '../records.ts'

/** The Jira issues of a portfolio. */
export function jiraIssues(data: SimulatorData): readonly JiraIssueRecord[] {
  return data.jira.flatMap(({ issues }) => issues)
}

/** The GitHub issues of a portfolio that are no pull requests. */
export function githubIssues(data: SimulatorData): readonly GithubIssueRecord[] {
  return data.github.flatMap(({ issues }) => issues).filter((issue) => issue.pull_request === undefined)
}

/** All titles of a portfolio. */
export function titles(data: SimulatorData): string[] {
  return [
    ...jiraIssues(data).map(({ fields }) => fields.summary),
    ...data.github.flatMap(({ issues }) => issues).map(({ title }) => title),
  ]
}

/** Whether an issue has a label. */
export function hasLabel(label: string): (issue: JiraIssueRecord) => boolean {
  return ({ fields }) => fields.labels?.includes(label) ?? false
}

/** The moves between statuses that an issue's history tells, oldest first. */
export function moves(issue: JiraIssueRecord) {
  return (issue.changelog?.histories ?? []).flatMap(({ created, items }) =>
    items
      .filter(({ field }) => field === 'status')
      .map(({ fromString, toString: toName }) => ({ at: created, from: fromString, to: toName })),
  )
}
