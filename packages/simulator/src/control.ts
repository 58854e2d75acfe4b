import type { GithubTokens } from './github/github-auth.ts'
import { type GithubControl, makeGithubControl } from './github/github-control.ts'
import type { GithubSite } from './github/github-site.ts'
import type { Deliveries } from './http/deliveries.ts'
import { type DeliveryControl, makeDeliveryControl } from './http/delivery-control.ts'
import type { Fault, FaultBook } from './http/faults.ts'
import type { RecordedRequest, RequestLog, Tool } from './http/request-log.ts'
import { type JiraControl, makeJiraControl } from './jira/jira-control.ts'
import type { JiraPorts } from './jira/jira-ports.ts'

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
  /** Sets the tool's clock so many milliseconds ahead of the simulator's: `Date` headers, stamps and all. */
  setClockOffset(tool: Tool, offsetMs: number): void
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
  readonly jira: JiraPorts
  readonly github: GithubSite
  readonly githubTokens: GithubTokens
  readonly faults: FaultBook
  readonly log: RequestLog
  readonly deliveries: Deliveries
  /** How far the clock of each tool is off, in milliseconds. */
  readonly clockOffsets: Record<Tool, number>
}

/** Makes the control of running tools. */
export function makeControl(parts: ControlledParts): SimulatorControl {
  const { jira, github, faults, log } = parts
  return {
    ...makeJiraControl(jira, faults),
    ...makeDeliveryControl(parts.deliveries),
    ...makeGithubControl(github, parts.githubTokens, faults),
    failNext: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    setClockOffset: (tool, offsetMs) => {
      parts.clockOffsets[tool] = offsetMs
    },
    revokeToken: (tool) => setToken(parts, tool, null),
    setToken: (tool, token) => setToken(parts, tool, token),
    requests: (tool) => log.requests(tool),
    counts: () => log.counts(),
    clearRequests: () => log.clear(),
  }
}

function setToken(parts: ControlledParts, tool: Tool, token: string | null): void {
  if (tool === 'jira') parts.jira.credentials.token = token
  else parts.githubTokens.setToken(token)
}
