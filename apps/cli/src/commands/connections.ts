import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import type { ConnectionAnswer, ConnectionDetailAnswer } from '../hub/answers.ts'
import type { HubClient } from '../hub/client.ts'
import { ago, percent, thousands } from '../output/formats.ts'
import { table } from '../output/table.ts'

/** The most connections that are listed. */
const connectionsMax = 1_000

/** `connections`: what the hub is connected to, when each scope was last read, and how complete that was. */
export function addConnections(parent: Command, context: Context): void {
  addCommand(parent, 'connections', 'List connections: when each scope was last read, and how complete that was', [
    'connections',
    'connections --json',
  ]).action(async (_: object, command: Command) => {
    const options = command.optsWithGlobals<CommonOptions>()
    const found = await listConnections(clientOf(context, options))
    answer(context, options, found, () => connectionTable(found, Date.now()))
  })
}

/** All connections with the state of their scopes. */
export async function listConnections(client: HubClient): Promise<ConnectionDetailAnswer[]> {
  const list = await client.list<ConnectionAnswer>('/connections', {}, connectionsMax)
  const detail = ({ id }: ConnectionAnswer) =>
    client.json<ConnectionDetailAnswer>('GET', `/connections/${encodeURIComponent(id)}`)
  return Promise.all(list.map(detail))
}

function connectionTable(connections: readonly ConnectionDetailAnswer[], now: number): string {
  if (connections.length === 0) return 'No connections yet. See "throughline connect --help".\n'
  const rows = connections.flatMap(({ id, kind, baseUrl, scopeStates }) =>
    scopeStates.map(({ scope, syncedAt, coverage, censusAt, reviews }) => [
      id,
      kind,
      scope,
      syncedAt === null ? 'never' : ago(syncedAt, now),
      percent(coverage),
      censusAt === null ? 'never' : ago(censusAt, now),
      reviews === null ? '–' : `${thousands(reviews.known)}/${thousands(reviews.of)}`,
      baseUrl,
    ]),
  )
  return table(
    ['Connection', 'Tool', 'Scope', 'Last read', 'Coverage', 'Census', 'Reviews', 'Address'].map((head) => ({ head })),
    rows,
  )
}
