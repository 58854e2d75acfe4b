import type { GithubTokens } from './github/github-auth.ts'
import { type GithubControl, makeGithubControl } from './github/github-control.ts'
import type { GithubSite } from './github/github-site.ts'
import type { Deliveries } from './http/deliveries.ts'
import { type DeliveryControl, makeDeliveryControl } from './http/delivery-control.ts'
import type { Fault, FaultBook } from './http/faults.ts'
import type { RecordedRequest, RequestLog, Tool } from './http/request-log.ts'
import type { JiraCredentials } from './jira/jira-auth.ts'
import type { JiraCatalog } from './jira/jira-catalog.ts'
import { type JiraControl, makeJiraControl } from './jira/jira-control.ts'
import type { JiraSite } from './jira/jira-site.ts'

/** Whether a change sets the record's time of last update to now. Default true. */
export interface TouchOption {
  readonly touch?: boolean
}

/**
 * Changes what the simulated tools hold and how they behave, while they run. Every method takes and returns plain JSON,
 * so other processes reach the same methods over HTTP, see {@link callControl}.
 */
export interface SimulatorControl extends JiraControl, GithubControl, DeliveryControl {
  /** Lets something go wrong with the next requests that match, once unless `times` says otherwise. */
  failNext(fault: Fault): void
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
  readonly jiraCatalog: JiraCatalog
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
    ...makeJiraControl(jira, parts.jiraCatalog, faults),
    ...makeDeliveryControl(parts.deliveries),
    ...makeGithubControl(github, parts.githubTokens, faults),
    failNext: (fault) => faults.add(fault),
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
