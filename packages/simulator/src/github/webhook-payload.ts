import type { GithubIssueRecord, GithubPullRecord, GithubUserRecord } from '../records.ts'
import type { ThreadMoment } from './change-events.ts'
import type { GithubRepository } from './github-repository.ts'
import type { SiteChange } from './site-change.ts'
import type { ThreadChange } from './thread-change.ts'
import { wireDeployment, wireDeploymentStatus, wireRelease, wireReview } from './wire-delivered-work.ts'
import { wireIssue, wireLabel, wireMilestone, wireType } from './wire-issue.ts'
import { wireFullPull } from './wire-pull.ts'
import { wireRepository } from './wire-repository.ts'
import { GHOST, type GithubOrigins, wireUser } from './wire-user.ts'

/** What a webhook sends. */
export interface WebhookPayload {
  /** E.g. `issues`. */
  readonly event: string
  readonly action: string
  readonly body: Readonly<Record<string, unknown>>
}

/** Where a change takes place. */
interface Place {
  readonly repository: GithubRepository
  readonly origins: GithubOrigins
}

/** The webhook calls that a change makes GitHub send, in order; none for what GitHub does not tell. */
export function webhookPayloads(
  change: SiteChange,
  repository: GithubRepository,
  origins: GithubOrigins,
): readonly WebhookPayload[] {
  const place = { repository, origins }
  switch (change.kind) {
    case 'thread':
      return threadPayloads(change.change, change.moment, place)
    case 'deleted':
      return [issuePayload('deleted', change.issue, change.actor, {}, place)]
    case 'left':
    case 'arrived': {
      const { repository: elsewhere, issue } = change.other
      const words = change.kind === 'left' ? ['transferred', 'new'] : ['opened', 'old']
      const changes = {
        [`${words[1]}_issue`]: wireIssue(issue, elsewhere, origins),
        [`${words[1]}_repository`]: wireRepository(elsewhere, origins),
      }
      return [issuePayload(words[0] ?? '', change.issue, change.actor, { changes }, place)]
    }
    case 'label': {
      const body = { label: wireLabel(change.label, repository, origins), changes: { name: { from: change.from } } }
      return [payload('label', 'edited', repository.owner, body, place)]
    }
    case 'milestone': {
      const milestone = wireMilestone(change.milestone, repository, origins)
      const body = { milestone, changes: { title: { from: change.from } } }
      return [payload('milestone', 'edited', repository.owner, body, place)]
    }
    case 'review': {
      const review = wireReview(change.review, repository, origins)
      // Webhooks write the state in small letters, unlike the API.
      const body = {
        review: { ...review, state: review.state.toLowerCase() },
        pull_request: pullOf(change.pull, place),
      }
      return [payload('pull_request_review', 'submitted', change.review.user, body, place)]
    }
    case 'release': {
      const { author = null, draft } = change.release
      const body = { release: wireRelease(change.release, repository, origins) }
      return draft === true ? [] : [payload('release', 'published', author, body, place)]
    }
    case 'deployment_status': {
      const { deployment, status } = change
      const body = {
        deployment_status: wireDeploymentStatus(status, deployment, repository, origins),
        deployment: wireDeployment(deployment, repository, origins),
        check_run: null,
        workflow: null,
        workflow_run: null,
      }
      return [payload('deployment_status', 'created', status.creator ?? deployment.creator ?? null, body, place)]
    }
  }
}

function threadPayloads(change: ThreadChange, moment: ThreadMoment, place: Place): readonly WebhookPayload[] {
  if (change.kind === 'merged') return []
  const { after, issue, actor } = moment
  if (change.kind === 'parented' || change.kind === 'unparented') {
    return familyPayloads(change.kind === 'parented' ? 'added' : 'removed', change.parent, issue, actor, place)
  }
  const details = detailsOf(change, place)
  const pull = 'head' in after ? after : place.repository.pulls.get(after.number)?.record
  if (pull !== undefined) {
    const body = { number: pull.number, ...details, pull_request: pullOf(pull, place) }
    return [payload('pull_request', change.kind, actor, body, place)]
  }
  return [issuePayload(change.kind, issue, actor, details, place)]
}

function detailsOf(change: ThreadChange, { repository, origins }: Place): Readonly<Record<string, unknown>> {
  switch (change.kind) {
    case 'edited':
      return {
        changes: {
          ...(change.title === null ? {} : { title: { from: change.title } }),
          ...(change.body === null ? {} : { body: { from: change.body } }),
        },
      }
    case 'synchronize':
      return { before: change.before, after: change.after }
    case 'labeled':
    case 'unlabeled':
      return { label: wireLabel(change.label, repository, origins) }
    case 'assigned':
    case 'unassigned':
      return { assignee: wireUser(change.assignee, origins) }
    case 'milestoned':
    case 'demilestoned':
      return { milestone: wireMilestone(change.milestone, repository, origins) }
    case 'typed':
    case 'untyped':
      return { type: wireType(change.type) }
    default:
      return {}
  }
}

/** Both ends tell of it: the child of its parent, the parent of its child. */
function familyPayloads(
  what: 'added' | 'removed',
  parentNumber: number,
  child: GithubIssueRecord,
  actor: GithubUserRecord | null,
  place: Place,
): readonly WebhookPayload[] {
  const { repository, origins } = place
  const parent = repository.issues.get(parentNumber)?.record
  if (parent === undefined) return []
  const own = wireRepository(repository, origins)
  const body = {
    parent_issue_id: parent.id,
    parent_issue: wireIssue(parent, repository, origins),
    sub_issue_id: child.id,
    sub_issue: wireIssue(child, repository, origins),
  }
  return [
    payload('sub_issues', `parent_issue_${what}`, actor, { ...body, parent_issue_repo: own }, place),
    payload('sub_issues', `sub_issue_${what}`, actor, { ...body, sub_issue_repo: own }, place),
  ]
}

function issuePayload(
  action: string,
  issue: GithubIssueRecord,
  actor: GithubUserRecord | null,
  details: Readonly<Record<string, unknown>>,
  place: Place,
): WebhookPayload {
  const body = { ...details, issue: wireIssue(issue, place.repository, place.origins) }
  return payload('issues', action, actor, body, place)
}

function payload(
  event: string,
  action: string,
  actor: GithubUserRecord | null,
  details: Readonly<Record<string, unknown>>,
  { repository, origins }: Place,
): WebhookPayload {
  const sender = wireUser(actor ?? GHOST, origins)
  return { event, action, body: { action, ...details, repository: wireRepository(repository, origins), sender } }
}

function pullOf(record: GithubPullRecord, { repository, origins }: Place) {
  const pull = wireFullPull(record, repository, origins)
  const repo = wireRepository(repository, origins)
  return { ...pull, head: { ...pull.head, repo }, base: { ...pull.base, repo } }
}
