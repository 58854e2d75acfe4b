import { hash } from 'node:crypto'
import type { EpochMs } from '@throughline/plan'
import { parseInstant } from '@throughline/source'
import { z } from 'zod'

/** No more are remembered: forgetting one costs the next walk two requests, remembering it costs every cursor its bytes. */
const RECENT_MAX = 300

/** Issues updated near the end of a walk, by id: when, and a hash of all that Jira showed of each. */
export type Recent = ReadonlyMap<string, readonly [at: EpochMs, hash: string]>

export const NO_RECENT: Recent = new Map()

const issueSchema = z.object({ id: z.string(), fields: z.object({ updated: z.string() }) })
const recentSchema = z.array(z.tuple([z.string(), z.number(), z.string()]))

/** Adds the issues of an answer and keeps those updated since an instant, the newest where there are too many. */
export function remember(recent: Recent, issues: readonly unknown[], since: EpochMs): Recent {
  const all = new Map(recent)
  for (const issue of issues) {
    const parsed = issueSchema.safeParse(issue)
    const at = parsed.success ? parseInstant(parsed.data.fields.updated) : null
    if (parsed.success && at !== null && at >= since) all.set(parsed.data.id, [at, hashOf(issue)])
  }
  const kept = [...all].filter(([, [at]]) => at >= since)
  if (kept.length <= RECENT_MAX) return new Map(kept)
  return new Map(kept.sort(([, [one]], [, [other]]) => other - one).slice(0, RECENT_MAX))
}

/**
 * The issues of an answer that are not remembered exactly as Jira shows them now (the others were stored already), and
 * the latest update of those that are.
 */
export function unlessRemembered(
  recent: Recent,
  issues: readonly unknown[],
): { readonly fresh: readonly unknown[]; readonly latest: EpochMs | null } {
  if (recent.size === 0) return { fresh: issues, latest: null }
  const fresh: unknown[] = []
  let latest: EpochMs | null = null
  for (const issue of issues) {
    const parsed = issueSchema.safeParse(issue)
    const [at, shown] = (parsed.success ? recent.get(parsed.data.id) : undefined) ?? []
    if (at === undefined || shown !== hashOf(issue)) fresh.push(issue)
    else latest = Math.max(latest ?? at, at)
  }
  return { fresh, latest }
}

/** What several walks remember, the later update of each issue. */
export function joinRecent(parts: readonly Recent[]): Recent {
  const joined = new Map<string, readonly [EpochMs, string]>()
  for (const [id, entry] of parts.flatMap((part) => [...part])) {
    const known = joined.get(id)
    if (known === undefined || isLater(entry, known)) joined.set(id, entry)
  }
  return new Map([...joined].sort(([one], [other]) => (one < other ? -1 : 1)))
}

export function writeRecent(recent: Recent): string {
  return JSON.stringify([...recent].map(([id, [at, text]]) => [id, at, text]))
}

/** Reads what {@link writeRecent} wrote; nothing of another making. */
export function readRecent(text: string): Recent {
  try {
    return new Map(recentSchema.parse(JSON.parse(text)).map(([id, at, shown]) => [id, [at, shown]]))
  } catch (error) {
    // Unreadable means written by another release: it costs two requests and loses nothing.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return NO_RECENT
    throw error
  }
}

function isLater([at, text]: readonly [EpochMs, string], known: readonly [EpochMs, string]): boolean {
  return at > known[0] || (at === known[0] && text > known[1])
}

function hashOf(issue: unknown): string {
  return hash('sha1', JSON.stringify(issue), 'base64').slice(0, 12)
}
