import { ThroughlineError, UpstreamRefusedError } from '@throughline/errors'
import type { CallOptions, SourceCheck } from '@throughline/source'
import type { GithubClient } from './client.ts'
import { repositorySchema, userSchema } from './schema.ts'
import { checkScope } from './scope.ts'

/** A person waits for the answer. */
const PATIENCE_MS = 3_000

/**
 * Reaches the API and each repository with the stored credentials. What stands in the way ends up in `problems`, a
 * sentence each; only an aborted signal and bugs are thrown. An app's installation has no user, so it is named by its
 * installation.
 */
export async function checkGithub(
  client: GithubClient,
  installation: string | null,
  scopes: readonly string[],
  signal: AbortSignal,
): Promise<SourceCheck> {
  const options: CallOptions = { signal, meter: { requests: 0 }, patienceMs: PATIENCE_MS, usesReserve: true }
  const problems: string[] = []
  const permissions: string[] = []
  let account: string | null = installation === null ? null : `installation ${installation}`
  /** Whether it is worth asking on; what fails for the whole connection is said once. */
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ThroughlineError)) throw error
      problems.push(error.message)
      return error instanceof UpstreamRefusedError && error.context.scope != null
    }
  }
  const isReached =
    installation !== null ||
    (await attempt(async () => {
      const { data, header } = await client.request({ route: 'GET /user', scope: null, schema: userSchema }, options)
      account = data.login
      const granted = header('x-oauth-scopes')?.split(',') ?? []
      permissions.push(...granted.map((name) => name.trim()).filter((name) => name !== ''))
    }))
  if (isReached) {
    for (const scope of scopes) {
      const goesOn = await attempt(async () => {
        checkScope(scope, client.connection)
        const route = 'GET /repos/{owner}/{repo}'
        const { data } = await client.request({ route, scope, schema: repositorySchema }, options)
        const granted = Object.entries(data.permissions ?? { pull: true }).filter(([, has]) => has)
        permissions.push(...granted.map(([name]) => `${name} on ${scope}`))
        if (data.full_name.toLowerCase() !== scope.toLowerCase()) {
          problems.push(
            `Repository ${scope} is now called ${data.full_name}. It still answers; change the scope of connection ${client.connection} to follow.`,
          )
        }
      })
      if (!goesOn) break
    }
  }
  return { ok: problems.length === 0, account, permissions, problems }
}
