import type { GithubTokens } from './github/github-auth.ts'
import { type GithubControl, makeGithubControl } from './github/github-control.ts'
import type { GithubSite } from './github/github-site.ts'
import type { Fault, FaultBook } from './http/faults.ts'
import type { RecordedRequest, RequestLog, Tool } from './http/request-log.ts'
import type { JiraCredentials } from './jira/jira-auth.ts'
import type { JiraSite } from './jira/jira-site.ts'
import type { JiraIssueRecord } from './records.ts'

/** Whether a change sets the record's time of last update to now. Default true. */
export interface TouchOption {
  readonly touch?: boolean
}

/**
 * Changes what the simulated tools hold and how they behave, while they run. Every method takes and returns plain JSON,
 * so other processes reach the same methods over HTTP, see {@link callControl}.
 */
export interface SimulatorControl extends GithubControl {
  /** Creates or replaces a Jira issue by key. */
  upsertJiraIssue(record: JiraIssueRecord, options?: TouchOption): void
  /** Sets some fields of a Jira issue, and `updated` to now. Throws RangeError for an issue that does not exist. */
  patchJiraIssue(key: string, fields: Readonly<Record<string, unknown>>): void
  /** The Jira issue as it stands, or null. */
  jiraIssue(key: string): JiraIssueRecord | null
  deleteJiraIssue(key: string): void
  /** Takes the right to browse a project away: its issues are left out, and naming it is refused with 400. */
  hideJiraProject(key: string): void
  showJiraProject(key: string): void
  /** Lets something go wrong with the next requests that match, once unless `times` says otherwise. */
  failNext(fault: Fault): void
  /** Jira's burst limit for the next `times` requests: 429 with `Retry-After` (seconds). */
  limitJira(retryAfterSeconds: number, times?: number): void
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
}

/** Makes the control of running tools. */
export function makeControl(parts: ControlledParts): SimulatorControl {
  const { jira, github, faults, log } = parts
  return {
    upsertJiraIssue: (record, options) => jira.upsert(record, options?.touch ?? true),
    patchJiraIssue: (key, fields) => jira.patch(key, fields),
    jiraIssue: (key) => jira.issue(key)?.record ?? null,
    deleteJiraIssue: (key) => jira.delete(key),
    hideJiraProject: (key) => jira.setHidden(key, true),
    showJiraProject: (key) => jira.setHidden(key, false),
    ...makeGithubControl(github, faults),
    failNext: (fault) => faults.add(fault),
    limitJira: (retryAfterSeconds, times = 1) =>
      faults.add({
        match: { tool: 'jira' },
        status: 429,
        headers: { 'retry-after': String(retryAfterSeconds), 'ratelimit-reason': 'jira-burst-based' },
        body: { errorMessages: ['Rate limit exceeded.'], errors: {} },
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
