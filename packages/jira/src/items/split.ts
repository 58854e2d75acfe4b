import { UpstreamRefusedError } from '@throughline/errors'
import type { EpochMs } from '@throughline/plan'
import { type CallOptions, parseInstant, type Split, type SplitRequest } from '@throughline/source'
import { z } from 'zod'
import type { JiraPorts } from '../jira-ports.ts'
import { projectJql } from '../project-jql.ts'
import { serverNow } from '../site/server-now.ts'
import { writeRange } from './cursor.ts'
import { EVERYTHING, type Range, rangeJql } from './range.ts'

/** How a full walk is divided. */
export interface SplitSizes {
  /** Projects up to this many issues are one range. */
  readonly wholeUpTo: number
  /** How many issues a range holds at most, about. */
  readonly rangeIssues: number
}

export const SPLIT_SIZES: SplitSizes = { wholeUpTo: 5000, rangeIssues: 1300 }

/** A span is not cut any finer: what was imported within an hour stays together. */
const SPAN_MIN_MS = 3_600_000
/** How full a part is meant to be, so that those with a little more than their share need no second cut. */
const FILL = 0.75
/** Where issues lie so unevenly that more cuts are needed, ranges stay uneven. */
const ROUNDS_MAX = 4

/** A span of creation and how many issues lie in it. */
interface Piece {
  readonly from: EpochMs
  readonly until: EpochMs
  readonly count: number
}

const createdSchema = z.object({ fields: z.object({ created: z.string() }) })

/**
 * Divides a full walk by creation. Every span that is too full is cut into as many parts as it would take if issues lay
 * evenly, round by round, with one count for each but the last, which holds what the others leave; then small neighbours
 * are put together. The oldest range is open below and the newest above, so that together they hold everything, whatever
 * the counts said: they only balance the work.
 *
 * A project that Jira does not want to count is one range; the walk itself then tells why.
 */
export async function splitItems(request: SplitRequest, ports: JiraPorts, sizes: SplitSizes): Promise<Split> {
  const stop = new AbortController()
  const options: CallOptions = { signal: AbortSignal.any([request.signal, stop.signal]), meter: { requests: 0 } }
  try {
    const { ranges, expected } = await divide(projectJql(request.scope, ports.client), ports, sizes, options)
    return { ranges: ranges.map(writeRange), expected, requests: options.meter.requests }
  } catch (error) {
    // The counts that were asked for beside it are of no use any more.
    stop.abort(error)
    if (!(error instanceof UpstreamRefusedError)) throw error
    ports.log.info(
      { scope: request.scope, code: error.code },
      'jira does not count the project, so it is walked in one',
    )
    return { ranges: [writeRange(EVERYTHING)], expected: null, requests: options.meter.requests }
  }
}

async function divide(project: string, ports: JiraPorts, sizes: SplitSizes, options: CallOptions) {
  const expected = await ports.dialect.count(project, options)
  if (expected <= sizes.wholeUpTo) return { ranges: [EVERYTHING], expected }
  const [now, oldest] = await Promise.all([serverNow(ports.client, options), oldestCreation(project, ports, options)])
  if (oldest === null) return { ranges: [EVERYTHING], expected }
  const countIn = (range: Range) => ports.dialect.count(`${project}${rangeJql(range, now, 0)}`, options)
  let pieces: readonly Piece[] = [{ from: oldest, until: Math.max(now, oldest), count: expected }]
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const tooFull = pieces.filter(
      ({ from, until, count }) => count > sizes.rangeIssues && until - from >= 2 * SPAN_MIN_MS,
    )
    if (tooFull.length === 0) break
    // All at once: a tool that takes its time would otherwise let every worker wait for dozens of counts in a row.
    const parts = new Map(
      await Promise.all(tooFull.map(async (piece) => [piece, await cut(piece, sizes, countIn)] as const)),
    )
    pieces = pieces.flatMap((piece) => parts.get(piece) ?? [piece])
  }
  return { ranges: rangesOf(pieces, sizes.rangeIssues), expected }
}

/** Cuts a piece into equal spans, as many as its issues would fill if they lay evenly. */
async function cut(
  piece: Piece,
  sizes: SplitSizes,
  countIn: (range: Range) => Promise<number>,
): Promise<readonly Piece[]> {
  const { from, until } = piece
  const wanted = Math.ceil(piece.count / (sizes.rangeIssues * FILL))
  const parts = Math.min(wanted, Math.floor((until - from) / SPAN_MIN_MS))
  const border = (index: number) => Math.floor(from + ((until - from) * index) / parts)
  const spans = Array.from({ length: parts }, (_, index) => ({ from: border(index), until: border(index + 1) }))
  // The last one holds what the others leave.
  const counts = await Promise.all(spans.slice(0, -1).map(countIn))
  let left = piece.count
  return spans.map((span, index) => {
    const count = Math.min(left, counts[index] ?? left)
    left -= count
    return { ...span, count }
  })
}

/** Puts neighbours together while they fit into one range, and opens the two ends. */
function rangesOf(pieces: readonly Piece[], rangeIssues: number): readonly Range[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (last === undefined || last.count + piece.count > rangeIssues) joined.push(piece)
    else joined.splice(-1, 1, { ...piece, from: last.from, count: last.count + piece.count })
  }
  return joined.map(({ from, until }, index) => ({
    from: index === 0 ? null : from,
    until: index === joined.length - 1 ? null : until,
  }))
}

/** When the oldest issue was created. Not asked of the order of keys: an issue moved in has a late key and an early date. */
async function oldestCreation(project: string, ports: JiraPorts, options: CallOptions): Promise<EpochMs | null> {
  const ask = { jql: project, fields: ['created'], pageSize: 1, withHistory: false, place: null }
  const [issue] = (await ports.dialect.search(ask, options)).issues
  const { data } = createdSchema.safeParse(issue)
  return data === undefined ? null : parseInstant(data.fields.created)
}
