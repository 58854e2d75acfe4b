import type { SimulatorData } from '../records.ts'
import { loadBaseDrafts } from './base-drafts.ts'
import { loadTitaniumIssues } from './titanium-issues.ts'
import { loadTitaniumPulls } from './titanium-pulls.ts'

/**
 * Reads all recorded data: the Titanium issues, the pull requests they name, and one snapshot of base-drafts.
 *
 * @param directory folder with `jira/` and `github/`.
 * @throws Error with code ENOENT when a file is not there.
 */
export async function loadRecorded(directory: string, snapshot: 'earlier' | 'later' = 'later'): Promise<SimulatorData> {
  const [issues, pulls, drafts] = await Promise.all([
    loadTitaniumIssues(directory),
    loadTitaniumPulls(directory),
    loadBaseDrafts(directory, snapshot),
  ])
  return { jira: [issues], github: [...pulls, drafts] }
}
