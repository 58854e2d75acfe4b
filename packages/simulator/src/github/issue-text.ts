import type { WireContext } from '../http/gateway.ts'
import type { GithubIssueRecord } from '../records.ts'
import { githubError } from './github-error.ts'
import type { GithubRepository } from './github-repository.ts'
import type { GithubSite } from './github-site.ts'
import type { Thread } from './thread-list.ts'
import { wireIssue } from './wire-issue.ts'

/**
 * The issue or pull request that a path names by its number.
 *
 * @throws WireError 301 for one that was transferred, 410 for one that was deleted, 404 for one that does not exist.
 */
export function issueOf(c: WireContext, repository: GithubRepository, site: GithubSite): Thread<GithubIssueRecord> {
  const number = Number(c.req.param('issue_number'))
  const thread = repository.issues.get(number)
  if (thread !== undefined) return thread
  const moved = repository.moved.get(number)
  if (moved !== undefined) {
    // A repository that may not be seen does not show what came to it either.
    if (site.repository(moved.repository.fullName) === null) throw githubError(404, 'Not Found')
    const rest = new URL(c.req.url).pathname.replace(/^.*\/issues\/\d+/, '')
    const target = `${site.origins.api}/repositories/${moved.repository.id}/issues/${moved.number}${rest}`
    throw githubError(301, 'Moved Permanently', { location: target })
  }
  if (repository.deleted.has(number)) throw githubError(410, 'This issue was deleted')
  throw githubError(404, 'Not Found')
}

/** An issue's JSON, made once and kept until the issue changes. */
export function issueText(thread: Thread<GithubIssueRecord>, repository: GithubRepository, site: GithubSite): string {
  thread.pieces ??= [JSON.stringify(wireIssue(thread.record, repository, site.origins))]
  return thread.pieces[0] ?? ''
}
