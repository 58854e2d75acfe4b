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
  const { burst, credentials, quota, site } = ports
  const serve: JiraServe = (method, path, handler) =>
    serveEndpoint(app, method, path, async (c) => {
      burst.take(`${method} ${path}`)
      checkJiraAuth(c, credentials, site.deployment)
      quota.check()
      try {
        const response = await handler(c)
        quota.spend(1 + (c.get('objectsRead') ?? 0))
        for (const [name, value] of Object.entries(quota.headers())) response.headers.set(name, value)
        return response
      } catch (error) {
        quota.spend(1)
        throw error
      }
    })
  if (site.deployment === 'cloud') serveCloud(serve, ports)
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
