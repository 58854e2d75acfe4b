import type { Hono } from 'hono'
import { json, serveEndpoint, type WireEnv } from '../http/gateway.ts'
import { checkJiraAuth } from './jira-auth.ts'
import { jiraErrorBody } from './jira-error.ts'
import type { JiraPorts, JiraServe } from './jira-ports.ts'
import { serveBulk } from './routes/bulk-routes.ts'
import { serveHooks } from './routes/hook-routes.ts'
import { serveIssues } from './routes/issue-routes.ts'
import { serveOffsetSearch } from './routes/offset-search-routes.ts'
import { servePage } from './routes/page-routes.ts'
import { serveProjects } from './routes/project-routes.ts'
import { serveSearch } from './routes/search-routes.ts'
import { serveSite } from './routes/site-routes.ts'

const REMOVED =
  'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046'

/** Adds the routes of Jira's REST API to an application: version 3 of Cloud, or version 2 of Data Center. */
export function serveJira(app: Hono<WireEnv>, ports: JiraPorts): void {
  const serve: JiraServe = (method, path, handler) =>
    serveEndpoint(app, method, path, (c) => {
      ports.burst.take(`${method} ${path}`)
      checkJiraAuth(c, ports.credentials, ports.site.deployment)
      return handler(c)
    })
  if (ports.site.deployment === 'cloud') serveCloud(serve, ports)
  else serveOffsetSearch(serve, ports)
  serveIssues(serve, ports)
  serveSite(serve, ports)
  serveProjects(serve, ports)
  serveHooks(serve, ports)
  servePage(app, ports)
}

function serveCloud(serve: JiraServe, ports: JiraPorts): void {
  serveSearch(serve, ports)
  serveBulk(serve, ports)
  for (const path of ['/rest/api/3/search', '/rest/api/2/search']) {
    for (const method of ['GET', 'POST'] as const) serve(method, path, (c) => json(c, 410, jiraErrorBody(REMOVED)))
  }
}
