import type { EpochMs, ItemRecord, SeenStatus } from '@throughline/plan'
import { cleanText, parseInstant, type QuarantinedRecord } from '@throughline/source'
import type { z } from 'zod'
import { type GithubThread, issueSchema, pullSchema } from '../schema.ts'
import { findMentions } from './mentions.ts'

/** What a record needs besides what GitHub sent. */
export interface MapContext {
  /** `owner/repo` as the connection spells it; keys use this spelling even when the repository was renamed. */
  readonly scope: string
}

type Mapped = ItemRecord | QuarantinedRecord

/** Whether a record of the list of issues is a pull request, which the list of pull requests tells more about. */
export function isPull(raw: unknown): boolean {
  return typeof raw === 'object' && raw !== null && 'pull_request' in raw && raw.pull_request !== null
}

/**
 * Makes a record of an issue. One whose number, state or dates cannot be read is quarantined; whatever else is missing
 * or malformed is left empty. A parent counts where the record itself carries it.
 */
export function mapIssue(raw: unknown, { scope }: MapContext): Mapped {
  const issue = read(issueSchema, raw, scope)
  if ('reason' in issue) return issue
  const dates = readDates(issue, scope, { endedAt: issue.state === 'closed' ? issue.closed_at : null })
  if ('reason' in dates) return dates
  const closed = issue.state === 'closed'
  return {
    ...mapThread(issue, scope),
    ...dates,
    sourceId: `issue/${issue.id}`,
    kind: 'issue',
    type: cleanText(issue.type?.name ?? 'issue'),
    url: issue.html_url ?? `https://github.com/${scope}/issues/${issue.number}`,
    seen: {
      status: issue.state,
      category: closed ? 'done' : 'todo',
      resolution: issue.state_reason ?? null,
    },
    parent: parentKey(issue.parent_issue_url ?? null, scope),
    mentions: [],
  }
}

/** Makes a record of a pull request, with the issues its title, body and branch name. Quarantines as {@link mapIssue}. */
export function mapPull(raw: unknown, { scope }: MapContext): Mapped {
  const pull = read(pullSchema, raw, scope)
  if ('reason' in pull) return pull
  const dates = readDates(pull, scope, { endedAt: pull.merged_at ?? pull.closed_at })
  if ('reason' in dates) return dates
  const url = pull.html_url ?? `https://github.com/${scope}/pull/${pull.number}`
  const texts = { title: pull.title ?? '', body: pull.body ?? '', branch: pull.head?.ref ?? '' }
  return {
    ...mapThread(pull, scope),
    ...dates,
    sourceId: `pull/${pull.id}`,
    kind: 'pull_request',
    type: 'pull_request',
    url,
    seen: pullStatus(pull.state, pull.merged_at ?? null),
    parent: null,
    mentions: findMentions(texts, { scope, number: pull.number, host: new URL(url).host.replace(/^www\./, '') }),
  }
}

function pullStatus(state: 'open' | 'closed', mergedAt: string | null): SeenStatus {
  if (mergedAt !== null) return { status: 'merged', category: 'done', resolution: null }
  if (state === 'open') return { status: 'open', category: 'in_progress', resolution: null }
  return { status: 'closed', category: 'done', resolution: 'unmerged' }
}

function mapThread(thread: GithubThread, scope: string) {
  return {
    scope,
    key: `${scope}#${thread.number}`,
    isSubtask: false,
    title: cleanText(thread.title ?? `#${thread.number}`),
    categoryChangedAt: null,
    history: null,
    labels: (thread.labels ?? []).flatMap((label) => textOf(label, 'name')),
    components: [],
    milestones: thread.milestone ? [cleanText(thread.milestone.title)] : [],
    assignee: thread.assignee?.login ?? textOf(thread.assignees?.[0], 'login')[0] ?? null,
    author: thread.user?.login ?? null,
    estimate: null,
    sprints: [],
    links: [],
  }
}

/** A label is an object with a name, or in old answers the name itself; a person is an object with a login. */
function textOf(value: unknown, member: 'name' | 'login'): string[] {
  if (typeof value === 'string') return [cleanText(value)]
  if (typeof value !== 'object' || value === null) return []
  const text: unknown = Object.entries(value).find(([name]) => name === member)?.[1]
  return typeof text === 'string' ? [cleanText(text)] : []
}

function parentKey(url: string | null, scope: string): string | null {
  const [, repo, number] = /\/repos\/([^/]+\/[^/]+)\/issues\/(\d+)$/.exec(url ?? '') ?? []
  if (repo === undefined || number === undefined) return null
  return `${repo.toLowerCase() === scope.toLowerCase() ? scope : cleanText(repo)}#${number}`
}

function readDates(
  thread: GithubThread,
  scope: string,
  ended: { readonly endedAt: string | null | undefined },
): { createdAt: EpochMs; updatedAt: EpochMs; endedAt: EpochMs | null } | QuarantinedRecord {
  const createdAt = parseInstant(thread.created_at)
  const updatedAt = parseInstant(thread.updated_at)
  const endedAt = ended.endedAt ? parseInstant(ended.endedAt) : null
  if (createdAt !== null && updatedAt !== null && (endedAt !== null || !ended.endedAt)) {
    return { createdAt, updatedAt, endedAt }
  }
  return { key: `${scope}#${thread.number}`, reason: 'The record could not be read: one of its dates is no instant' }
}

function read<T>(schema: z.ZodType<T>, raw: unknown, scope: string): T | QuarantinedRecord {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  const number = typeof raw === 'object' && raw !== null && 'number' in raw ? raw.number : null
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  return {
    key: typeof number === 'number' ? `${scope}#${number}` : null,
    reason: cleanText(`The record could not be read. ${faults.join('; ')}`),
  }
}
