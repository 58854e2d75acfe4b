import { ThroughlineError } from '@throughline/errors'
import type { CallOptions, SourceCheck } from '@throughline/source'
import type { JiraClient } from './client.ts'
import { findEstimateFields } from './items/estimate-fields.ts'
import { myselfSchema, namedListSchema, permissionsSchema } from './schema.ts'

/** A person waits for the answer. */
const PATIENCE_MS = 3_000

/**
 * Reaches the site and each project with the stored credentials. What stands in the way ends up in `problems`, a
 * sentence each; only an aborted signal and bugs are thrown.
 */
export async function checkJira(
  client: JiraClient,
  estimateField: string | null,
  scopes: readonly string[],
  signal: AbortSignal,
): Promise<SourceCheck> {
  const options: CallOptions = { signal, meter: { requests: 0 }, patienceMs: PATIENCE_MS }
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
  const myself = await attempt(() => client.request({ url: '/rest/api/3/myself', schema: myselfSchema }, options))
  // Without an account every further request fails for the same reason; one sentence says it.
  if (myself === null) return { ok: false, account: null, permissions: [], problems }
  const permissions: string[] = []
  for (const scope of scopes) {
    const granted = await attempt(() => browses(client, scope, options))
    if (granted === true) permissions.push(`Browse Projects on ${scope}`)
    if (granted === false) {
      problems.push(
        `Jira has no project ${scope}, or connection ${client.connection} may not browse it. Check the scope’s spelling and the account’s Browse Projects permission.`,
      )
    }
  }
  await attempt(() => findEstimateFields(client, estimateField, options))
  const resolutions = await attempt(() =>
    client.request({ url: '/rest/api/3/resolution', schema: namedListSchema }, options),
  )
  return {
    ok: problems.length === 0,
    account: myself.data.displayName ?? myself.data.accountId ?? null,
    permissions,
    problems,
    ...(resolutions === null ? {} : { resolutions: resolutions.data.map(({ name }) => name) }),
  }
}

/** Whether the account may browse a project; a missing and a hidden one look the same. */
async function browses(client: JiraClient, scope: string, options: CallOptions): Promise<boolean> {
  const searchParams = { projectKey: scope, permissions: 'BROWSE_PROJECTS' }
  try {
    const { data } = await client.request(
      { url: '/rest/api/3/mypermissions', searchParams, schema: permissionsSchema },
      options,
    )
    return data.permissions.BROWSE_PROJECTS?.havePermission === true
  } catch (error) {
    // Depending on the site, an unknown project is a 404 or a 400.
    const status = error instanceof ThroughlineError ? error.context.status : null
    if (status === 404 || status === 400) return false
    throw error
  }
}
