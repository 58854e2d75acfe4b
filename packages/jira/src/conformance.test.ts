import { parseInstant, type SourceSettings, type SplitRequest } from '@throughline/source'
import { type ConnectorHarness, connectorGuarantees } from '@throughline/testing'
import { describe, test } from 'vitest'
import { JiraClient } from './client.ts'
import { CloudDialect } from './cloud/cloud-dialect.ts'
import { DataCenterDialect } from './data-center/data-center-dialect.ts'
import { splitItems } from './items/split.ts'
import { jiraSource } from './jira-source.ts'
import { NOW, startJira } from './test-jira.ts'

const SCOPE = 'BULK'
const ISSUES = 60
const SIZES = { wholeUpTo: 20, rangeIssues: 15 }

type Deployment = SourceSettings['deployment']

/** A simulated Jira with a few pages of issues; its clock and the hub's go on by the waits alone. */
async function openHarness(deployment: Deployment): Promise<ConnectorHarness> {
  const started = await startJira({ issues: ISSUES, jira: { pageMax: 20, deployment } })
  const { simulator, clock } = started
  const { control } = simulator
  const opened: { close(): Promise<void> }[] = []
  const hub = { now: NOW + 600_000 }
  const keys = new Set(Array.from({ length: ISSUES }, (_, index) => `${SCOPE}-${index + 1}`))
  const issue = (key: string) => {
    const record = control.jiraIssue(key)
    if (record === null) throw new Error(`there is no ${key}`)
    return record
  }
  const model = issue(`${SCOPE}-2`)
  const wait = (ms: number) => {
    clock.now += ms
    hub.now += ms
  }
  return {
    scope: SCOPE,
    ownFaults: [{ status: 429, headers: { 'retry-after': '1', 'ratelimit-reason': 'jira-burst-based' } }],
    unknownKey: `${SCOPE}-99999`,
    connect() {
      const { jiraUrl: baseUrl, jiraAuth } = simulator
      const auth = deployment === 'cloud' ? jiraAuth : ({ type: 'bearer', token: jiraAuth.token } as const)
      const place = { connection: 'jira', kind: 'jira', baseUrl, auth } as const
      const settings: SourceSettings = { ...place, deployment, estimateField: null }
      const sleep = (ms: number) => {
        wait(ms)
        return Promise.resolve()
      }
      const log = { debug: () => undefined, info: () => undefined, warn: () => undefined }
      const ports = { clock: () => hub.now, log, allowPrivateHosts: true, http: { headersTimeoutMs: 300, sleep } }
      const client = new JiraClient(settings, ports)
      const dialect = deployment === 'cloud' ? new CloudDialect(client) : new DataCenterDialect(client)
      const shared = { client, dialect, estimateField: null, log }
      const source = jiraSource.create(settings, ports)
      opened.push(client, source)
      // Some issues are enough of a project, when a few make a range.
      return Object.assign(source, { split: (request: SplitRequest) => splitItems(request, shared, SIZES) })
    },
    truth: () => new Map([...keys].map((key) => [key, parseInstant(issue(key).fields.updated) ?? Number.NaN])),
    wait,
    create() {
      const number = keys.size + 1000
      const key = `${SCOPE}-${number}`
      const created = new Date(clock.now).toISOString().replace('Z', '+0000')
      control.upsertJiraIssue({ id: String(200_000 + number), key, fields: { ...model.fields, created } })
      keys.add(key)
      return key
    },
    edit: (key) => control.patchJiraIssue(key, { summary: `edited at ${clock.now}` }),
    remove(key) {
      control.deleteJiraIssue(key)
      keys.delete(key)
    },
    poison() {
      const key = `${SCOPE}-33`
      const { status } = issue(key).fields
      control.patchJiraIssue(key, { status: { ...status, statusCategory: { ...status.statusCategory, key: 'limbo' } } })
      return key
    },
    failNext: (fault) => control.failNext({ ...fault, match: { tool: 'jira' } }),
    requests: () => control.requests('jira').length,
    revoke: () => control.revokeToken('jira'),
    async close() {
      await Promise.all(opened.map((each) => each.close()))
      await started.close()
    },
  }
}

describe.each(['cloud', 'data-center'] as const)('what every connector promises, on %s', (deployment) => {
  test.each(connectorGuarantees)('$name', async ({ prove }) => {
    const harness = await openHarness(deployment)
    try {
      await prove(harness)
    } finally {
      await harness.close()
    }
  })
})
