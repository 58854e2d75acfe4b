import { json, type WireContext } from '../../http/gateway.ts'
import { badRequest, notFound } from '../jira-error.ts'
import type { JiraPorts, JiraServe } from '../jira-ports.ts'
import type { JiraSite } from '../jira-site.ts'
import { wireFieldDefinitions } from '../system-fields.ts'
import { wireNamed, wireStatus } from '../wire-field.ts'
import { wireUser } from '../wire-people.ts'
import { serverInfo } from './server-info.ts'

const PERMISSIONS: Readonly<
  Record<string, { readonly name: string; readonly type: 'GLOBAL' | 'PROJECT'; readonly have: boolean }>
> = {
  BROWSE_PROJECTS: { name: 'Browse Projects', type: 'PROJECT', have: true },
  EDIT_ISSUES: { name: 'Edit Issues', type: 'PROJECT', have: false },
  ADMINISTER: { name: 'Administer Jira', type: 'GLOBAL', have: false },
}

/** Serves what describes the site, its account, fields, statuses and resolutions. */
export function serveSite(serve: JiraServe, { site, catalog }: JiraPorts): void {
  const api = `/rest/api/${site.style().version}`
  const { isServer } = site.style()
  serve('GET', `${api}/myself`, (c) => json(c, 200, myself(site)))
  serve('GET', `${api}/serverInfo`, (c) => json(c, 200, serverInfo(site)))
  // Cloud still serves version 2 too; this is the path by which clients find out what a site is.
  if (!isServer) serve('GET', '/rest/api/2/serverInfo', (c) => json(c, 200, serverInfo(site)))
  serve('GET', `${api}/field`, (c) => json(c, 200, wireFieldDefinitions(site.fields, isServer)))
  serve('GET', `${api}/status`, (c) =>
    json(
      c,
      200,
      catalog.allStatuses().map((status) => wireStatus(status, site.style())),
    ),
  )
  serve('GET', `${api}/resolution`, (c) =>
    json(
      c,
      200,
      catalog.allResolutions().map((resolution) => wireNamed(resolution, 'resolution', site.style())),
    ),
  )
  serve('GET', `${api}/mypermissions`, (c) => {
    const asked = isServer ? Object.keys(PERMISSIONS) : askedPermissions(c)
    const projectKey = c.req.query('projectKey')
    if (projectKey !== undefined && site.projects.find(projectKey) === null) {
      throw notFound(`No project could be found with key '${projectKey}'.`)
    }
    return json(c, 200, {
      permissions: Object.fromEntries(asked.map((name) => [name, wirePermission(name, site.isAdmin)])),
    })
  })
}

/** Cloud wants to be told which permissions to look at; Data Center lists all. */
function askedPermissions(c: WireContext): readonly string[] {
  const asked = (c.req.query('permissions') ?? '').split(',').filter((name) => name !== '')
  if (asked.length === 0) throw badRequest("The 'permissions' query parameter is required.")
  const unknown = asked.filter((name) => !Object.hasOwn(PERMISSIONS, name))
  if (unknown.length > 0) throw badRequest(`Unrecognized permission: ${unknown.join(', ')}`)
  return asked
}

function wirePermission(key: string, isAdmin: boolean) {
  const permission = PERMISSIONS[key]
  return {
    id: key === 'BROWSE_PROJECTS' ? '10' : '12',
    key,
    name: permission?.name ?? key,
    type: permission?.type ?? 'PROJECT',
    description: '',
    havePermission: key === 'ADMINISTER' ? isAdmin : (permission?.have ?? false),
  }
}

function myself(site: JiraSite) {
  return {
    ...wireUser(site.account, site.style()),
    emailAddress: site.account.email,
    locale: 'en_US',
    groups: { size: 1, items: [] },
    applicationRoles: { size: 1, items: [] },
    expand: 'groups,applicationRoles',
  }
}
