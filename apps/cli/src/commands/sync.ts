import { ValidationError } from '@throughline/errors'
import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import { exitCodes } from '../exit-code.ts'
import type { ConnectionAnswer, SyncAnswer } from '../hub/answers.ts'
import type { HubClient } from '../hub/client.ts'
import { followSync } from '../hub/follow-sync.ts'
import { syncProgress } from '../output/sync-progress.ts'

interface SyncOptions extends CommonOptions {
  readonly full?: boolean
  readonly wait: boolean
}

/** `sync [CONNECTION…]`: pulls what changed, with a bar for each scope. */
export function addSync(parent: Command, context: Context): void {
  addCommand(parent, 'sync [connections...]', 'Pull what changed, of some connections or all, and watch it', [
    'sync',
    'sync jira --full',
    'sync --no-wait --json',
  ])
    .option('--full', 'walk everything, not only what changed since the last sync')
    .option('--no-wait', 'start and return; exit code 0 then only says that it has begun')
    .action(async (named: readonly string[], _: object, command: Command) => {
      const options = command.optsWithGlobals<SyncOptions>()
      const client = clientOf(context, options)
      const connections = named.length > 0 ? named : await allConnections(client)
      const started = await startSyncs(client, connections, options.full === true ? 'full' : 'incremental')
      if (!options.wait) {
        answer(context, options, started, () => started.map(({ id, connection }) => `${connection} ${id}\n`).join(''))
        return
      }
      const ended = await watchSyncs(context, client, started)
      answer(context, options, ended, () => ended.map(syncText).join(''))
      if (ended.some((sync) => sync.status !== 'succeeded')) context.exitCode = exitCodes.failed
    })
}

/** Starts a sync of each connection. */
export function startSyncs(
  client: HubClient,
  connections: readonly string[],
  mode: 'incremental' | 'full',
): Promise<SyncAnswer[]> {
  const start = (id: string) =>
    client.json<SyncAnswer>('POST', `/connections/${encodeURIComponent(id)}/syncs`, { json: { mode } })
  return Promise.all(connections.map(start))
}

/** Shows how syncs proceed until all have ended. */
export async function watchSyncs(
  { io }: Pick<Context, 'io'>,
  client: HubClient,
  syncs: readonly SyncAnswer[],
): Promise<SyncAnswer[]> {
  const progress = syncProgress(io)
  try {
    return await Promise.all(syncs.map((sync) => followSync(client, sync.id, (now) => progress.update(now))))
  } finally {
    progress.stop()
  }
}

/** How a sync ended, with the reason of each scope that failed, and what the hub could not get of the others. */
export function syncText(sync: SyncAnswer): string {
  const failures = sync.scopes.filter((scope) => scope.error !== null)
  const incomplete = sync.scopes.filter(({ coverage }) => coverage !== null && coverage.matched < coverage.entries)
  const changed = sync.scopes.reduce((sum, scope) => sum + scope.saved, 0)
  const lines = [
    ...failures.map(({ scope, error }) => `  ${scope}: ${error?.message ?? 'failed'}`),
    ...incomplete.map(
      ({ scope, coverage }) => `  ${scope}: ${coverage?.matched} of ${coverage?.entries} items are held`,
    ),
  ]
  return `${[`${sync.connection}: ${sync.status}, ${changed} items changed`, ...lines].join('\n')}\n`
}

async function allConnections(client: HubClient): Promise<string[]> {
  const connections = await client.list<ConnectionAnswer>('/connections', {}, 1_000)
  if (connections.length > 0) return connections.map(({ id }) => id)
  throw new ValidationError('cli.no_connection', 'The hub has no connections yet. See "throughline connect --help".')
}
