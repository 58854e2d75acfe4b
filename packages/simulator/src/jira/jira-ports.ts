import type { WireContext } from '../http/gateway.ts'
import { WireError } from '../http/wire-error.ts'
import type { BurstLimit } from './burst-limit.ts'
import type { JiraCredentials } from './jira-auth.ts'
import type { JiraCatalog } from './jira-catalog.ts'
import { jiraErrorBody } from './jira-error.ts'
import type { JiraHooks } from './jira-hooks.ts'
import type { JiraSearch } from './jira-search.ts'
import type { JiraSite } from './jira-site.ts'
import type { JiraSprints } from './jira-sprints.ts'
import type { PointsQuota } from './points-quota.ts'

/** What the routes of the simulated Jira share. */
export interface JiraPorts {
  readonly site: JiraSite
  readonly catalog: JiraCatalog
  readonly sprints: JiraSprints
  readonly search: JiraSearch
  readonly hooks: JiraHooks
  readonly credentials: JiraCredentials
  readonly burst: BurstLimit
  readonly quota: PointsQuota
  /** Most issues on a page when fields beyond id and key are asked for; Jira trims pages so. */
  readonly pageMax: number
  /** Whether a Data Center lists the changelog of an issue at an address of its own, as newer releases do. */
  readonly servesChangelog: boolean
}

/** Registers an endpoint of the simulated Jira behind its limit and its authentication. */
export type JiraServe = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  handler: (c: WireContext) => Response | Promise<Response>,
) => void

/**
 * The JSON object in a request's body.
 *
 * @throws WireError 400 when the body is anything else.
 */
export async function readBody(c: WireContext): Promise<Readonly<Record<string, unknown>>> {
  let body: unknown
  try {
    body = JSON.parse(await c.req.text())
  } catch {
    body = null
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new WireError(
      400,
      jiraErrorBody('Invalid request payload. Refer to the REST API documentation and try again.'),
    )
  }
  return body as Readonly<Record<string, unknown>>
}
