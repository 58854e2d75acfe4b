import { bulkData, type JiraIssueRecord } from '@throughline/simulator'
import { afterEach, describe, expect, test } from 'vitest'
import { atOf, keys, markOf, NOW, newer, startJira, type TestJira, walk } from '../test-jira.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let jira: TestJira | null = null
afterEach(async () => {
  await jira?.close()
  jira = null
})

async function start(options: Parameters<typeof startJira>[0] = {}): Promise<TestJira> {
  jira = await startJira({ issues: 40, ...options })
  return jira
}

const DEPLOYMENTS = ['cloud', 'data-center'] as const

describe.each(DEPLOYMENTS)('on %s', (deployment) => {
  const options = { jira: { deployment } }

  test.each([
    ['Pacific/Kiritimati', 'America/Los_Angeles'],
    ['America/Los_Angeles', 'Asia/Kathmandu'],
  ])('an account that moves from %s to %s between two walks loses no change', async (from, to) => {
    const { source, clock, simulator } = await start(options)
    simulator.control.setJiraZone(from)
    const mark = markOf(await walk(source))
    clock.now += 1000
    simulator.control.patchJiraIssue('BULK-3', { summary: 'changed' })
    simulator.control.setJiraZone(to)
    clock.now += 90 * MINUTE
    const pages = await walk(source, { since: mark })
    expect(keys(newer(pages, mark))).toEqual(['BULK-3'])
    const stamps = pages.flatMap(({ records }) => records.map(({ updatedAt }) => updatedAt))
    expect(Math.min(...stamps)).toBeGreaterThanOrEqual(Number(mark.at) - 4 * MINUTE)
  })

  test.each([
    ['forward', Date.UTC(2026, 2, 29, 0, 40)],
    ['back', Date.UTC(2026, 9, 25, 0, 40)],
  ])('a change in the hour in which the clocks go %s is found', async (_direction, at) => {
    const data = bulkData({ seed: 6, jiraIssues: 40, githubIssues: 0, until: at - DAY })
    const zoned = data.jira.map((site) => ({ ...site, accountTimeZone: 'Europe/Berlin' }))
    const { source, clock, simulator } = await start({ ...options, data: { ...data, jira: zoned } })
    clock.now = at
    const mark = markOf(await walk(source))
    const edits = new Map([5, 25, 55, 85].map((minutes, index) => [`BULK-${index + 1}`, minutes]))
    for (const [key, minutes] of edits) {
      clock.now = at + minutes * MINUTE
      simulator.control.patchJiraIssue(key, { summary: 'changed' })
    }
    clock.now = at + 2 * HOUR
    expect(keys(newer(await walk(source, { since: mark }), mark))).toEqual([...edits.keys()])
  })

  test.each([10, -10])('a tool whose clock is %i minutes off loses no change', async (minutes) => {
    const { source, clock, simulator } = await start(options)
    simulator.control.setClockOffset('jira', minutes * MINUTE)
    simulator.control.patchJiraIssue('BULK-1', { summary: 'changed' })
    const mark = markOf(await walk(source))
    for (const key of ['BULK-2', 'BULK-3']) {
      clock.now += 20_000
      simulator.control.patchJiraIssue(key, { summary: 'changed' })
    }
    expect(keys(await walk(source, { since: mark }))).toEqual(['BULK-2', 'BULK-3'])
  })

  test('a clock that is put right between two walks loses no change', async () => {
    const { source, clock, simulator } = await start(options)
    simulator.control.setClockOffset('jira', 10 * MINUTE)
    simulator.control.patchJiraIssue('BULK-1', { summary: 'changed' })
    const mark = markOf(await walk(source))
    simulator.control.setClockOffset('jira', 0)
    clock.now += MINUTE
    simulator.control.patchJiraIssue('BULK-2', { summary: 'changed' })
    expect(keys(await walk(source, { since: mark }))).toContain('BULK-2')
  })

  test('issues of one instant on both sides of a page’s border are all found', async () => {
    const data = bulkData({ seed: 7, jiraIssues: 60, githubIssues: 0, until: NOW - DAY })
    const stamp = '2026-05-30T08:00:00.000+0000'
    const same = (issue: JiraIssueRecord): JiraIssueRecord => ({
      ...issue,
      fields: { ...issue.fields, created: stamp, updated: stamp },
    })
    const alike = data.jira.map((site) => ({ ...site, issues: site.issues.map(same) }))
    const { source, connect } = await start({ data: { ...data, jira: alike }, jira: { deployment, pageMax: 7 } })
    const pages = await walk(source)
    expect(keys(pages)).toHaveLength(60)
    // Whoever remembers nothing of the walk before sees all of them again.
    const since = { ...markOf(pages), recent: '[]' }
    expect(keys(await walk(connect(), { since }))).toHaveLength(60)
    expect(atOf(pages)).toBe(Date.parse(stamp.replace('+0000', 'Z')))
  })

  test('pages shorter than they were asked for are pages all the same', async () => {
    const { source } = await start({ jira: { deployment, pageMax: 3 } })
    const pages = await walk(source)
    expect(keys(pages)).toHaveLength(40)
    expect(Math.max(...pages.map(({ records }) => records.length))).toBe(3)
  })
})
