import type { WireContext } from '../../http/gateway.ts'
import type { GithubPullRecord, GithubThreadRecord } from '../../records.ts'
import { githubError } from '../github-error.ts'
import type { GithubPorts, GithubServe } from '../github-ports.ts'
import { repositoryOf } from '../github-ports.ts'
import type { GithubRepository } from '../github-repository.ts'
import type { GithubSite } from '../github-site.ts'
import { issueOf, issueText } from '../issue-text.ts'
import { tagged } from '../tagged.ts'
import { taggedPage } from '../tagged-page.ts'
import type { Thread, ThreadPage } from '../thread-list.ts'
import { REPOSITORY_MARK, wireFullPull, wirePull } from '../wire-pull.ts'
import { wireRepository } from '../wire-repository.ts'
import { type PageRequest, readIssueQuery, readPage, readPullQuery } from './list-query.ts'

/** Serves issues, pull requests and sub-issues: lists in pages and single records. */
export function serveThreads(serve: GithubServe, ports: GithubPorts): void {
  const { site } = ports
  serve('/repos/{owner}/{repo}/issues', (c, viewer) => {
    const repository = repositoryOf(c, viewer, site)
    const request = readPage(c, ports.pageMax)
    const page = repository.issues.page(readIssueQuery(c), request.page, request.perPage)
    return listPage(c, ports, repository, request, page, (thread) => issueText(thread, repository, site))
  })
  serve('/repos/{owner}/{repo}/pulls', (c, viewer) => {
    const repository = repositoryOf(c, viewer, site)
    const request = readPage(c, ports.pageMax)
    const page = repository.pulls.page(readPullQuery(c), request.page, request.perPage)
    // One flat text that every pull request of the page refers to twice.
    let shared: string | null = null
    return listPage(c, ports, repository, request, page, (thread) => {
      shared ??= JSON.stringify(wireRepository(repository, site.origins))
      return pullText(thread, repository, site).join(shared)
    })
  })
  serve('/repos/{owner}/{repo}/issues/{issue_number}', (c, viewer) => {
    const repository = repositoryOf(c, viewer, site)
    const thread = issueOf(c, repository, site)
    return tagged(c, site, `${thread.version}`, () => issueText(thread, repository, site))
  })
  serve('/repos/{owner}/{repo}/pulls/{pull_number}', (c, viewer) => {
    const repository = repositoryOf(c, viewer, site)
    const thread = repository.pulls.get(Number(c.req.param('pull_number')))
    if (thread === undefined) throw githubError(404, 'Not Found')
    return tagged(c, site, `${thread.version} ${repository.updatedAt()}`, () => {
      const text = JSON.stringify(wireFullPull(thread.record, repository, site.origins))
      return split(text).join(JSON.stringify(wireRepository(repository, site.origins)))
    })
  })
  if (site.isServer) return
  serve('/repos/{owner}/{repo}/issues/{issue_number}/sub_issues', (c, viewer) => {
    const repository = repositoryOf(c, viewer, site)
    const request = readPage(c, ports.pageMax)
    const all = repository.subIssues(issueOf(c, repository, site).record.number)
    const start = (request.page - 1) * request.perPage
    const threads = all
      .slice(start, start + request.perPage)
      .flatMap(({ number }) => repository.issues.get(number) ?? [])
    return listPage(c, ports, repository, request, { threads, total: all.length }, (thread) =>
      issueText(thread, repository, site),
    )
  })
}

function listPage<R extends GithubThreadRecord>(
  c: WireContext,
  ports: GithubPorts,
  repository: GithubRepository,
  request: PageRequest,
  page: ThreadPage<R>,
  textOf: (thread: Thread<R>) => string,
): Response {
  return taggedPage(c, ports.site, repository, request, {
    total: page.total,
    state: page.threads.map(({ record, version }) => `${record.number}.${version}`).join(),
    makeText: () => `[${page.threads.map(textOf).join()}]`,
  })
}

function pullText(thread: Thread<GithubPullRecord>, repository: GithubRepository, site: GithubSite): readonly string[] {
  thread.pieces ??= split(JSON.stringify(wirePull(thread.record, repository, site.origins)))
  return thread.pieces
}

function split(text: string): readonly string[] {
  return text.split(JSON.stringify(REPOSITORY_MARK))
}
