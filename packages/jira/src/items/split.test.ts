import { fc, test } from '@fast-check/vitest'
import { bulkData } from '@throughline/simulator'
import type { Page, Source } from '@throughline/source'
import { afterEach, describe, expect } from 'vitest'
import { keys, latest, markOf, NOW, newer, startJira, type TestJira, walk } from '../test-jira.ts'
import { readRange } from './cursor.ts'

const SIZES = { wholeUpTo: 100, rangeIssues: 60 }
const HOUR = 3_600_000

let jira: TestJira | null = null
afterEach(async () => {
  await jira?.close()
  jira = null
})

async function start(options: Parameters<typeof startJira>[0] = {}): Promise<TestJira> {
  jira = await startJira(options)
  return jira
}

const split = (source: Source, scope = 'BULK') => source.split({ scope, signal: AbortSignal.timeout(30_000) })

async function walkRanges(source: Source) {
  const { ranges } = await split(source)
  const walks: Page[][] = []
  for (const from of ranges) walks.push(await walk(source, { from }))
  return { walks, pages: walks.flat(), mark: source.joinMarks(walks.map(markOf)) }
}

describe.each(['cloud', 'data-center'] as const)('a full walk of %s', (deployment) => {
  test('is divided into ranges of about one size that touch each other and hold everything', async () => {
    const { connect } = await start({ issues: 400, jira: { deployment } })
    const source = connect({}, {}, SIZES)
    const { ranges, expected, requests } = await split(source)
    const spans = ranges.map((range) => readRange(range))
    expect(expected).toBe(400)
    expect(ranges.length).toBeGreaterThanOrEqual(7)
    expect(requests).toBeLessThanOrEqual(3 + 3 * 7)
    expect(spans[0]?.from).toBeNull()
    expect(spans.at(-1)?.until).toBeNull()
    expect(spans.slice(1).map(({ from }) => from)).toEqual(spans.slice(0, -1).map(({ until }) => until))
    const { walks, pages } = await walkRanges(source)
    expect(keys(pages)).toHaveLength(400)
    for (const range of walks) expect(keys(range).length).toBeLessThanOrEqual(SIZES.rangeIssues + 5)
  })

  test('in ranges leaves the mark that a walk in one leaves', async () => {
    const { connect, clock, simulator } = await start({ issues: 250, jira: { deployment } })
    const source = connect({}, {}, SIZES)
    const { mark } = await walkRanges(source)
    const [last] = (await walk(source)).slice(-1)
    expect(mark).toEqual(last?.mark)
    clock.now += HOUR
    simulator.control.patchJiraIssue('BULK-7', { labels: [] })
    expect(keys(newer(await walk(source, { since: mark }), mark))).toEqual(['BULK-7'])
  })
})

test('a project of a few thousand issues is one range', async () => {
  const { source } = await start()
  expect(await split(source)).toEqual({
    ranges: [{ createdFrom: null, createdUntil: null }],
    expected: 250,
    requests: 1,
  })
})

test('a project that Jira does not show, or does not count, is one range, and the walk tells why', async () => {
  const { connect, simulator } = await start()
  const source = connect({}, {}, SIZES)
  const { ranges, expected } = await split(source, 'NOPE')
  expect({ ranges: ranges.length, expected }).toEqual({ ranges: 1, expected: null })
  await expect(walk(source, { scope: 'NOPE', from: ranges[0] ?? null })).rejects.toMatchObject({
    code: 'jira.unknown_project',
  })
  simulator.control.failNext({ match: { path: '/approximate-count' }, status: 400, skip: 1 })
  expect((await split(source)).ranges).toHaveLength(1)
})

test('issues that were all created at once are not divided for ever', async () => {
  const data = bulkData({ seed: 9, jiraIssues: 300, githubIssues: 0, until: NOW - 24 * HOUR })
  const created = '2026-03-01T10:00:00.000+0000'
  const squeezed = data.jira.map((site) => ({
    ...site,
    issues: site.issues.map((issue) => ({ ...issue, fields: { ...issue.fields, created } })),
  }))
  const { connect } = await start({ data: { ...data, jira: squeezed } })
  const source = connect({}, {}, SIZES)
  const { pages } = await walkRanges(source)
  expect(keys(pages)).toHaveLength(300)
})

test('an issue created after the split is in the newest range', async () => {
  const { connect, clock, simulator } = await start({ issues: 250 })
  const source = connect({}, {}, SIZES)
  const { ranges } = await split(source)
  clock.now += 5 * HOUR
  const model = simulator.control.jiraIssue('BULK-3')
  if (model === null) throw new Error('there is no BULK-3')
  const created = new Date(clock.now).toISOString().replace('Z', '+0000')
  const fields = { ...model.fields, created, resolutiondate: null, resolution: null }
  simulator.control.upsertJiraIssue({ id: '999999', key: 'BULK-900', fields, changelog: { histories: [] } })
  expect(keys(await walk(source, { from: ranges.at(-1) ?? null }))).toContain('BULK-900')
})

test.prop([fc.array(fc.integer({ min: 0, max: 180 }), { minLength: 1, maxLength: 12 }), fc.boolean()], { numRuns: 12 })(
  'however slowly the ranges are walked, and whoever continues them, together they hold everything',
  async (minutes, isServer) => {
    const { connect, clock, close } = await startJira({
      issues: 250,
      jira: { pageMax: 20, deployment: isServer ? 'data-center' : 'cloud' },
    })
    try {
      const { ranges } = await split(connect({}, {}, SIZES))
      const pages: Page[] = []
      let step = 0
      for (const range of ranges) {
        let from: Page['next'] = range
        while (from !== null) {
          const [page] = await walk(connect(), { from, pages: 1 })
          if (page === undefined) throw new Error('a walk gave no page')
          pages.push(page)
          from = page.next
          clock.now += (minutes[step++ % minutes.length] ?? 0) * 60_000
          if (step > 200) throw new Error('a range never ends')
        }
      }
      expect(latest(pages).size).toBe(250)
    } finally {
      await close()
    }
  },
  60_000,
)
