import type { Hono } from 'hono'
import { json, serveEndpoint, type WireEnv } from '../http/gateway.ts'
import { checkJiraAuth } from './jira-auth.ts'
import { jiraErrorBody } from './jira-error.ts'
import type { JiraPorts, JiraServe } from './jira-ports.ts'
import { serveBulk } from './routes/bulk-routes.ts'
import { serveIssues } from './routes/issue-routes.ts'
import { servePage } from './routes/page-routes.ts'
import { serveSearch } from './routes/search-routes.ts'
import { serveSite } from './routes/site-routes.ts'

const REMOVED =
  'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046'

/** Adds the routes of Jira Cloud's REST API, version 3, to an application. */
export function serveJira(app: Hono<WireEnv>, ports: JiraPorts): void {
  const serve: JiraServe = (method, path, handler) =>
    serveEndpoint(app, method, path, (c) => {
      ports.burst.take(`${method} ${path}`)
      checkJiraAuth(c, ports.credentials)
      return handler(c)
    })
  serveSearch(serve, ports)
  serveBulk(serve, ports)
  serveIssues(serve, ports)
  serveSite(serve, ports)
  servePage(app, ports)
  for (const path of ['/rest/api/3/search', '/rest/api/2/search']) {
    for (const method of ['GET', 'POST'] as const) serve(method, path, (c) => json(c, 410, jiraErrorBody(REMOVED)))
  }
}
