import type { QuarantinedRecord, Source } from '@throughline/source'
import { type ConnectionRecord, type FetchedOutcome, forgetWanted, listWanted, saveFetched } from '@throughline/store'
import type { Hub } from '../context.ts'
import { rowsOf } from './derive.ts'

/** How many items are asked for at once: as many as Jira gives in one answer. */
const batchSize = 100

/** Whom to ask, and about which scope. */
export interface Asking {
  readonly hub: Hub
  readonly connection: ConnectionRecord
  readonly source: Source
  readonly of: { readonly scope: string }
  readonly signal: AbortSignal
}

/** What one answer changed. */
export interface WantedOutcome extends FetchedOutcome {
  readonly requests: number
  readonly quarantined: readonly QuarantinedRecord[]
}

/**
 * Asks for the wanted items of a scope, batch by batch, and stores what the tool answers. `stored` hears of each answer
 * and says whether to go on. True when nothing is wanted any more: each key is asked for once, whatever the answer.
 */
export async function askForWanted(
  { hub, connection, source, of: { scope }, signal }: Asking,
  stored: (outcome: WantedOutcome) => Promise<boolean>,
): Promise<boolean> {
  const { pool } = hub.database
  const toRow = rowsOf(connection)
  for (let after = ''; ; ) {
    const keys = await listWanted(pool, connection.id, scope, after, batchSize)
    const last = keys.at(-1)
    if (last === undefined) return true
    after = last
    const observedAt = hub.clock()
    for await (const page of source.fetch({ scope, keys, signal })) {
      const outcome = await saveFetched(pool, {
        connection: connection.id,
        rows: page.records.map(toRow),
        moves: page.moves,
        sprints: page.sprints,
        gone: page.gone,
        raises: true,
        observedAt,
        now: hub.clock(),
      })
      const goesOn = await stored({ ...outcome, requests: page.requests, quarantined: page.quarantined })
      if (!goesOn) return false
    }
    await forgetWanted(pool, connection.id, scope, keys, observedAt)
  }
}
