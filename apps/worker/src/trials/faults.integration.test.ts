import { putConnection, startSync } from '@throughline/hub'
import type { Fault, Simulator, Tool } from '@throughline/simulator'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startBulkTools } from './bulk-tools.ts'
import { endOfSync, type HubUnderTest, hubUnderTest, storedState } from './hub-under-test.ts'
import { hurryWaits } from './hurry-waits.ts'
import { type Alter, tapWire, type WireTap } from './wire-tap.ts'

/** A tool that hangs is left after a moment; the rest is as patient as ever, in smaller steps. */
const http = { headersTimeoutMs: 400, bodyTimeoutMs: 400, backoffMs: 10, backoffMaxMs: 50, sleepMaxMs: 200 }

const lists: Readonly<Record<Tool, string>> = { jira: '/search/jql', github: '/issues' }
const kinds: readonly Tool[] = ['jira', 'github']

const html = { headers: { 'content-type': 'text/html' }, body: '<html><h1>502 Bad Gateway</h1></html>' }
const secondary = {
  message: 'You have exceeded a secondary rate limit.',
  documentation_url: 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
}

/** What goes wrong, in words, and how; each strikes in the middle of a list. */
const faults: Readonly<Record<string, Fault>> = {
  'an error of the tool itself': { status: 500 },
  'a gateway’s page in HTML': { status: 502, ...html },
  'JSON that ends in the middle': { kind: 'truncate' },
  'an answer cut off': { kind: 'cut' },
  'a connection that breaks': { kind: 'reset' },
  'a tool that hangs': { kind: 'hang' },
  'a limit that names its end': { status: 429, headers: { 'retry-after': '1' } },
  'a limit that names no end': { status: 429 },
  'a limit by date': { status: 503, headers: { 'retry-after': new Date(Date.now() + 1_000).toUTCString() } },
  'an empty answer': { status: 200, body: '' },
  'HTML in place of JSON': { status: 200, ...html },
  'JSON of another shape': { status: 200, body: { hello: 'world' } },
  'the secondary limit': { match: { tool: 'github' }, status: 403, body: secondary, headers: { 'retry-after': '1' } },
}

describe('a sync that meets', () => {
  let simulator: Simulator
  let taps: Readonly<Record<Tool, WireTap>>
  let expected: readonly object[]
  let under: HubUnderTest

  beforeAll(async () => {
    simulator = await startBulkTools({ jiraIssues: 350, githubIssues: 180, pulls: 120 })
    taps = { jira: await tapWire(simulator.jiraUrl), github: await tapWire(simulator.githubUrl) }
    under = await open()
    expect(await syncBoth()).toEqual(['succeeded', 'succeeded'])
    expected = await storedState(under.database)
    expect(expected).toHaveLength(650)
    await under.close()
  })

  beforeEach(async () => {
    under = await open()
  })

  afterEach(async () => {
    simulator.control.clearFaults()
    for (const kind of kinds) taps[kind].alter(null)
    await under.close()
  })

  afterAll(async () => {
    await Promise.all(kinds.map((kind) => taps[kind].close()))
    await simulator.close()
  })

  async function open(): Promise<HubUnderTest> {
    const opened = await hubUnderTest({ redisUrl: null, works: true, http })
    const { jiraAuth, githubAuth } = simulator
    const { jira, github } = taps
    await putConnection(opened.hub, 'jira', { kind: 'jira', baseUrl: jira.url, auth: jiraAuth, scopes: ['BULK'] })
    const scopes = ['bulk/load']
    await putConnection(opened.hub, 'github', { kind: 'github', baseUrl: github.url, auth: githubAuth, scopes })
    return opened
  }

  /** Syncs both tools in full; waits that they ask for pass at once. */
  async function syncBoth(): Promise<readonly string[]> {
    const syncs = await Promise.all(kinds.map((kind) => startSync(under.hub, kind, { mode: 'full' })))
    const stop = hurryWaits(under)
    try {
      const ends = await Promise.all(syncs.map(({ id }) => endOfSync(under.hub, id)))
      return ends.map(({ status, scopes }) => scopes[0]?.error?.message ?? status)
    } finally {
      await stop()
    }
  }

  const struck = () => simulator.control.requests().filter((request) => request.fault !== null).length

  it.each(Object.entries(faults))('%s ends in the state of an undisturbed run', async (_name, fault) => {
    simulator.control.clearRequests()
    const struckKinds = kinds.filter((kind) => (fault.match?.tool ?? kind) === kind)
    for (const tool of struckKinds) {
      simulator.control.failNext({ ...fault, match: { tool, path: lists[tool] }, skip: 1 })
    }
    expect(await syncBoth()).toEqual(['succeeded', 'succeeded'])
    expect(struck()).toBe(struckKinds.length)
    expect(await storedState(under.database)).toEqual(expected)
  })

  it('twelve faults in a row ends in the state of an undisturbed run', async () => {
    simulator.control.clearRequests()
    for (const tool of kinds) {
      const own = Object.values(faults).filter((fault) => fault.match === undefined)
      for (const fault of own) simulator.control.failNext({ ...fault, match: { tool, path: lists[tool] }, skip: 1 })
    }
    expect(await syncBoth()).toEqual(['succeeded', 'succeeded'])
    expect(struck()).toBe(24)
    expect(await storedState(under.database)).toEqual(expected)
  })

  it('issues that seem to be switched off for a moment finds them all the same', async () => {
    simulator.control.failNext({ match: { tool: 'github', path: '/issues' }, skip: 1, status: 410 })
    expect(await syncBoth()).toEqual(['succeeded', 'succeeded'])
    expect(await storedState(under.database)).toEqual(expected)
  })

  const searches: Readonly<Record<string, () => Alter>> = {
    'a page token that comes again': () =>
      once(({ sent, json }) =>
        sent?.nextPageToken === undefined ? json : { ...json, nextPageToken: sent.nextPageToken },
      ),
    'an empty page with a token': () => {
      let held: unknown = null
      return ({ sent, json }) => {
        if (sent?.nextPageToken === 'more') return held
        if (held !== null || sent?.nextPageToken === undefined) return json
        held = json
        return { issues: [], isLast: false, nextPageToken: 'more' }
      }
    },
    'pages that do not say whether they are the last': () => {
      return ({ json: { isLast: _, ...rest } }) => rest
    },
  }

  it.each(Object.entries(searches))('%s ends in the state of an undisturbed run', async (_name, makeAlter) => {
    const alter = makeAlter()
    let altered = 0
    taps.jira.alter((answer) => {
      const fields = answer.sent?.fields
      const isWalk = answer.path.endsWith('/search/jql') && Array.isArray(fields) && fields.length > 1
      const said = isWalk ? alter(answer) : answer.json
      if (said !== answer.json) altered += 1
      return said
    })
    expect(await syncBoth()).toEqual(['succeeded', 'succeeded'])
    expect(altered).toBeGreaterThan(0)
    expect(await storedState(under.database)).toEqual(expected)
  })
})

/** Alters the first answer that it changes at all, and none after it. */
function once(alter: Alter): Alter {
  let isDone = false
  return (answer) => {
    const said = isDone ? answer.json : alter(answer)
    isDone ||= said !== answer.json
    return said
  }
}
