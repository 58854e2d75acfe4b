import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { stableId } from '../github/github-repository.ts'
import { issueOfPull } from '../github/issue-of-pull.ts'
import type { GithubPullRecord, GithubRepoData } from '../records.ts'
import { readJsonLines } from './read-records.ts'

interface NamedPull {
  readonly repo: string
  readonly number: number
  readonly title: string
  readonly user: string
  readonly created_at: string
  readonly merged_at: string | null
  readonly closed: boolean
  readonly issue_keys: readonly string[]
}

/**
 * Reads the pull requests that the Titanium issues name (5,018 in 113 repositories) as GitHub's REST API gives them, each
 * with its record in the list of issues.
 *
 * Taken over: repository, number, title, author, opened and merged times. Added: ids, hashes and the author's account id
 * (derived from the names), the head branch `{first key in lower case}-{number}`, the base branch `master`, a body that
 * names the issue keys which the title does not. Unknown in the source and decided here: one that was closed without a
 * merge counts as closed when it was opened; the last update is the merge, or else the close, or else the opening.
 *
 * @param directory folder that holds `github/titanium.pulls.ndjson.gz`.
 * @throws Error with code ENOENT when the file is not there.
 */
export async function loadTitaniumPulls(directory: string): Promise<readonly GithubRepoData[]> {
  const named = (await readJsonLines(join(directory, 'github/titanium.pulls.ndjson.gz'))) as readonly NamedPull[]
  return [...Map.groupBy(named, ({ repo }) => repo)].map(([repo, list]) => {
    const pulls = list.map(restPull)
    return { repo, defaultBranch: 'master', issues: pulls.map((pull) => issueOfPull(pull)), pulls }
  })
}

function restPull(named: NamedPull): GithubPullRecord {
  const name = `${named.repo}#${named.number}`
  const closedAt = named.merged_at ?? (named.closed ? named.created_at : null)
  const further = named.issue_keys.filter((key) => !named.title.includes(key))
  return {
    id: hash(name).readUIntBE(0, 5),
    number: named.number,
    title: named.title,
    state: named.closed || named.merged_at !== null ? 'closed' : 'open',
    user: { login: named.user, id: stableId(named.user) },
    body: further.length === 0 ? null : `See also ${further.join(', ')}.`,
    created_at: named.created_at,
    updated_at: closedAt ?? named.created_at,
    closed_at: closedAt,
    merged_at: named.merged_at,
    merge_commit_sha: named.merged_at === null ? null : sha(`${name} merge`),
    head: { ref: `${(named.issue_keys[0] ?? 'change').toLowerCase()}-${named.number}`, sha: sha(`${name} head`) },
    base: { ref: 'master', sha: sha(`${name} base`) },
  }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function sha(text: string): string {
  return hash(text).toString('hex').slice(0, 40)
}
