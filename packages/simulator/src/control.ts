import type { GithubTokens } from './github/github-auth.ts'
import type { GithubSite } from './github/github-site.ts'
import type { Deliveries } from './http/deliveries.ts'
import { type DeliveryControl, makeDeliveryControl } from './http/delivery-control.ts'
import type { Fault, FaultBook } from './http/faults.ts'
import type { RecordedRequest, RequestLog, Tool } from './http/request-log.ts'
import type { JiraCredentials } from './jira/jira-auth.ts'
import { type JiraControl, makeJiraControl } from './jira/jira-control.ts'
import type { JiraSite } from './jira/jira-site.ts'
import type { GithubIssueRecord, GithubPullRecord, GithubRepoData } from './records.ts'

/** Whether a change sets the record's time of last update to now. Default true. */
export interface TouchOption {
  readonly touch?: boolean
}

/**
 * Changes what the simulated tools hold and how they behave, while they run. Every method takes and returns plain JSON,
 * so other processes reach the same methods over HTTP, see {@link callControl}.
 */
export interface SimulatorControl extends JiraControl, DeliveryControl {
  /** Puts a repository in place of the one of the same name, as it is. */
  replaceRepo(data: GithubRepoData): void
  /** Renames a repository; the old name answers 301. */
  renameRepo(from: string, to: string): void
  /** Takes the right to see a repository away: it answers 404. */
  hideRepo(repo: string): void
  showRepo(repo: string): void
  /** Creates or replaces an issue by number. Throws RangeError for a repository that does not exist. */
  upsertGithubIssue(repo: string, record: GithubIssueRecord, options?: TouchOption): void
  /** Creates or replaces a pull request by number, and its record in the list of issues. */
  upsertPull(repo: string, record: GithubPullRecord, options?: TouchOption): void
  /** The issue as it stands, or null. */
  githubIssue(repo: string, number: number): GithubIssueRecord | null
  /** The pull request as it stands, or null. */
  pull(repo: string, number: number): GithubPullRecord | null
  deleteGithubIssue(repo: string, number: number): void
  /** Lets something go wrong with the next requests that match, once unless `times` says otherwise. */
  failNext(fault: Fault): void
  /** GitHub's secondary limit for the next `times` requests: 403 with `retry-after` (seconds). */
  limitGithubSecondary(retryAfterSeconds: number, times?: number): void
  clearFaults(): void
  /** Refuses the tool's token from now on, with 401. */
  revokeToken(tool: Tool): void
  /** Accepts this token from now on, and no other. */
  setToken(tool: Tool, token: string): void
  /** Requests since the start or the last {@link SimulatorControl.clearRequests}, oldest first; the latest 20,000 at most. */
  requests(tool?: Tool): readonly RecordedRequest[]
  /** Requests per endpoint, e.g. `{ 'github GET /repos/{owner}/{repo}/pulls': 2 }`. */
  counts(): Readonly<Record<string, number>>
  clearRequests(): void
}

/** What the control acts on. */
export interface ControlledParts {
  readonly jira: JiraSite
  readonly jiraCredentials: JiraCredentials
  readonly github: GithubSite
  readonly githubTokens: GithubTokens
  readonly faults: FaultBook
  readonly log: RequestLog
  readonly deliveries: Deliveries
}

/** Makes the control of running tools. */
export function makeControl(parts: ControlledParts): SimulatorControl {
  const { jira, github, faults, log } = parts
  return {
    ...makeJiraControl(jira, faults),
    ...makeDeliveryControl(parts.deliveries),
    replaceRepo: (data) => github.replaceRepo(data),
    renameRepo: (from, to) => github.renameRepo(from, to),
    hideRepo: (repo) => github.setHidden(repo, true),
    showRepo: (repo) => github.setHidden(repo, false),
    upsertGithubIssue: (repo, record, options) => github.upsertIssue(repo, record, options?.touch ?? true),
    upsertPull: (repo, record, options) => github.upsertPull(repo, record, options?.touch ?? true),
    githubIssue: (repo, number) => github.repository(repo)?.issues.get(number)?.record ?? null,
    pull: (repo, number) => github.repository(repo)?.pulls.get(number)?.record ?? null,
    deleteGithubIssue: (repo, number) => github.deleteIssue(repo, number),
    failNext: (fault) => faults.add(fault),
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
    clearFaults: () => faults.clear(),
    revokeToken: (tool) => setToken(parts, tool, null),
    setToken: (tool, token) => setToken(parts, tool, token),
    requests: (tool) => log.requests(tool),
    counts: () => log.counts(),
    clearRequests: () => log.clear(),
  }
}

function setToken(parts: ControlledParts, tool: Tool, token: string | null): void {
  if (tool === 'jira') parts.jiraCredentials.token = token
  else parts.githubTokens.setToken(token)
}
