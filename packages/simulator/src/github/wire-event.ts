import type { NumberedEvent } from './event-log.ts'
import type { GithubRepository } from './github-repository.ts'
import { GHOST, type GithubOrigins, nodeId, wireUser } from './wire-user.ts'

/** An issue event as lists of one issue show it; those of a repository add the `issue`. */
export function wireEvent(event: NumberedEvent, repository: GithubRepository, origins: GithubOrigins) {
  const { id, number: _number, actor, assignee, assigner, commit_id: commit, created_at, ...details } = event
  const url = `${origins.api}/repos/${repository.fullName}`
  return {
    id,
    node_id: nodeId(`${event.event}_event`, id),
    url: `${url}/issues/events/${id}`,
    actor: wireUser(actor ?? GHOST, origins),
    ...details,
    commit_id: commit ?? null,
    commit_url: commit ? `${url}/commits/${commit}` : null,
    created_at,
    ...(assignee === undefined ? {} : { assignee: wireUser(assignee, origins) }),
    ...(assigner === undefined ? {} : { assigner: wireUser(assigner, origins) }),
    performed_via_github_app: null,
  }
}
