import { json } from '../../http/gateway.ts'
import type { JiraProjectRecord } from '../../records.ts'
import { badRequest, notFound } from '../jira-error.ts'
import type { JiraPorts, JiraServe } from '../jira-ports.ts'
import type { JiraSite } from '../jira-site.ts'
import { SYSTEM_FIELDS, wireFieldDefinition } from '../system-fields.ts'
import { wireNamed, wireStatus } from '../wire-field.ts'
import { wireProject, wireUser } from '../wire-people.ts'
import { jiraInstant } from '../zone.ts'

const PERMISSIONS: Readonly<
  Record<string, { readonly name: string; readonly type: 'GLOBAL' | 'PROJECT'; readonly have: boolean }>
> = {
  BROWSE_PROJECTS: { name: 'Browse Projects', type: 'PROJECT', have: true },
  EDIT_ISSUES: { name: 'Edit Issues', type: 'PROJECT', have: false },
  ADMINISTER: { name: 'Administer Jira', type: 'GLOBAL', have: false },
}

/** Serves what describes the site, its account, projects, fields, statuses and resolutions. */
export function serveSite(serve: JiraServe, ports: JiraPorts): void {
  const { site } = ports
  serve('GET', '/rest/api/3/myself', (c) => json(c, 200, myself(site)))
  serve('GET', '/rest/api/3/serverInfo', (c) => json(c, 200, serverInfo(site)))
  serve('GET', '/rest/api/3/field', (c) => json(c, 200, [...SYSTEM_FIELDS, ...site.fields].map(wireFieldDefinition)))
  serve('GET', '/rest/api/3/status', (c) =>
    json(
      c,
      200,
      site.statuses().map((status) => wireStatus(status, site.origin)),
    ),
  )
  serve('GET', '/rest/api/3/resolution', (c) =>
    json(
      c,
      200,
      site.resolutions().map((resolution) => wireNamed(resolution, 'resolution', site.origin)),
    ),
  )
  serve('GET', '/rest/api/3/project/search', (c) => {
    const asked = (c.req.queries('keys') ?? []).flatMap((keys) => keys.split(','))
    const found = site.projects().filter(({ key }) => asked.length === 0 || asked.includes(key))
    const startAt = Math.max(0, Number(c.req.query('startAt') ?? 0))
    const maxResults = Math.min(100, Math.max(1, Number(c.req.query('maxResults') ?? 50)))
    const values = found.slice(startAt, startAt + maxResults).map((project) => wireWholeProject(project, site))
    const isLast = startAt + values.length >= found.length
    const self = `${site.origin}/rest/api/3/project/search?maxResults=${maxResults}&startAt=`
    const nextPage = isLast ? {} : { nextPage: `${self}${startAt + values.length}` }
    return json(c, 200, {
      self: `${self}${startAt}`,
      ...nextPage,
      maxResults,
      startAt,
      total: found.length,
      isLast,
      values,
    })
  })
  serve('GET', '/rest/api/3/project/{projectIdOrKey}', (c) => {
    const wanted = c.req.param('projectIdOrKey') ?? ''
    const project = site.project(wanted)
    if (project === null) throw notFound(`No project could be found with key '${wanted}'.`)
    return json(c, 200, wireWholeProject(project, site))
  })
  serve('GET', '/rest/api/3/mypermissions', (c) => {
    const asked = (c.req.query('permissions') ?? '').split(',').filter((name) => name !== '')
    if (asked.length === 0) {
      throw badRequest("The 'permissions' query parameter is required.")
    }
    const unknown = asked.filter((name) => !Object.hasOwn(PERMISSIONS, name))
    if (unknown.length > 0) throw badRequest(`Unrecognized permission: ${unknown.join(', ')}`)
    const projectKey = c.req.query('projectKey')
    if (projectKey !== undefined && site.project(projectKey) === null) {
      throw notFound(`No project could be found with key '${projectKey}'.`)
    }
    return json(c, 200, { permissions: Object.fromEntries(asked.map((name) => [name, wirePermission(name)])) })
  })
}

function wirePermission(key: string) {
  const permission = PERMISSIONS[key]
  return {
    id: key === 'BROWSE_PROJECTS' ? '10' : '12',
    key,
    name: permission?.name ?? key,
    type: permission?.type ?? 'PROJECT',
    description: '',
    havePermission: permission?.have ?? false,
  }
}

function myself(site: JiraSite) {
  const { accountId, displayName, email } = site.account
  return {
    ...wireUser({ accountId, displayName }, site.origin, site.zone),
    emailAddress: email,
    locale: 'en_US',
    groups: { size: 1, items: [] },
    applicationRoles: { size: 1, items: [] },
    expand: 'groups,applicationRoles',
  }
}

function serverInfo(site: JiraSite) {
  return {
    baseUrl: site.origin,
    displayUrl: site.origin,
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100295,
    buildDate: '2026-06-01T00:00:00.000+0000',
    serverTime: jiraInstant(site.clock(), site.serverZone),
    scmInfo: '0000000000000000000000000000000000000000',
    serverTitle: 'Jira',
    serverTimeZone: site.serverZone,
  }
}

function wireWholeProject(project: JiraProjectRecord, site: JiraSite) {
  return {
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    ...wireProject(project, site.origin),
    style: project.simplified ? 'next-gen' : 'classic',
    isPrivate: false,
    properties: {},
  }
}
