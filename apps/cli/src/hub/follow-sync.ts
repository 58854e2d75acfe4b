import { setTimeout as delay } from 'node:timers/promises'
import { isUnderWay, type SyncAnswer } from './answers.ts'
import type { HubClient } from './client.ts'
import { type Problem, ProblemError } from './problem-error.ts'

/** How often a lost connection is taken up again before giving up. */
const reconnectsMax = 5

/**
 * Follows a sync by its server-sent events until it has ended, and answers how it ended. Events that break off are
 * taken up again; throws as the client does when the hub stays away.
 */
export async function followSync(
  client: HubClient,
  id: string,
  onChange: (sync: SyncAnswer) => void,
  signal?: AbortSignal,
): Promise<SyncAnswer> {
  const path = `/syncs/${encodeURIComponent(id)}`
  let last: SyncAnswer | null = null
  for (let attempt = 0; ; attempt += 1) {
    try {
      for await (const event of client.events(`${path}/events`, signal)) {
        if (event.name === 'problem') throw new ProblemError(JSON.parse(event.data) as Problem)
        last = JSON.parse(event.data) as SyncAnswer
        onChange(last)
      }
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof ProblemError || attempt >= reconnectsMax) throw error
    }
    if (last !== null && !isUnderWay(last.status)) return last
    if (attempt > 0) await delay(1_000, undefined, signal === undefined ? {} : { signal })
    last = await client.json<SyncAnswer>('GET', path)
    onChange(last)
    if (!isUnderWay(last.status)) return last
  }
}
