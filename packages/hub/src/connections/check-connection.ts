import { isClassifiedResolution, stateMapping } from '@throughline/plan'
import type { SourceCheck } from '@throughline/source'
import { listResolutions } from '@throughline/store'
import type { Hub } from '../context.ts'
import { getConnection } from './get-connection.ts'
import { openSource } from './open-source.ts'

/** The tool's answer, and what the stored items say about the mapping. */
export interface ConnectionCheck extends Omit<SourceCheck, 'resolutions'> {
  /** Resolutions of the tool, or of stored items, that nobody classified; they count as done. */
  readonly unclassifiedResolutions: readonly string[]
}

/** Reaches a connection's tool and every scope; throws NotFoundError, and nothing for what it can report. */
export async function checkConnection(hub: Hub, id: string, signal: AbortSignal): Promise<ConnectionCheck> {
  const connection = await getConnection(hub, id)
  const mapping = stateMapping(connection.kind, {
    statuses: connection.statusOverrides,
    resolutions: connection.resolutionOverrides,
  })
  const seen = await listResolutions(hub.database.pool, id)
  const source = openSource(hub, connection)
  try {
    const check = await source.check(connection.scopes, signal)
    const { resolutions = [], ...answer } = check
    const names = [...new Set([...seen, ...resolutions])]
    return { ...answer, unclassifiedResolutions: names.filter((name) => !isClassifiedResolution(name, mapping)) }
  } finally {
    await source.close()
  }
}
