import { startChild } from '../child.ts'
import type { Tools } from './tools.ts'

/** Starts the simulated tools in a process of their own: Jira issues, GitHub issues, pull requests, latency in ms. */
export async function startTools(
  amounts: readonly number[],
): Promise<{ readonly tools: Tools; readonly stop: () => Promise<void> }> {
  const child = startChild('./sync/simulator-process.ts', amounts.map(String))
  return { tools: JSON.parse(await child.line()) as Tools, stop: () => child.stop() }
}
