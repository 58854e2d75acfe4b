import { bulkData, type Simulator, startSimulator } from '@throughline/simulator'
import { NOW, openTestApi, type TestApi } from './open-test-api.ts'

const DAY_MS = 86_400_000

/** The plan document of a filled API. */
export const planDocument = `# The plan of the tests
plan: bulk
title: Bulk work
timeZone: Europe/Berlin
period: { start: 2026-01-01, end: 2027-12-31 }
objectives:
  - id: deliver
    title: Deliver the work
    deliverables:
      - id: tracker # everything in Jira
        title: Work in the tracker
        links:
          - { connection: jira, project: BULK }
      - id: wiring
        title: Wiring of the sites
        progress: manual
kpis:
  - id: finished
    title: Items finished
    unit: items
    direction: up
    baseline: 0
    target: 10
    measure: { metric: items.done, window: 4w }
  - id: by-hand
    title: Satisfaction
    unit: points
    measure: { metric: manual }
`

/** An API with two connections that were synced, a plan that was settled, and the tools behind it. */
export interface FilledApi extends TestApi {
  readonly tools: Simulator
  /** The sync of GitHub. */
  readonly syncId: string
}

/** Opens an API and fills it through its own calls. Throws when one of them does not answer as it should. */
export async function openFilledApi(databaseUrl: string): Promise<FilledApi> {
  const data = bulkData({ seed: 7, jiraIssues: 130, githubIssues: 12, pulls: 8, until: NOW - DAY_MS })
  const tools = await startSimulator({ data, clock: () => NOW })
  const api = await openTestApi(databaseUrl)
  await syncAll(api, 'jira', { baseUrl: tools.jiraUrl, auth: tools.jiraAuth, scopes: ['BULK'] })
  const syncId = await syncAll(api, 'github', {
    baseUrl: tools.githubUrl,
    auth: tools.githubAuth,
    scopes: ['bulk/load'],
  })
  const headers = { 'content-type': 'application/yaml' }
  mustBe(200, await api.ask('PUT', '/plans/bulk', { body: planDocument, headers }))
  mustBe(200, await api.ask('POST', '/plans/bulk/settle'))
  return {
    ...api,
    tools,
    syncId,
    async close() {
      await api.close()
      await tools.close()
    },
  }
}

async function syncAll(
  api: TestApi,
  kind: 'jira' | 'github',
  connection: { readonly baseUrl: string; readonly auth: object; readonly scopes: readonly string[] },
): Promise<string> {
  mustBe(200, await api.ask('PUT', `/connections/${kind}`, { body: { kind, ...connection } }))
  const started = await api.ask('POST', `/connections/${kind}/syncs`, { body: { mode: 'full' } })
  mustBe(202, started)
  await api.work(started.json.id, connection.scopes)
  const ended = await api.ask('GET', `/syncs/${started.json.id}`)
  if (ended.json.status !== 'succeeded') throw new Error(`The sync of ${kind} did not succeed: ${ended.text}`)
  return started.json.id
}

function mustBe(status: number, reply: { readonly status: number; readonly text: string }): void {
  if (reply.status !== status) throw new Error(`${reply.status} instead of ${status}: ${reply.text}`)
}
