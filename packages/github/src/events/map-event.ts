import type { EpochMs, SeenStatus } from '@throughline/plan'
import { cleanText, parseInstant, type QuarantinedRecord, type SeenMove } from '@throughline/source'
import type { z } from 'zod'
import { eventSchema } from '../schema.ts'

/** What an event happened to, where lists of one issue do not repeat it. */
export interface EventSubject {
  readonly number: number
  readonly isPull: boolean
  /** When the pull request was merged; null when it was not, and for an issue. */
  readonly mergedAt: EpochMs | null
  /** The reason an issue has now and when it was closed, for events of a time when they had none of their own. */
  readonly closedAt: EpochMs | null
  readonly resolution: string | null
}

type GithubEvent = z.infer<typeof eventSchema>

/** A merge closes the pull request with it, by events that may be stamped a moment apart. */
const MERGE_SPREAD_MS = 5_000

/**
 * Makes a move of an event: closed, reopened or merged. Null for every other event, for one whose issue is gone, and for
 * the closing that a merge brings with it. What can be no event is quarantined.
 *
 * @param subject what the list belongs to; null when every event carries its issue.
 */
export function mapEvent(
  raw: unknown,
  scope: string,
  subject: EventSubject | null,
): SeenMove | QuarantinedRecord | null {
  const parsed = eventSchema.safeParse(raw)
  const key = subject === null ? null : `${scope}#${subject.number}`
  if (!parsed.success) return unreadable(key, parsed.error.issues[0]?.message ?? 'it is no event')
  const about = subject ?? subjectOf(parsed.data)
  if (about === null || !['closed', 'reopened', 'merged'].includes(parsed.data.event)) return null
  const at = parseInstant(parsed.data.created_at)
  if (at === null) return unreadable(`${scope}#${about.number}`, 'its date is no instant')
  const status = statusOf(parsed.data, about, at)
  return status === null ? null : { key: `${scope}#${about.number}`, id: String(parsed.data.id), at, ...status }
}

function subjectOf({ issue }: GithubEvent): EventSubject | null {
  if (!issue) return null
  const { number, pull_request: pull } = issue
  return {
    number,
    isPull: pull !== null && pull !== undefined,
    mergedAt: pull?.merged_at ? parseInstant(pull.merged_at) : null,
    closedAt: issue.closed_at ? parseInstant(issue.closed_at) : null,
    resolution: issue.state_reason ?? null,
  }
}

function statusOf(event: GithubEvent, subject: EventSubject, at: EpochMs): SeenStatus | null {
  switch (event.event) {
    case 'merged':
      return { status: 'merged', category: 'done', resolution: null }
    case 'reopened':
      return { status: 'open', category: subject.isPull ? 'in_progress' : 'todo', resolution: null }
    default: {
      if (!subject.isPull) {
        const known = at === subject.closedAt ? subject.resolution : null
        return { status: 'closed', category: 'done', resolution: event.state_reason ?? known }
      }
      const isMerge = subject.mergedAt !== null && at >= subject.mergedAt - MERGE_SPREAD_MS
      return isMerge ? null : { status: 'closed', category: 'done', resolution: 'unmerged' }
    }
  }
}

function unreadable(key: string | null, fault: string): QuarantinedRecord {
  return { key, reason: cleanText(`An event could not be read: ${fault}`) }
}
