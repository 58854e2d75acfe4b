import { parseInstant, type Source } from '@throughline/source'
import { type ConnectorHarness, connectorGuarantees } from '@throughline/testing'
import { describe, test } from 'vitest'
import { GithubSource } from './github-source.ts'
import { edit, NOW, numberOf, REPO, startGithub } from './test-github.ts'

const ISSUES = 150
const PULLS = 120

/** A simulated GitHub with a few pages of issues and pull requests; its clock and the hub's go on by the waits alone. */
async function openHarness(): Promise<ConnectorHarness> {
  const started = await startGithub({ issues: ISSUES, pulls: PULLS })
  const { simulator, clock } = started
  const { control } = simulator
  const sources: Source[] = []
  const hub = { now: NOW + 600_000 }
  const numbers = new Set(Array.from({ length: ISSUES + PULLS }, (_, index) => index + 1))
  const keyOf = (number: number) => `${REPO}#${number}`
  const thread = (number: number) => {
    const record = control.pull(REPO, number) ?? control.githubIssue(REPO, number)
    if (record === null) throw new Error(`there is no #${number}`)
    return record
  }
  const issue = (number: number) => {
    const record = control.githubIssue(REPO, number)
    if (record === null) throw new Error(`there is no issue #${number}`)
    return record
  }
  const model = issue(1)
  const wait = (ms: number) => {
    clock.now += ms
    hub.now += ms
  }
  return {
    scope: REPO,
    ownFaults: [
      { status: 403, headers: { 'retry-after': '2' }, body: { message: 'You have exceeded a secondary rate limit.' } },
      { status: 403, headers: { 'retry-after': '90' }, body: { message: 'You have exceeded a secondary rate limit.' } },
    ],
    unknownKey: keyOf(99_999),
    connect() {
      const { githubUrl: baseUrl, githubAuth: auth } = simulator
      const source = new GithubSource(
        { connection: 'github', kind: 'github', baseUrl, auth, deployment: 'cloud', estimateField: null },
        {
          clock: () => hub.now,
          log: { debug: () => undefined, info: () => undefined, warn: () => undefined },
          allowPrivateHosts: true,
          http: {
            headersTimeoutMs: 300,
            sleep: (ms) => {
              wait(ms)
              return Promise.resolve()
            },
          },
        },
        { wholeMax: 100, range: 100 },
      )
      sources.push(source)
      return source
    },
    truth: () =>
      new Map([...numbers].map((number) => [keyOf(number), parseInstant(thread(number).updated_at) ?? Number.NaN])),
    wait,
    create() {
      const number = 1000 + numbers.size
      const created_at = new Date(clock.now).toISOString().replace(/\.\d{3}Z$/, 'Z')
      const fresh = { state: 'open', state_reason: null, closed_at: null, created_at } as const
      control.upsertGithubIssue(REPO, { ...model, ...fresh, id: 700_000_000 + number, number })
      numbers.add(number)
      return keyOf(number)
    },
    edit: (key) => edit(started, numberOf(key)),
    remove(key) {
      control.deleteGithubIssue(REPO, numberOf(key))
      numbers.delete(numberOf(key))
    },
    poison() {
      control.upsertGithubIssue(REPO, { ...issue(33), state: 'closed', closed_at: 'soon' })
      return keyOf(33)
    },
    failNext: (fault) => control.failNext({ ...fault, match: { tool: 'github' } }),
    requests: () => control.requests('github').length,
    revoke: () => control.revokeToken('github'),
    async close() {
      await Promise.all(sources.map((source) => source.close()))
      await started.close()
    },
  }
}

describe('what every connector promises', () => {
  test.each(connectorGuarantees)('$name', async ({ prove }) => {
    const harness = await openHarness()
    try {
      await prove(harness)
    } finally {
      await harness.close()
    }
  })
})
