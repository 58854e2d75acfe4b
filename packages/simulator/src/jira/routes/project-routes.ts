import { json, type WireContext } from '../../http/gateway.ts'
import type { JiraProjectRecord, JiraVersionRecord } from '../../records.ts'
import { notFound } from '../jira-error.ts'
import type { JiraPorts, JiraServe } from '../jira-ports.ts'
import type { JiraSite } from '../jira-site.ts'
import { wireIssueType, wireNamed, wireStatus, wireVersion } from '../wire-field.ts'
import { wireProject } from '../wire-people.ts'
import { pageOf } from './offset-page.ts'

/** Serves projects with their versions, components and statuses. */
export function serveProjects(serve: JiraServe, { site, catalog }: JiraPorts): void {
  const api = `/rest/api/${site.style().version}`
  const { isServer } = site.style()
  if (isServer) {
    serve('GET', `${api}/project`, (c) =>
      json(
        c,
        200,
        site.projects.visible().map((project) => wireWhole(project, site)),
      ),
    )
  } else {
    serve('GET', `${api}/project/search`, (c) => {
      const asked = (c.req.queries('keys') ?? []).flatMap((keys) => keys.split(','))
      const found = site.projects.visible().filter(({ key }) => asked.length === 0 || asked.includes(key))
      return json(
        c,
        200,
        pageOf(c, found, `${site.style().base}/project/search`, (project) => wireWhole(project, site)),
      )
    })
    serve('GET', `${api}/project/{projectIdOrKey}/version`, (c) => {
      const project = projectOf(c, site)
      const self = `${site.style().base}/project/${project.key}/version`
      return json(
        c,
        200,
        pageOf(c, catalog.versions(project.key), self, (version) => whole(version, project, site)),
      )
    })
  }
  serve('GET', `${api}/project/{projectIdOrKey}`, (c) => json(c, 200, wireWhole(projectOf(c, site), site)))
  serve('GET', `${api}/project/{projectIdOrKey}/versions`, (c) => {
    const project = projectOf(c, site)
    return json(
      c,
      200,
      catalog.versions(project.key).map((version) => whole(version, project, site)),
    )
  })
  serve('GET', `${api}/project/{projectIdOrKey}/components`, (c) => {
    const project = projectOf(c, site)
    const shown = catalog.components(project.key).map((component) => ({
      ...wireNamed(component, 'component', site.style()),
      assigneeType: 'PROJECT_DEFAULT',
      realAssigneeType: 'PROJECT_DEFAULT',
      isAssigneeTypeValid: false,
      project: project.key,
      projectId: Number(project.id),
    }))
    return json(c, 200, shown)
  })
  serve('GET', `${api}/project/{projectIdOrKey}/statuses`, (c) => {
    const style = site.style()
    const shown = catalog.statuses(projectOf(c, site).key).map(({ type, statuses }) => {
      const { self, id, name, subtask } = wireIssueType(type, style)
      return { self, id, name, subtask, statuses: statuses.map((status) => wireStatus(status, style)) }
    })
    return json(c, 200, shown)
  })
}

function projectOf(c: WireContext, site: JiraSite): JiraProjectRecord {
  const wanted = c.req.param('projectIdOrKey') ?? ''
  const project = site.projects.find(wanted)
  if (project === null) throw notFound(`No project could be found with key '${wanted}'.`)
  return project
}

function wireWhole(project: JiraProjectRecord, site: JiraSite) {
  const style = site.style()
  if (style.isServer) return { expand: 'description,lead,url,projectKeys', ...wireProject(project, style) }
  return {
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    ...wireProject(project, style),
    style: project.simplified ? 'next-gen' : 'classic',
    isPrivate: false,
    properties: {},
  }
}

/** A version as its project lists it. */
function whole(version: JiraVersionRecord, project: JiraProjectRecord, site: JiraSite) {
  return { ...wireVersion(version, site.style()), projectId: Number(project.id) }
}
