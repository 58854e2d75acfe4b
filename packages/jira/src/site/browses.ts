import { ThroughlineError, UpstreamRefusedError } from '@throughline/errors'
import type { CallOptions } from '@throughline/source'
import type { JiraClient } from '../client.ts'
import { permissionsSchema } from '../schema.ts'

/** Whether the account may browse a project; a missing and a hidden one look the same. */
export async function browses(client: JiraClient, scope: string, options: CallOptions): Promise<boolean> {
  const searchParams = { projectKey: scope, permissions: 'BROWSE_PROJECTS' }
  try {
    const { data } = await client.request(
      { url: `${client.api}/mypermissions`, searchParams, schema: permissionsSchema },
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

/** What to do about a project that is missing or hidden, in one sentence for walks and checks alike. */
export function unknownProjectMessage(client: JiraClient, scope: string): string {
  return `Jira has no project ${scope}, or connection ${client.connection} may not browse it. Check the scope’s spelling and the account’s Browse Projects permission.`
}

/** The error of a project that is missing or hidden. */
export function unknownProject(client: JiraClient, scope: string): UpstreamRefusedError {
  return new UpstreamRefusedError('jira.unknown_project', unknownProjectMessage(client, scope), { context: { scope } })
}
