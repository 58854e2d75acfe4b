import type { EpochMs } from '@throughline/plan'
import type { Cursor } from '@throughline/source'
import { z } from 'zod'
import type { WalkState } from './cursor.ts'
import { type KnownAnswers, knownAnswersSchema, NOTHING_KNOWN, usableAnswers, writeAnswers } from './known-answers.ts'

/**
 * How long an update may stay out of a list: lists are served from replicas that may lag. A mark is never nearer than
 * this to the start of its walk; what is walked twice is stored once.
 */
export const OVERLAP_MS = 10 * 60_000

/** From where on something may be new. */
export interface Mark {
  /** Updates and events from this instant on; null while none was ever seen. */
  readonly at: EpochMs | null
  readonly answers: KnownAnswers
  /** The oldest event that GitHub showed, when there are older ones; null when none is missing. */
  readonly eventsReach: EpochMs | null
}

const NO_MARK: Mark = { at: null, answers: NOTHING_KNOWN, eventsReach: null }

const markSchema = z.object({
  at: z.number().nullable(),
  answers: knownAnswersSchema.catch(NOTHING_KNOWN),
  eventsReach: z.number().nullable().catch(null),
})

/** What one range of a walk contributes to its mark. */
const partSchema = z.object({
  began: z.number(),
  ended: z.number(),
  latest: z.number().nullable(),
  answers: knownAnswersSchema,
  eventsReach: z.number().nullable(),
})

type Span = Pick<z.infer<typeof partSchema>, 'began' | 'ended' | 'latest'>

/** Reads a mark; one of another making has no instant, so that everything is walked. */
export function readMark(cursor: Cursor | null): Mark {
  const parsed = markSchema.safeParse(cursor)
  return parsed.success ? parsed.data : NO_MARK
}

/** The mark of a walk that has ended, or the part of it that a range contributes. */
export function markOf(state: WalkState): Cursor {
  const { answers, eventsReach, latest, from } = state
  const span = { began: state.began ?? 0, ended: state.ended ?? 0, latest }
  if (state.isPart) return { ...span, answers: writeAnswers(answers), eventsReach }
  return writeMark(instantAfter(span, from), answers, eventsReach)
}

/**
 * The mark of a walk from the parts of its ranges: as if one walk had gone from the first beginning to the last end. A
 * mark alone stays what it is.
 */
export function joinMarks(parts: readonly Cursor[]): Cursor {
  const [first] = parts
  if (parts.length === 1 && first !== undefined && markSchema.safeParse(first).success) return first
  const read = parts.map((part) => partSchema.safeParse(part))
  const known = read.flatMap(({ data }) => data ?? [])
  // Without one of its parts nobody can say what the walk has seen.
  if (known.length === 0 || known.length < parts.length) return writeMark(null, NOTHING_KNOWN, null)
  const span: Span = {
    began: Math.min(...known.map(({ began }) => began)),
    ended: Math.max(...known.map(({ ended }) => ended)),
    latest: latestOf(known.map(({ latest }) => latest)),
  }
  const anyOf = (stream: keyof KnownAnswers) => known.find(({ answers }) => answers[stream] !== null)?.answers[stream]
  const answers = { issues: anyOf('issues') ?? null, pulls: anyOf('pulls') ?? null, events: anyOf('events') ?? null }
  return writeMark(instantAfter(span, null), answers, latestOf(known.map(({ eventsReach }) => eventsReach)))
}

/**
 * The latest update seen, less the length of the walk, because an edit made meanwhile may have been passed by; never
 * nearer to its beginning than the overlap. The mark before stays true: what was not seen until then is stamped later.
 */
function instantAfter({ began, ended, latest }: Span, from: EpochMs | null): EpochMs | null {
  const length = Math.max(0, ended - began)
  const seen = latest === null ? from : Math.max(latest - length, from ?? Number.NEGATIVE_INFINITY)
  return seen === null ? null : Math.min(seen, began - OVERLAP_MS)
}

function writeMark(at: EpochMs | null, answers: KnownAnswers, eventsReach: EpochMs | null): Cursor {
  return { at, answers: writeAnswers(usableAnswers(answers, at)), eventsReach }
}

function latestOf(instants: readonly (EpochMs | null)[]): EpochMs | null {
  return instants.reduce((one, other) => (one === null || other === null ? (one ?? other) : Math.max(one, other)), null)
}
