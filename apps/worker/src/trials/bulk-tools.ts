import { type Hub, putConnection } from '@throughline/hub'
import {
  type BulkOptions,
  bulkData,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '@throughline/simulator'

/** Starts tools that hold generated work: project `BULK` and repository `bulk/load`. */
export function startBulkTools(
  bulk: Omit<BulkOptions, 'seed'>,
  options: Omit<SimulatorOptions, 'data'> = {},
): Promise<Simulator> {
  return startSimulator({ data: bulkData({ seed: 5, ...bulk }), ...options })
}

/** Connects a hub to them, as `jira` and `github`. */
export async function connectBulkTools(hub: Hub, simulator: Simulator): Promise<void> {
  const { jiraUrl, jiraAuth, githubUrl, githubAuth } = simulator
  await putConnection(hub, 'jira', { kind: 'jira', baseUrl: jiraUrl, auth: jiraAuth, scopes: ['BULK'] })
  await putConnection(hub, 'github', { kind: 'github', baseUrl: githubUrl, auth: githubAuth, scopes: ['bulk/load'] })
}
