import type { CallOptions } from '@throughline/source'
import { z } from 'zod'
import type { JiraClient } from '../client.ts'
import type { SearchAnswer, SearchAsk } from '../dialect.ts'
import { fetchPage, type PositionPage } from './fetch-page.ts'

/** Where a search by position stands: the position to go on at, and the highest number of a key seen before it. */
const placeSchema = z.object({ startAt: z.number().int().min(0), last: z.number().nullable() })

type Place = z.infer<typeof placeSchema>

const keySchema = z.object({ key: z.string().regex(/-\d+$/) })

/**
 * One page of a search by position, safe against issues that vanish between two pages. Each of them moves all later ones
 * one position forward, past a reader who goes on by counting. So every page begins with an issue that was seen already;
 * one that does not is given up for an earlier one, until it does.
 *
 * The server may give fewer issues than it was asked for; only those that came are counted.
 */
export async function searchFrom(client: JiraClient, ask: SearchAsk, options: CallOptions): Promise<SearchAnswer> {
  const { startAt, last } = readPlace(ask.place)
  let start = startAt
  let page = await fetchPage(client, ask, start, options)
  while (start > 0 && !overlaps(page, last)) {
    start = Math.max(0, start - ask.pageSize)
    page = await fetchPage(client, ask, start, options)
  }
  const end = start + page.issues.length
  const numbers = [last, ...page.issues.map(numberOf)].filter((number) => number !== null)
  const next: Place = { startAt: Math.max(0, end - 1), last: numbers.length === 0 ? null : Math.max(...numbers) }
  const isLast = page.issues.length === 0 || end >= page.total
  return { issues: page.issues, place: isLast ? null : JSON.stringify(next), serverTime: page.serverTime }
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
  if (place === null) return { startAt: 0, last: null }
  try {
    return placeSchema.parse(JSON.parse(place))
  } catch (error) {
    // Of another making, as after a change of deployment: reading everything again loses nothing.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return { startAt: 0, last: null }
    throw error
  }
}
