import { putConnection, putPlan } from '@throughline/hub'
import { bulkData, type Simulator, startSimulator } from '@throughline/simulator'
import { freePort } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HubUnderTest, hubUnderTest, storedState, syncToEnd } from './hub-under-test.ts'

const head = 'plan: p\ntitle: P\nperiod: { start: 2026-01-01, end: 2026-12-31 }\n'

describe('bad input', () => {
  let simulator: Simulator
  let under: HubUnderTest
  let stored: readonly object[]

  const connectJira = (changed: { readonly baseUrl?: string; readonly token?: string; readonly scopes?: string[] }) =>
    putConnection(under.hub, 'jira', {
      kind: 'jira',
      baseUrl: changed.baseUrl ?? simulator.jiraUrl,
      auth: { ...simulator.jiraAuth, ...(changed.token === undefined ? {} : { token: changed.token }) },
      scopes: changed.scopes ?? ['BULK'],
    })

  beforeAll(async () => {
    simulator = await startSimulator({ data: bulkData({ seed: 3, jiraIssues: 300, githubIssues: 0 }) })
    under = await hubUnderTest({ redisUrl: null, works: true })
    await connectJira({})
    expect((await syncToEnd(under.hub, 'jira', 'full')).status).toBe('succeeded')
    stored = await storedState(under.database)
    expect(stored).toHaveLength(300)
  })

  afterAll(async () => {
    await under.close()
    await simulator.close()
  })

  it.each([
    {
      what: 'an unreachable tool',
      change: async () => ({ baseUrl: `http://127.0.0.1:${await freePort()}` }),
      code: 'jira.unreachable',
      says: /baseUrl/,
    },
    { what: 'a wrong token', change: async () => ({ token: 'wrong' }), code: 'jira.unauthorized', says: /token/ },
    {
      what: 'an unknown project',
      change: async () => ({ scopes: ['BULK', 'NOPE'] }),
      code: 'jira.unknown_project',
      says: /NOPE.*spelling/,
    },
  ])('$what fails the scope with a sentence that says what to do, and what was stored stays', async (trial) => {
    await connectJira(await trial.change())
    const sync = await syncToEnd(under.hub, 'jira', 'incremental')
    const failed = sync.scopes.filter((scope) => scope.status === 'failed')
    expect(sync.status).toBe(failed.length === sync.scopes.length ? 'failed' : 'partial')
    expect(failed.map((scope) => scope.error?.code)).toEqual([trial.code])
    expect(failed[0]?.error?.message).toMatch(trial.says)
    expect(await storedState(under.database)).toEqual(stored)
    await connectJira({})
    expect((await syncToEnd(under.hub, 'jira', 'incremental')).status).toBe('succeeded')
  })

  it.each([
    { what: 'an unknown field', text: `${head}objektives: []\n`, line: 4, says: /objectives/ },
    {
      what: 'a dangling reference',
      text: `${head}objectives:\n  - id: a\n    title: A\n    deliverables:\n      - id: d\n        title: D\n        dependsOn: [nowhere]\n`,
      line: 10,
      says: /nowhere/,
    },
    {
      what: 'a cycle',
      text: `${head}objectives:\n  - id: a\n    title: A\n    deliverables:\n      - { id: d, title: D, dependsOn: [e] }\n      - { id: e, title: E, dependsOn: [d] }\n`,
      line: 9,
      says: /d.*e|e.*d/,
    },
  ])('a plan with $what is refused with the line', async ({ text, line, says }) => {
    const refusal = putPlan(under.hub, 'p', { text, format: 'yaml', author: null, message: null }, { dryRun: false })
    await expect(refusal).rejects.toMatchObject({
      code: 'plan.invalid',
      faults: expect.arrayContaining([expect.objectContaining({ line, detail: expect.stringMatching(says) })]),
    })
  })
})
