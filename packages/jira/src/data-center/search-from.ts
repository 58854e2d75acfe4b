import type { CallOptions } from '@throughline/source'
import { z } from 'zod'
import type { JiraClient } from '../client.ts'
import type { SearchAnswer, SearchAsk } from '../dialect.ts'
import { pagingLoop } from '../fault.ts'
import { fetchPage, type PositionPage } from './fetch-page.ts'

const placeSchema = z.object({
  /** The position to go on at: that of the last issue seen. */
  startAt: z.number().int().min(0),
  /** The highest number of a key seen so far. */
  last: z.number().nullable(),
  /** How many issues the server gives at most, as far as it was seen. */
  size: z.number().int().min(1),
  /** Counts pages, so that no two places are the same: after steps back a position is passed again. */
  turn: z.number(),
})

type Place = z.infer<typeof placeSchema>

const BEGINNING: Place = { startAt: 0, last: null, size: 1, turn: 0 }

const keySchema = z.object({ key: z.string().regex(/-\d+$/) })

/**
 * One page of a search by position, safe against issues that vanish between two pages. Each of them moves all later ones
 * one position forward, past a reader who goes on by counting. So every page begins with an issue that was seen already;
 * one that does not is given up for an earlier one, until it does.
 *
 * The server may give fewer issues than it was asked for; only those that came are counted.
 *
 * @throws UpstreamError `jira.paging_loop` when pages hold nothing beyond the issue that they repeat.
 */
export async function searchFrom(client: JiraClient, ask: SearchAsk, options: CallOptions): Promise<SearchAnswer> {
  const place = readPlace(ask.place)
  let start = place.startAt
  let page = await fetchPage(client, ask, start, options)
  while (start > 0 && !overlaps(page, place.last)) {
    start = Math.max(0, start - place.size)
    page = await fetchPage(client, ask, start, options)
  }
  const { issues, total, serverTime } = page
  const end = start + issues.length
  if (issues.length === 0 || end >= total) return { issues, place: null, serverTime }
  if (issues.length === 1 && place.turn > 0 && start === place.startAt)
    throw pagingLoop(client.connection, 'of a search')
  const numbers = [place.last, ...issues.map(numberOf)].filter((number) => number !== null)
  const next: Place = {
    startAt: end - 1,
    last: numbers.length === 0 ? null : Math.max(...numbers),
    size: Math.max(place.size, issues.length),
    turn: place.turn + 1,
  }
  return { issues, place: JSON.stringify(next), serverTime }
}

function overlaps({ issues }: PositionPage, last: number | null): boolean {
  const first = issues.length === 0 ? null : numberOf(issues[0])
  return first !== null && last !== null && first <= last
}

function numberOf(issue: unknown): number | null {
  const parsed = keySchema.safeParse(issue)
  return parsed.success ? Number(parsed.data.key.slice(parsed.data.key.lastIndexOf('-') + 1)) : null
}

function readPlace(place: string | null): Place {
  if (place === null) return BEGINNING
  try {
    return placeSchema.parse(JSON.parse(place))
  } catch (error) {
    // Of another making, as after a change of deployment: reading everything again loses nothing.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return BEGINNING
    throw error
  }
}
