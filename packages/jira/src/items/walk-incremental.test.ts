import { bulkData } from '@throughline/simulator'
import type { Page } from '@throughline/source'
import { afterEach, describe, expect, test } from 'vitest'
import { atOf, keys, latest, markOf, NOW, newer, stamp, startJira, type TestJira, walk } from '../test-jira.ts'
import { OVERLAP_MINUTES } from './mark.ts'

const MINUTE = 60_000
let jira: TestJira | null = null
afterEach(() => jira?.close())

async function start(options: Parameters<typeof startJira>[0] = {}): Promise<TestJira> {
  jira = await startJira(options)
  return jira
}

/** Replaces the answers of coming searches. */
function answerSearch({ simulator }: TestJira, ...bodies: readonly object[]): void {
  for (const body of bodies) simulator.control.failNext({ match: { path: '/search/jql' }, status: 200, body })
}

const issue = (key: string, updated = '2026-01-01T00:00:00.000+0000') => ({
  id: key.slice(5),
  key,
  fields: {
    status: { name: 'Open', statusCategory: { key: 'new' } },
    created: '2026-01-01T00:00:00.000+0000',
    updated,
  },
})

describe('an incremental walk', () => {
  test('costs two requests when nothing is new, however long, and gives nothing again', async () => {
    const { source, clock } = await start()
    const full = await walk(source)
    let mark = markOf(full)
    for (const minutes of [1, 15, 60 * 24 * 400]) {
      clock.now += minutes * MINUTE
      const pages = await walk(source, { since: mark })
      expect(pages).toMatchObject([{ requests: 2, next: null, records: [] }])
      expect(atOf(pages)).toBe(atOf(full))
      mark = markOf(pages)
    }
  })

  test('gives an issue again that Jira shows otherwise than before, though its update did not move', async () => {
    const { source, simulator } = await start()
    const full = await walk(source)
    const newest = full.flatMap((page) => page.records).toSorted((one, other) => other.updatedAt - one.updatedAt)[0]
    const issue = simulator.control.jiraIssue(newest?.key ?? '')
    if (issue === null) throw new Error('there is no newest issue')
    const relabelled = { ...issue, fields: { ...issue.fields, labels: ['relabelled'] } }
    simulator.control.upsertJiraIssue(relabelled, { touch: false })
    const pages = await walk(source, { since: markOf(full) })
    expect(pages.flatMap((page) => page.records)).toMatchObject([{ key: issue.key, labels: ['relabelled'] }])
  })

  test.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Kathmandu'])(
    'finds what changed since its mark, whatever the account’s zone (%s)',
    async (accountTimeZone) => {
      const data = bulkData({ seed: 2, jiraIssues: 20, githubIssues: 0, until: NOW - 86_400_000 })
      const { source, clock, simulator } = await start({
        data: { ...data, jira: data.jira.map((site) => ({ ...site, accountTimeZone })) },
      })
      const mark = markOf(await walk(source))
      clock.now += 1000
      simulator.control.patchJiraIssue('BULK-3', { summary: 'changed' })
      clock.now += 90 * MINUTE
      simulator.control.patchJiraIssue('BULK-4', { summary: 'changed' })
      const pages = await walk(source, { since: mark })
      expect(keys(newer(pages, mark))).toEqual(['BULK-3', 'BULK-4'])
      // A window counted in another zone would begin hours away.
      const stamps = pages.flatMap((page) => page.records.map(({ updatedAt }) => updatedAt))
      expect(Math.min(...stamps)).toBeGreaterThanOrEqual(Number(mark.at) - 4 * MINUTE)
    },
  )

  test('finds a change that the search index showed only after the walk that should have', async () => {
    const { source, clock, simulator } = await start({ jira: { indexLagMs: 5 * MINUTE } })
    simulator.control.patchJiraIssue('BULK-3', { summary: 'changed' })
    const mark = markOf(await walk(source))
    clock.now += OVERLAP_MINUTES * MINUTE
    const records = newer(await walk(source, { since: mark }), mark).flatMap((page) => page.records)
    expect(records.map(({ title }) => title)).toEqual(['changed'])
  })

  test('finds a change that the search index showed later than a newer one', async () => {
    const { source, clock, simulator } = await start()
    simulator.control.patchJiraIssue('BULK-4', { summary: 'changed' })
    const mark = markOf(await walk(source))
    expect(mark.at).toBe(NOW - OVERLAP_MINUTES * MINUTE)
    stamp(simulator, 'BULK-3', NOW - OVERLAP_MINUTES * MINUTE)
    clock.now += MINUTE
    expect(keys(await walk(source, { since: mark }))).toEqual(['BULK-3'])
  })

  test('finds what an earlier state of Jira, with stamps years before its clock, is replaced by', async () => {
    const began = NOW - 3 * 365 * 86_400_000
    const data = bulkData({ seed: 3, jiraIssues: 120, githubIssues: 0, until: began })
    const { source, clock, simulator, connect } = await start({ data })
    const before = await walk(source)
    expect(atOf(before)).toBeLessThanOrEqual(began)
    clock.now += 15 * MINUTE
    for (let number = 1; number <= 110; number += 1) stamp(simulator, `BULK-${number}`, began + number * 1000)
    const after = await walk(source, { since: markOf(before) })
    expect(latest([...before, ...after])).toEqual(latest(await walk(connect())))
    expect(atOf(after)).toBe(began + 110_000)
    stamp(simulator, 'BULK-7', began + 111_000)
    expect(keys(newer(await walk(source, { since: markOf(after) }), markOf(after)))).toEqual(['BULK-7'])
  })

  test('goes back by the length of the walk before, so that a slow clock hides no edit that it passed by', async () => {
    const slow = 5 * 60 * MINUTE
    const { source, clock, simulator } = await start()
    const pages: Page[] = []
    for await (const page of source.walk({
      scope: 'BULK',
      since: null,
      from: null,
      signal: AbortSignal.timeout(30_000),
    })) {
      pages.push(page)
      // More than what a query reaches back by itself.
      clock.now += 10 * MINUTE
      if (pages.length === 1) stamp(simulator, 'BULK-1', clock.now - slow)
      if (pages.length === 2) stamp(simulator, 'BULK-250', clock.now - slow)
    }
    expect(keys(await walk(source, { since: markOf(pages) }))).toEqual(expect.arrayContaining(['BULK-1', 'BULK-250']))
  })

  test('after one that found an empty project finds what comes into it, however old its stamp', async () => {
    const { source, simulator } = await start()
    const record = simulator.control.jiraIssue('BULK-1')
    for (let number = 1; number <= 250; number += 1) simulator.control.deleteJiraIssue(`BULK-${number}`)
    const empty = await walk(source)
    expect(keys(empty)).toEqual([])
    const still = await walk(source, { since: markOf(empty) })
    expect(still).toMatchObject([{ requests: 2, records: [], mark: { at: null } }])
    if (record === null) throw new Error('there is no BULK-1 to bring back')
    simulator.control.upsertJiraIssue(record, { touch: false })
    expect(keys(await walk(source, { since: markOf(still) }))).toEqual(['BULK-1'])
  })

  test('whose mark lies ahead of Jira’s clock walks everything, and leaves a mark that does not', async () => {
    const { source, clock, simulator } = await start()
    simulator.control.patchJiraIssue('BULK-3', { summary: 'changed' })
    const mark = markOf(await walk(source))
    clock.now -= 60 * MINUTE
    simulator.control.patchJiraIssue('BULK-4', { summary: 'changed' })
    clock.now += 20 * MINUTE
    const pages = await walk(source, { since: mark })
    expect(keys(pages)).toHaveLength(250)
    expect(atOf(pages)).toBe(clock.now - OVERLAP_MINUTES * MINUTE)
    clock.now += MINUTE
    expect(await walk(source, { since: markOf(pages) })).toMatchObject([{ requests: 2 }])
  })

  test('of stamps ahead of Jira’s clock stays within that clock, and so misses nothing stamped by it', async () => {
    const { source, clock, simulator } = await start()
    stamp(simulator, 'BULK-3', NOW + 86_400_000)
    const mark = markOf(await walk(source))
    expect(mark.at).toBe(NOW - OVERLAP_MINUTES * MINUTE)
    clock.now += MINUTE
    simulator.control.patchJiraIssue('BULK-4', { summary: 'changed' })
    expect(keys(await walk(source, { since: mark }))).toEqual(['BULK-4'])
  })

  test('that outlasts its overlap asks anew, before an issue can fall out of its window', async () => {
    const started = await start()
    const { source, clock, simulator } = started
    const mark = markOf(await walk(source))
    clock.now += MINUTE
    for (let number = 1; number <= 150; number += 1) simulator.control.patchJiraIssue(`BULK-${number}`, { labels: [] })
    const changed = Array.from({ length: 150 }, (_, index) => `BULK-${index + 1}`).sort()
    const pages = await walk(source, { since: mark, pages: 1 })
    // The worker is gone for hours; the window has slid past everything by then.
    clock.now += 300 * MINUTE
    const rest = await walk(source, { since: mark, from: pages[0]?.next ?? null })
    expect(keys(newer(rest, mark))).toEqual(changed)
    // The walk took hours, so the next one goes hours back.
    expect(markOf(rest).at).toBe(NOW + MINUTE - 300 * MINUTE)
    const again = await walk(source, { since: markOf(rest) })
    expect(atOf(again)).toBe(NOW + MINUTE)
  })

  test('that asks anew takes tokens it has seen before for new ones', async () => {
    const started = await start()
    const { source, clock } = started
    const mark = markOf(await walk(source))
    answerSearch(
      started,
      { issues: [issue('BULK-1')], nextPageToken: 'a' },
      { issues: [issue('BULK-2')], nextPageToken: 'b' },
      { issues: [issue('BULK-3')] },
      { issues: [issue('BULK-1')], nextPageToken: 'a' },
      { issues: [issue('BULK-2')], nextPageToken: 'b' },
      { issues: [issue('BULK-3')] },
    )
    const found: string[] = []
    for await (const page of source.walk({
      scope: 'BULK',
      since: mark,
      from: null,
      signal: AbortSignal.timeout(30_000),
    })) {
      found.push(...page.records.map(({ key }) => key))
      if (found.length === 1) clock.now += 60 * MINUTE
    }
    expect(found).toEqual(['BULK-1', 'BULK-2', 'BULK-3', 'BULK-1', 'BULK-2', 'BULK-3'])
  })

  test('looks the estimate field up again when the connection names another', async () => {
    const { source, connect, simulator } = await start()
    const mark = markOf(await walk(source))
    simulator.control.clearRequests()
    await walk(connect({ estimateField: 'story points' }), { since: mark })
    expect(simulator.control.counts()['jira GET /rest/api/3/field']).toBe(1)
  })
})
