import { putConnection } from '@throughline/hub'
import type { Simulator } from '@throughline/simulator'
import type { SyncRecord } from '@throughline/store'
import { settableClock } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBulkTools } from './bulk-tools.ts'
import { type HubUnderTest, hubUnderTest, syncToEnd } from './hub-under-test.ts'
import { type Alter, tapWire, type WireTap } from './wire-tap.ts'

/** Longer than anything a person writes, as pasted log files are. */
const endless = 'x'.repeat(5 * 1024 * 1024)
const unstorable = 'Pump \u0000 fails \ud83d again'
const stored = 'Pump  fails \ufffd again'

type Fields = Readonly<Record<string, unknown>>

/** What Jira says of single issues, in place of the truth. */
const poisonedIssues: Readonly<Record<string, { readonly key?: unknown; readonly fields?: Fields }>> = {
  'BULK-1': { fields: { summary: unstorable, labels: [17, null, 'ok\u0000'], components: 'none', assignee: 42 } },
  'BULK-2': { fields: { summary: endless } },
  'BULK-3': { fields: { parent: 'BULK-1', resolution: [], issuetype: 'Bug', customfield_10016: 'many' } },
  'BULK-4': { fields: { status: null } },
  'BULK-5': { fields: { created: 'yesterday' } },
  'BULK-6': { key: 17 },
}

const poisonIssue = (issue: { readonly key?: unknown; readonly fields?: Fields }) => {
  const poison = poisonedIssues[String(issue.key)] ?? {}
  // A census asks for keys alone.
  return {
    ...issue,
    ...poison,
    ...(issue.fields === undefined ? {} : { fields: { ...issue.fields, ...poison.fields } }),
  }
}

const poisonJira: Alter = ({ path, json }) => {
  if (Array.isArray(json.issues)) return { ...json, issues: json.issues.map(poisonIssue) }
  return /\/issue\/[^/]+$/.test(path.split('?')[0] ?? '') ? poisonIssue(json) : json
}

/** The same for GitHub, where 1 to 30 are issues and 31 to 40 pull requests. */
const poisonedThreads: Readonly<Record<number, Fields>> = {
  1: { title: unstorable, labels: [{ name: 'ok\u0000' }, { name: 17 }, null], assignees: 'nobody', milestone: 'v1' },
  2: { title: endless },
  3: { state: 'ajar' },
  4: { created_at: 'yesterday' },
  5: { number: 'five' },
  31: { body: `${endless} BULK-1 \u0000 \ud83d`, head: { ref: 7 } },
  32: { updated_at: null },
}

const poisonThread = (thread: { readonly number?: unknown }) => ({
  ...thread,
  ...poisonedThreads[Number(thread.number)],
})

const poisonGithub: Alter = ({ path, json }) => {
  if (!/\/(issues|pulls)(\/\d+)?(\?|$)/.test(path)) return json
  return Array.isArray(json) ? json.map(poisonThread) : poisonThread(json)
}

