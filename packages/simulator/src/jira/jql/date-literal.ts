import { badRequest } from '../jira-error.ts'
import { wallClockMs } from '../zone.ts'

/** The instants that a JQL date stands for: a span of one minute or one day, or a single instant. */
export interface DateSpan {
  readonly from: number
  /** Exclusive; equals `from + 1` for a single instant. */
  readonly to: number
}

const ABSOLUTE = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?$/
const RELATIVE = /^([+-]?)((?:\d+[wdhm]\s*)+)$/
const EPOCH_MS = /^\d{9,}$/
const UNIT_MS: Readonly<Record<string, number>> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000 }

/**
 * Reads a JQL date: `2026/02/03`, `2026-02-03 09:15`, `-15m`, `-3h`, `-1w 2d`, `now()`, or epoch milliseconds. Written
 * dates have minute precision and are read in the zone of the account that searches.
 *
 * @param now epoch milliseconds that relative dates count from.
 * @throws WireError 400 with Jira's message for any other text.
 */
export function readJqlDate(text: string, field: string, now: number, zone: string): DateSpan {
  if (text.toLowerCase() === 'now()') return instant(now)
  if (EPOCH_MS.test(text)) return instant(Number(text))
  const relative = RELATIVE.exec(text.trim())
  if (relative !== null) {
    let offset = 0
    for (const part of (relative[2] ?? '').matchAll(/(\d+)([wdhm])/g))
      offset += Number(part[1]) * (UNIT_MS[part[2] ?? ''] ?? 0)
    return instant(now + (relative[1] === '-' ? -offset : offset))
  }
  const absolute = ABSOLUTE.exec(text.trim())
  const span = absolute === null ? null : wallSpan(absolute, zone)
  if (span !== null) return span
  throw badRequest(
    `Date value '${text}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
  )
}

function instant(at: number): DateSpan {
  return { from: at, to: at + 1 }
}

function wallSpan(found: RegExpExecArray, zone: string): DateSpan | null {
  const [, year, month, day, hour, minute] = found
  const wall = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
  }
  try {
    const from = wallClockMs(wall, zone)
    return { from, to: from + (hour === undefined ? 86_400_000 : 60_000) }
  } catch (error) {
    // A thirteenth month is refused like any other text that is no date.
    if (error instanceof RangeError) return null
    throw error
  }
}
