import { ThroughlineError, UpstreamError } from '@throughline/errors'
import { listConnections } from '../commands/connections.ts'
import type { ConnectionDetailAnswer } from '../hub/answers.ts'
import type { HubClient } from '../hub/client.ts'
import { ago } from '../output/formats.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** Data older than this makes health unknown unless the plan says otherwise. */
const dataAgeMaxMs = 24 * 3_600_000

/** Whether the hub answers, and how old the data of its connections is. */
export async function checkHub(client: HubClient, now: number): Promise<Finding[]> {
  try {
    const status = await client.status('/readyz')
    if (status !== 200) {
      return [fail('hub', `${client.url} is up, but its database or queues do not answer (${status}). See its log.`)]
    }
    return [ok('hub', `${client.url} is ready`), ...(await checkConnections(client, now))]
  } catch (error) {
    if (error instanceof UpstreamError) return [warn('hub', error.message)]
    throw error
  }
}

async function checkConnections(client: HubClient, now: number): Promise<Finding[]> {
  try {
    const connections = await listConnections(client)
    if (connections.length === 0) return [warn('connections', 'none yet. See "throughline connect --help".')]
    return connections.map((connection) => freshness(connection, now))
  } catch (error) {
    if (error instanceof ThroughlineError) return [warn('connections', error.message)]
    throw error
  }
}

function freshness({ id, scopeStates }: ConnectionDetailAnswer, now: number): Finding {
  const what = `connection ${id}`
  const unread = scopeStates.filter(({ syncedAt }) => syncedAt === null).map(({ scope }) => scope)
  if (unread.length > 0) return warn(what, `never read to the end: ${unread.join(', ')}. Run "throughline sync ${id}".`)
  const oldest = scopeStates.map(({ syncedAt }) => syncedAt ?? '').sort()[0] ?? ''
  if (now - Date.parse(oldest) > dataAgeMaxMs) {
    return warn(
      what,
      `read ${ago(oldest, now)}, so health is unknown. Is a worker running? Try "throughline sync ${id}".`,
    )
  }
  return ok(what, `read ${ago(oldest, now)}`)
}