describe('poisoned records', () => {
  const clock = settableClock('2026-03-02T08:00:00Z')
  let simulator: Simulator
  let under: HubUnderTest
  const taps: WireTap[] = []
  const alterAll = (jira: Alter | null, github: Alter | null) => {
    taps[0]?.alter(jira)
    taps[1]?.alter(github)
  }

  beforeAll(async () => {
    simulator = await startBulkTools({ jiraIssues: 40, githubIssues: 30, pulls: 10 }, { clock })
    under = await hubUnderTest({ redisUrl: null, works: true, clock })
    const { jiraAuth, githubAuth } = simulator
    taps.push(await tapWire(simulator.jiraUrl), await tapWire(simulator.githubUrl))
    const [jira, github] = taps.map((tap) => tap.url)
    await putConnection(under.hub, 'jira', { kind: 'jira', baseUrl: jira ?? '', auth: jiraAuth, scopes: ['BULK'] })
    const scopes = ['bulk/load']
    await putConnection(under.hub, 'github', { kind: 'github', baseUrl: github ?? '', auth: githubAuth, scopes })
  })

  afterAll(async () => {
    await under.close()
    await Promise.all(taps.map((tap) => tap.close()))
    await simulator.close()
  })

  const titleOf = async (key: string) => {
    const { rows } = await under.database.pool.query<{ title: string }>('select title from item where key = $1', [key])
    return rows[0]?.title
  }
  const held = async (connection: string) => {
    const sql = 'select key from item where connection_id = $1 and tombstone_kind is null'
    return (await under.database.pool.query(sql, [connection])).rowCount
  }
  const syncEach = async (mode: 'full' | 'incremental') => ({
    jira: told(await syncToEnd(under.hub, 'jira', mode)),
    github: told(await syncToEnd(under.hub, 'github', mode)),
  })
  const told = ({ status, scopes: [scope] }: SyncRecord) => ({
    status,
    entries: scope?.entries,
    matched: scope?.matched,
    unreadable: [...new Set(scope?.quarantined.map(({ key }) => key))].sort(),
    reasons: scope?.quarantined.every(({ reason }) => /could not be read/.test(reason)),
  })
  const incomplete = {
    jira: { status: 'succeeded', entries: 40, matched: 37, unreadable: ['BULK-4', 'BULK-5', null], reasons: true },
    github: {
      status: 'succeeded',
      entries: 40,
      matched: 36,
      unreadable: ['bulk/load#3', 'bulk/load#32', 'bulk/load#4', null],
      reasons: true,
    },
  }

  it('are stored as far as they can be read, or named with what was wrong, and the rest of their page goes on', async () => {
    alterAll(poisonJira, poisonGithub)
    expect(await syncEach('full')).toEqual(incomplete)
    expect(await titleOf('BULK-1')).toBe(stored)
    expect(await titleOf('bulk/load#1')).toBe(stored)
    expect((await titleOf('BULK-2'))?.length).toBe(endless.length)
    expect((await titleOf('bulk/load#2'))?.length).toBe(endless.length)
    const { rows } = await under.database.pool.query(
      `select key, labels, components, assignee, parent_key, estimate from item where key in ('BULK-1', 'BULK-3') order by key`,
    )
    expect(rows).toEqual([
      { key: 'BULK-1', labels: ['ok'], components: [], assignee: null, parent_key: null, estimate: null },
      expect.objectContaining({ key: 'BULK-3', parent_key: null, estimate: null }),
    ])
  })

  it('count as missing whenever the hub looks again', async () => {
    expect(await syncEach('full')).toEqual(incomplete)
    clock.advance(25 * 60 * 60_000)
    expect(await syncEach('incremental')).toEqual(incomplete)
  })

  it('are taken in once they can be read', async () => {
    alterAll(null, null)
    clock.advance(25 * 60 * 60_000)
    const whole = { status: 'succeeded', entries: 40, matched: 40, unreadable: [], reasons: true }
    expect(await syncEach('incremental')).toEqual({ jira: whole, github: whole })
    expect([await held('jira'), await held('github')]).toEqual([40, 40])
  })

  it('do not take away what was stored of them before', async () => {
    alterAll(poisonJira, poisonGithub)
    clock.advance(60_000)
    const { jira, github } = await syncEach('full')
    // What is held but not shown is asked for by its key, and then it is known which one cannot be read.
    const unreadable = (list: readonly (string | null)[], key: string) => [...list, key].sort()
    const { unreadable: inJira } = incomplete.jira
    const { unreadable: inGithub } = incomplete.github
    expect(jira).toEqual({ ...incomplete.jira, matched: 39, unreadable: unreadable(inJira, 'BULK-6') })
    expect(github).toEqual({ ...incomplete.github, matched: 39, unreadable: unreadable(inGithub, 'bulk/load#5') })
    expect([await held('jira'), await held('github')]).toEqual([40, 40])
  })
})
