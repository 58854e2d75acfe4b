import { ValidationError } from '@throughline/errors'
import { type ClaimedScope, claimScope, openRanges, type ScopePhase } from '@throughline/store'
import { getConnection } from '../connections/get-connection.ts'
import { openSource } from '../connections/open-source.ts'
import type { Hub } from '../context.ts'
import { beginWalk } from './phases/begin-walk.ts'
import { mendItems } from './phases/mend-items.ts'
import { mergeWalk } from './phases/merge-walk.ts'
import { takeCensus } from './phases/take-census.ts'
import { walkItems, walkRange } from './phases/walk-items.ts'
import type { Progress, ScopeRun } from './scope-run.ts'
import { requireSync } from './start-sync.ts'
import { struggle } from './struggle.ts'

/** How long one job works before it lets others go first. */
const sliceMs = 60_000

/** What a scope goes through, in order; `relate` is a job of its own for all scopes. */
const phases: Readonly<Record<Exclude<ScopePhase, 'relate'>, (run: ScopeRun) => Promise<Progress>>> = {
  begin: beginWalk,
  items: walkItems,
  merge: mergeWalk,
  census: takeCensus,
  mend: mendItems,
}

/** What a job is told by its queue. */
export interface JobRun {
  readonly signal: AbortSignal
  readonly lastAttempt: boolean
}

/**
 * Goes on with one scope of a sync, phase by phase, for about a minute; then the next slice is enqueued. The last phase
 * enqueues the relations, and those end the scope.
 *
 * Safe to run twice, and on two workers at once: a page is stored only as the next one of its range, and a phase is left
 * once, so the slower worker finds nothing to do. What the tool refuses ends the scope with a sentence that says what to
 * do; what passes is waited for, see {@link struggle}.
 */
export async function runScope(
  hub: Hub,
  { sync, scope }: { readonly sync: string; readonly scope: string },
  run: JobRun,
): Promise<void> {
  const until = hub.clock() + sliceMs
  await withSource(hub, { syncId: sync, scope }, run, async (open) => {
    for (;;) {
      const claimed = await claimScope(hub.database.pool, sync, scope, hub.clock())
      if (claimed === null || claimed.phase === 'relate') return
      const progress = await phases[claimed.phase](await open(claimed, until))
      if (progress === 'elsewhere') return
      if (progress === 'next') continue
      await hub.jobs.enqueue('sync.scope', { sync, scope })
      return
    }
  })
}

/** Goes on with one range of a scope's walk for about a minute; whoever ends the last one lets the scope go on. */
export async function runRange(
  hub: Hub,
  { sync, scope, range: number }: { readonly sync: string; readonly scope: string; readonly range: number },
  run: JobRun,
): Promise<void> {
  const until = hub.clock() + sliceMs
  await withSource(hub, { syncId: sync, scope }, run, async (open) => {
    const claimed = await claimScope(hub.database.pool, sync, scope, hub.clock())
    if (claimed?.phase !== 'items') return
    const { pool } = hub.database
    const range = (await openRanges(pool, sync, scope)).find((each) => each.number === number)
    const progress = range === undefined ? 'next' : await walkRange(await open(claimed, until), range)
    if (progress === 'later') return hub.jobs.enqueue('sync.range', { sync, scope, range: number })
    if ((await openRanges(pool, sync, scope)).length === 0) await hub.jobs.enqueue('sync.scope', { sync, scope })
  })
}

/** Opens the scope's source when it is first needed, closes it, and says what an error means for the scope. */
async function withSource(
  hub: Hub,
  ids: { readonly syncId: string; readonly scope: string },
  run: JobRun,
  work: (open: (claimed: ClaimedScope, until: number) => Promise<ScopeRun>) => Promise<void>,
): Promise<void> {
  const stop = new AbortController()
  const signal = AbortSignal.any([run.signal, stop.signal])
  let opened: Pick<ScopeRun, 'connection' | 'source'> | undefined
  try {
    await work(async (claimed, until) => {
      opened ??= await openScope(hub, ids)
      const of = { ...ids, connection: opened.connection.id }
      return { hub, of, ...opened, claimed, signal, until }
    })
  } catch (error) {
    throw await struggle(hub, ids, error, run)
  } finally {
    stop.abort(new Error('The job on this scope has ended.'))
    await opened?.source.close()
  }
}

async function openScope(hub: Hub, { syncId, scope }: { readonly syncId: string; readonly scope: string }) {
  const sync = await requireSync(hub, syncId)
  const connection = await getConnection(hub, sync.connection)
  if (!connection.scopes.includes(scope)) {
    throw new ValidationError('sync.unknown_scope', `${scope} is no scope of connection ${connection.id} any more.`)
  }
  return { connection, source: openSource(hub, connection) }
}
