import type { WireContext } from '../../http/gateway.ts'
import type { GithubIssueRecord, GithubMilestoneRecord, GithubPullRecord } from '../../records.ts'
import { githubError, invalidParameter } from '../github-error.ts'
import type { ThreadQuery } from '../thread-list.ts'

/** Which page of a list is asked for. */
export interface PageRequest {
  /** Counted from 1. */
  readonly page: number
  /** Default 30; more than 100 is 100, as on GitHub. */
  readonly perPage: number
}

const PER_PAGE_DEFAULT = 30
const PER_PAGE_MAX = 100

/**
 * Reads `page` and `per_page`; what is no number is ignored, as on GitHub.
 *
 * @throws WireError 422 for a page beyond `pageMax`.
 */
export function readPage(c: WireContext, pageMax: number): PageRequest {
  const page = wholeNumber(c.req.query('page'), 1)
  if (page > pageMax) {
    throw githubError(422, 'In order to keep the API fast for everyone, pagination is limited for this resource.')
  }
  return { page, perPage: Math.min(PER_PAGE_MAX, wholeNumber(c.req.query('per_page'), PER_PAGE_DEFAULT)) }
}

/**
 * Reads the filters of `GET /repos/{owner}/{repo}/issues`.
 *
 * @throws WireError 422 for a value that GitHub does not know.
 */
export function readIssueQuery(c: WireContext): ThreadQuery<GithubIssueRecord> {
  const since = c.req.query('since')
  const sinceMs = since === undefined ? null : Date.parse(since)
  if (sinceMs !== null && Number.isNaN(sinceMs)) throw invalidParameter('Issue', 'since', since ?? '')
  const labels = (c.req.query('labels') ?? '').split(',').filter((label) => label !== '')
  const { milestone, assignee, creator } = c.req.query()
  const conditions: ((record: GithubIssueRecord) => boolean)[] = [
    ...labels.map((name) => (record: GithubIssueRecord) => (record.labels ?? []).some((label) => label.name === name)),
    ...(milestone === undefined ? [] : [(record: GithubIssueRecord) => matches(milestone, record.milestone?.number)]),
    ...(assignee === undefined ? [] : [(record: GithubIssueRecord) => matches(assignee, record.assignee?.login)]),
    ...(creator === undefined ? [] : [(record: GithubIssueRecord) => record.user?.login === creator]),
  ]
  return {
    state: oneOf(c, 'Issue', 'state', ['open', 'closed', 'all']),
    sort: oneOf(c, 'Issue', 'sort', ['created', 'updated', 'comments']),
    direction: oneOf(c, 'Issue', 'direction', ['desc', 'asc']),
    since: sinceMs,
    filter:
      conditions.length === 0
        ? null
        : {
            name: JSON.stringify([labels, milestone, assignee, creator]),
            holds: (record) => conditions.every((condition) => condition(record)),
          },
  }
}

/**
 * Reads the filters of `GET /repos/{owner}/{repo}/pulls`. Without a direction, newest come first by creation, and oldest
 * first by any other order.
 *
 * @throws WireError 422 for a value that GitHub does not know.
 */
export function readPullQuery(c: WireContext): ThreadQuery<GithubPullRecord> {
  const sort = oneOf(c, 'PullRequest', 'sort', ['created', 'updated'])
  const base = c.req.query('base')
  return {
    state: oneOf(c, 'PullRequest', 'state', ['open', 'closed', 'all']),
    sort,
    direction: oneOf(c, 'PullRequest', 'direction', sort === 'created' ? ['desc', 'asc'] : ['asc', 'desc']),
    since: null,
    filter: base === undefined ? null : { name: base, holds: (record) => record.base.ref === base },
  }
}

/**
 * Reads the filters of `GET /repos/{owner}/{repo}/milestones`, as a function that picks and sorts.
 *
 * @throws WireError 422 for a value that GitHub does not know.
 */
export function readMilestoneQuery(
  c: WireContext,
): (milestones: readonly GithubMilestoneRecord[]) => readonly GithubMilestoneRecord[] {
  const state = oneOf(c, 'Milestone', 'state', ['open', 'closed', 'all'])
  const sort = oneOf(c, 'Milestone', 'sort', ['due_on', 'completeness'])
  const sign = oneOf(c, 'Milestone', 'direction', ['asc', 'desc']) === 'asc' ? 1 : -1
  const placeOf = ({ due_on, open_issues = 0, closed_issues = 0 }: GithubMilestoneRecord) => {
    if (sort === 'completeness') return closed_issues / Math.max(1, open_issues + closed_issues)
    return due_on ? Date.parse(due_on) : Number.MAX_SAFE_INTEGER
  }
  return (milestones) =>
    milestones
      .filter((milestone) => state === 'all' || milestone.state === state)
      .sort((one, other) => sign * (placeOf(one) - placeOf(other) || one.number - other.number))
}

function matches(wanted: string, value: string | number | undefined): boolean {
  if (wanted === 'none') return value === undefined
  if (wanted === '*') return value !== undefined
  return String(value) === wanted
}

function oneOf<T extends string>(c: WireContext, resource: string, name: string, values: readonly [T, ...T[]]): T {
  const given = c.req.query(name)
  if (given === undefined || given === '') return values[0]
  const known = values.find((value) => value === given)
  if (known === undefined) throw invalidParameter(resource, name, given)
  return known
}

function wholeNumber(text: string | undefined, fallback: number): number {
  const value = Number(text)
  return text !== undefined && Number.isSafeInteger(value) && value >= 1 ? value : fallback
}
