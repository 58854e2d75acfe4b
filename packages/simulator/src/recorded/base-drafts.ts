import { join } from 'node:path'
import type { GithubIssueRecord, GithubPullRecord, GithubRepoData } from '../records.ts'
import { readJson } from './read-records.ts'

interface Snapshot {
  readonly repo: string
  readonly at: string
  readonly issues: readonly (Omit<GithubIssueRecord, 'pull_request'> & { readonly pull_request?: object })[]
  readonly pulls: readonly GithubPullRecord[]
}

/**
 * Reads a snapshot of `quicwg/base-drafts`: `later` of 2017-04-28 (479 issues, of which 217 pull requests), or `earlier`
 * of 2017-04-13 (438 and 193).
 *
 * Everything is taken over as the REST API gave it then. Added: `merged_at` in the `pull_request` member of an issue and
 * the labels of a pull request, both from its twin in the other list; `state_reason` null, as it did not exist.
 *
 * @param directory folder that holds `github/base-drafts.json.gz` and `github/base-drafts.earlier.json.gz`.
 * @throws Error with code ENOENT when the file is not there.
 */
export async function loadBaseDrafts(directory: string, snapshot: 'earlier' | 'later'): Promise<GithubRepoData> {
  const file = snapshot === 'later' ? 'base-drafts.json.gz' : 'base-drafts.earlier.json.gz'
  const { repo, issues, pulls } = (await readJson(join(directory, 'github', file))) as Snapshot
  const pullByNumber = new Map(pulls.map((pull) => [pull.number, pull]))
  const labelsByNumber = new Map(issues.map(({ number, labels }) => [number, labels]))
  return {
    repo,
    defaultBranch: 'master',
    issues: issues.map(({ pull_request: isPull, ...issue }) => ({
      ...issue,
      state_reason: null,
      ...(isPull === undefined
        ? {}
        : { pull_request: { merged_at: pullByNumber.get(issue.number)?.merged_at ?? null } }),
    })),
    pulls: pulls.map((pull) => ({ ...pull, labels: labelsByNumber.get(pull.number) ?? [] })),
  }
}
