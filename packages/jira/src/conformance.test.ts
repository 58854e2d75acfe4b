import { parseInstant } from '@throughline/source'
import { type ConnectorHarness, connectorGuarantees } from '@throughline/testing'
import { describe, test } from 'vitest'
import { startJira } from './test-jira.ts'

const ISSUES = 100
const SIZES = { wholeUpTo: 40, rangeIssues: 30 }

type Deployment = 'cloud' | 'data-center'

/** A simulated Jira with a few pages of issues; its clock and the hub’s go on by the waits alone. */
async function openHarness(deployment: Deployment): Promise<ConnectorHarness> {
  const started = await startJira({ issues: ISSUES, jira: { deployment, pageMax: 25 } })
  const { simulator, clock } = started
  const { control } = simulator
  const hub = { now: clock.now + 600_000 }
  const keys = new Set(Array.from({ length: ISSUES }, (_, index) => `BULK-${index + 1}`))
  const record = (key: string) => {
    const found = control.jiraIssue(key)
    if (found === null) throw new Error(`there is no ${key}`)
    return found
  }
  const model = record('BULK-1')
  const wait = (ms: number) => {
    clock.now += ms
    hub.now += ms
  }
  return {
    scope: 'BULK',
    ownFaults: [
      { status: 429, headers: { 'retry-after': '2', 'ratelimit-reason': 'jira-burst-based' } },
      { status: 429, headers: { 'retry-after': '120', 'ratelimit-reason': 'jira-quota-tenant-based' } },
      { status: 429, headers: { 'ratelimit-reason': 'of-a-kind-nobody-knows' } },
    ],
    unknownKey: 'BULK-99999',
    connect: () =>
      started.connect(
        {},
        {
          clock: () => hub.now,
          http: {
            headersTimeoutMs: 300,
            sleep: (ms) => {
              wait(ms)
              return Promise.resolve()
            },
          },
        },
        SIZES,
      ),
    truth: () => new Map([...keys].map((key) => [key, parseInstant(record(key).fields.updated) ?? Number.NaN])),
    wait,
    create() {
      const number = 1000 + keys.size
      const created = new Date(clock.now).toISOString().replace('Z', '+0000')
      const fields = { ...model.fields, created, resolution: null, resolutiondate: null }
      control.upsertJiraIssue({ id: String(700_000 + number), key: `BULK-${number}`, fields })
      keys.add(`BULK-${number}`)
      return `BULK-${number}`
    },
    edit: (key) => control.patchJiraIssue(key, { summary: `changed at ${clock.now}` }),
    remove(key) {
      control.deleteJiraIssue(key)
      keys.delete(key)
    },
    poison() {
      const { status } = record('BULK-33').fields
      const statusCategory = { ...status.statusCategory, key: 'limbo' }
      control.patchJiraIssue('BULK-33', { status: { ...status, statusCategory } })
      return 'BULK-33'
    },
    failNext: (fault) => control.failNext({ ...fault, match: { tool: 'jira' } }),
    requests: () => control.requests('jira').length,
    revoke: () => control.revokeToken('jira'),
    close: () => started.close(),
  }
}

describe.each<Deployment>(['cloud', 'data-center'])('what every connector promises, Jira %s', (deployment) => {
  test.each(connectorGuarantees)('$name', async ({ prove }) => {
    const harness = await openHarness(deployment)
    try {
      await prove(harness)
    } finally {
      await harness.close()
    }
  })
})
