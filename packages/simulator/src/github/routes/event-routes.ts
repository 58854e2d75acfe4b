import type { NumberedEvent } from '../event-log.ts'
import type { GithubPorts, GithubServe } from '../github-ports.ts'
import { repositoryOf } from '../github-ports.ts'
import type { GithubRepository } from '../github-repository.ts'
import type { GithubSite } from '../github-site.ts'
import { issueOf, issueText } from '../issue-text.ts'
import { taggedList, taggedPage } from '../tagged-page.ts'
import { wireEvent } from '../wire-event.ts'
import { readPage } from './list-query.ts'

/** Serves what happened to issues and pull requests: of a repository newest first, of one of them oldest first. */
export function serveEvents(serve: GithubServe, ports: GithubPorts): void {
  const { site } = ports
  serve('/repos/{owner}/{repo}/issues/events', (c, viewer) => {
    const repository = repositoryOf(c, viewer, site)
    const request = readPage(c, ports.eventPageMax)
    const { events, total } = repository.events.newest(request.page, request.perPage)
    return taggedPage(c, site, repository, request, {
      total,
      state: events.map(({ id, number }) => `${id}.${repository.issues.get(number)?.version}`).join(),
      makeText: () => `[${events.map((event) => eventText(event, repository, site)).join()}]`,
    })
  })
  serve('/repos/{owner}/{repo}/issues/{issue_number}/events', (c, viewer) => {
    const repository = repositoryOf(c, viewer, site)
    const events = repository.events.of(issueOf(c, repository, site).record.number)
    return taggedList(c, site, repository, readPage(c, ports.pageMax), events, (event) =>
      wireEvent(event, repository, site.origins),
    )
  })
}

/** The issue's text is there already where lists of issues were served: most of an event is its issue. */
function eventText(event: NumberedEvent, repository: GithubRepository, site: GithubSite): string {
  const thread = repository.issues.get(event.number)
  const issue = thread === undefined ? 'null' : issueText(thread, repository, site)
  return `${JSON.stringify(wireEvent(event, repository, site.origins)).slice(0, -1)},"issue":${issue}}`
}
