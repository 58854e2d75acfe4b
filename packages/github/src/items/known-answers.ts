import type { EpochMs } from '@throughline/plan'
import type { Cursor } from '@throughline/source'
import { z } from 'zod'

/** What an answer was, by the tag GitHub gave it: asked with it, an unchanged list costs nothing of the quota. */
interface KnownAnswer {
  readonly etag: string
  /** How far back the answer reached: an unchanged one tells nothing about what is older. Null when it was the whole. */
  readonly reach: EpochMs | null
}

/** The answers that an incremental walk asks first. */
export interface KnownAnswers {
  /** `reach` is the `since` it was asked with. */
  readonly issues: KnownAnswer | null
  readonly pulls: KnownAnswer | null
  readonly events: KnownAnswer | null
}

const answerSchema = z.object({ etag: z.string(), reach: z.number().nullable() }).nullable()

export const knownAnswersSchema = z.object({ issues: answerSchema, pulls: answerSchema, events: answerSchema })

export const NOTHING_KNOWN: KnownAnswers = { issues: null, pulls: null, events: null }

/** The answers that a walk back to `at` may rely on: those it asks in the same words, and that reach back far enough. */
export function usableAnswers({ issues, pulls, events }: KnownAnswers, at: EpochMs | null): KnownAnswers {
  if (at === null) return NOTHING_KNOWN
  const reaching = (answer: KnownAnswer | null) =>
    answer === null || answer.reach === null || answer.reach < at ? answer : null
  return { issues: issues?.reach === at ? issues : null, pulls: reaching(pulls), events: reaching(events) }
}

/** The answers as plain JSON. */
export function writeAnswers({ issues, pulls, events }: KnownAnswers): Cursor {
  const copy = (answer: KnownAnswer | null) => (answer === null ? null : { ...answer })
  return { issues: copy(issues), pulls: copy(pulls), events: copy(events) }
}
