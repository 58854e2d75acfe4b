import { ThroughlineError } from '@throughline/errors'
import type { CallOptions, SourceCheck } from '@throughline/source'
import type { JiraPorts } from './jira-ports.ts'
import { myselfSchema, namedListSchema } from './schema.ts'
import { browses, unknownProjectMessage } from './site/browses.ts'
import { findSiteFields } from './site/site-fields.ts'

/** A person waits for the answer. */
const PATIENCE_MS = 3_000

/**
 * Reaches the site and each project with the stored credentials. What stands in the way ends up in `problems`, a
 * sentence each; only an aborted signal and bugs are thrown.
 */
export async function checkJira(
  { client, estimateField }: Pick<JiraPorts, 'client' | 'estimateField'>,
  scopes: readonly string[],
  signal: AbortSignal,
): Promise<SourceCheck> {
  const options: CallOptions = { signal, meter: { requests: 0 }, patienceMs: PATIENCE_MS, usesReserve: true }
  const problems: string[] = []
  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work()
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ThroughlineError)) throw error
      problems.push(error.message)
      return null
    }
  }
  const myself = await attempt(() => client.request({ url: `${client.api}/myself`, schema: myselfSchema }, options))
  // Without an account every further request fails for the same reason; one sentence says it.
  if (myself === null) return { ok: false, account: null, permissions: [], problems }
  const permissions: string[] = []
  for (const scope of scopes) {
    const granted = await attempt(() => browses(client, scope, options))
    if (granted === true) permissions.push(`Browse Projects on ${scope}`)
    if (granted === false) {
      problems.push(unknownProjectMessage(client, scope))
    }
  }
  await attempt(() => findSiteFields(client, estimateField, options))
  const resolutions = await attempt(() =>
    client.request({ url: `${client.api}/resolution`, schema: namedListSchema }, options),
  )
  return {
    ok: problems.length === 0,
    account: myself.data.displayName ?? myself.data.accountId ?? myself.data.name ?? null,
    permissions,
    problems,
    ...(resolutions === null ? {} : { resolutions: resolutions.data.map(({ name }) => name) }),
  }
}
