import { putConnection, requireSync, retrySync, startSync } from '@throughline/hub'
import type { Simulator, Tool } from '@throughline/simulator'
import { until } from '@throughline/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectBulkTools, startBulkTools } from './bulk-tools.ts'
import {
  endOfSync,
  type HubUnderTest,
  hubUnderTest,
  type StoredItem,
  storedState,
  syncToEnd,
} from './hub-under-test.ts'

const kinds: readonly Tool[] = ['jira', 'github']

describe('a tool that', () => {
  let simulator: Simulator
  let under: HubUnderTest
  /** What is stored while nobody changes anything. */
  let unchanged: readonly StoredItem[]

  beforeAll(async () => {
    simulator = await startBulkTools({ jiraIssues: 550, githubIssues: 330, pulls: 120 }, { jira: { pageMax: 37 } })
    unchanged = await undisturbed()
    expect(unchanged).toHaveLength(1_000)
  })

  beforeEach(async () => {
    under = await hubUnderTest({ redisUrl: null, works: true })
    await connectBulkTools(under.hub, simulator)
  })

  afterEach(async () => {
    simulator.control.clearFaults()
    for (const kind of kinds) simulator.control.setClockOffset(kind, 0)
    await under.close()
  })

  afterAll(() => simulator.close())

  /** What a hub of its own holds after a sync that nothing disturbed. */
  async function undisturbed(): Promise<readonly StoredItem[]> {
    const other = await hubUnderTest({ redisUrl: null, works: true })
    try {
      await connectBulkTools(other.hub, simulator)
      for (const kind of kinds) expect((await syncToEnd(other.hub, kind, 'full')).status).toBe('succeeded')
      return await storedState(other.database)
    } finally {
      await other.close()
    }
  }

  /** Pages of the list in question, not those of a census. */
  const pagesAsked = (kind: Tool) =>
    simulator.control.requests(kind).filter(({ path, query, body, status }) => {
      if (status !== 200) return false
      if (kind === 'github') return path.endsWith('/issues') && query.sort === 'updated'
      return path.endsWith('/search/jql') && JSON.stringify(body).includes('"status"')
    }).length

  it.each([
    { kind: 'jira', path: '/search/jql', status: 401, code: 'jira.unauthorized', says: /new token/, passing: 5 },
    { kind: 'jira', path: '/search/jql', status: 410, code: 'jira.endpoint_removed', says: /Update/, passing: 5 },
    { kind: 'jira', path: '/search/jql', status: 403, code: 'jira.forbidden', says: /Sign in/, passing: 5 },
    { kind: 'github', path: '/issues', status: 401, code: 'github.unauthorized', says: /new token/, passing: 2 },
    { kind: 'github', path: '/issues', status: 403, code: 'github.forbidden', says: /read access/, passing: 2 },
  ] as const)(
    'answers $kind with $status from some page on fails the sync with a sentence; a retry resumes there',
    async (trial) => {
      const { kind, path, status, code, says, passing } = trial
      simulator.control.clearRequests()
      simulator.control.failNext({ match: { tool: kind, path }, skip: passing, status, times: 1_000 })
      const { id } = await startSync(under.hub, kind, { mode: 'full' })
      const failed = await endOfSync(under.hub, id)
      expect(failed).toMatchObject({
        status: 'failed',
        scopes: [{ error: { code, message: expect.stringMatching(says) } }],
      })

      simulator.control.clearFaults()
      const before = pagesAsked(kind)
      if (status === 401) {
        simulator.control.setToken(kind, `new-${kind}-token`)
        const scopes = kind === 'jira' ? ['BULK'] : ['bulk/load']
        const auth =
          kind === 'jira'
            ? { ...simulator.jiraAuth, token: 'new-jira-token' }
            : { ...simulator.githubAuth, token: 'new-github-token' }
        const baseUrl = kind === 'jira' ? simulator.jiraUrl : simulator.githubUrl
        await putConnection(under.hub, kind, { kind, baseUrl, auth, scopes })
      }
      await retrySync(under.hub, id)
      expect(await endOfSync(under.hub, id)).toMatchObject({ status: 'succeeded' })
      const pages = Math.ceil(kind === 'jira' ? 550 / 37 : 450 / 100)
      expect(before).toBeGreaterThan(0)
      // A list that goes on by the time of the last update repeats what shares that instant, at most one page in all.
      expect(pagesAsked(kind)).toBeGreaterThanOrEqual(pages)
      expect(pagesAsked(kind)).toBeLessThanOrEqual(pages + 1)
      simulator.control.setToken('jira', simulator.jiraAuth.token)
      simulator.control.setToken('github', simulator.githubAuth.token)
      const expected = unchanged.filter((item) => item.connection_id === kind)
      const held = await storedState(under.database)
      // Pull requests of GitHub name issues of Jira, which this hub has not.
      const alone = ({ references: _, ...item }: StoredItem) => item
      expect(held.map(alone)).toEqual(expected.map(alone))
      expect((await requireSync(under.hub, id)).scopes[0]).toMatchObject({ error: null, saved: held.length })
    },
  )

  it.each([
    { minutes: 10, number: 7 },
    { minutes: -10, number: 9 },
  ])('has its clock $minutes minutes off hides no change', async ({ minutes, number }) => {
    for (const kind of kinds) simulator.control.setClockOffset(kind, minutes * 60_000)
    for (const kind of kinds) expect((await syncToEnd(under.hub, kind, 'full')).status).toBe('succeeded')
    expect(await storedState(under.database)).toEqual(await undisturbed())
    changeBoth(number, `Changed at ${minutes}`)
    for (const kind of kinds) expect((await syncToEnd(under.hub, kind, 'incremental')).status).toBe('succeeded')
    // Set right, which turns the clock back or forth between two walks.
    for (const kind of kinds) simulator.control.setClockOffset(kind, 0)
    changeBoth(number + 1, `Changed after ${minutes}`)
    for (const kind of kinds) expect((await syncToEnd(under.hub, kind, 'incremental')).status).toBe('succeeded')
    const held = await storedState(under.database)
    expect(held.filter(({ title }) => /^Changed/.test(title) && title.endsWith(` ${minutes}`))).toHaveLength(4)
    expect(held).toEqual(await undisturbed())
  })

  it('turns its clock back between two edits of an issue is believed by the next full refresh', async () => {
    for (const kind of kinds) simulator.control.setClockOffset(kind, 10 * 60_000)
    changeBoth(11, 'Edited early')
    for (const kind of kinds) expect((await syncToEnd(under.hub, kind, 'full')).status).toBe('succeeded')
    for (const kind of kinds) simulator.control.setClockOffset(kind, 0)
    changeBoth(11, 'Edited late')
    for (const kind of kinds) expect((await syncToEnd(under.hub, kind, 'full')).status).toBe('succeeded')
    const held = await storedState(under.database)
    expect(held.filter(({ title }) => title === 'Edited late')).toHaveLength(2)
    expect(held).toEqual(await undisturbed())
  })

  function changeBoth(number: number, title: string): void {
    const { control } = simulator
    control.patchJiraIssue(`BULK-${number}`, { summary: title })
    const issue = control.githubIssue('bulk/load', number)
    if (issue === null) throw new Error(`The tool holds no issue ${number}.`)
    control.upsertGithubIssue('bulk/load', { ...issue, title })
  }

  it('renames a repository in mid-run loses nothing', async () => {
    const isRenamed = renameAfter(3)
    expect((await syncToEnd(under.hub, 'github', 'full')).status).toBe('succeeded')
    expect(await isRenamed).toBe(true)
    // Pages read before have the addresses of then.
    const withoutAddress = ({ references: _, ...item }: StoredItem) => ({ ...item, url: '' })
    const held = (await storedState(under.database)).map(withoutAddress)
    const expected = (await undisturbed()).filter((item) => item.connection_id === 'github')
    expect(held).toEqual(expected.map(withoutAddress))
    simulator.control.renameRepo('bulk/renamed', 'bulk/load')
  })

  /** Renames the repository when so many pages of its issues were asked for. */
  async function renameAfter(pages: number): Promise<boolean> {
    simulator.control.clearRequests()
    await until(() => pagesAsked('github') >= pages, { what: `${pages} pages were read`, everyMs: 1 })
    simulator.control.renameRepo('bulk/load', 'bulk/renamed')
    return true
  }
})
