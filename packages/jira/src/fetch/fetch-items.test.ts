import type { FetchPage, Source } from '@throughline/source'
import { afterEach, describe, expect, test } from 'vitest'
import { all, recordOf, startJira, type TestJira, walk } from '../test-jira.ts'

let jira: TestJira | null = null
afterEach(async () => {
  await jira?.close()
  jira = null
})

async function start(options: Parameters<typeof startJira>[0] = {}): Promise<TestJira> {
  jira = await startJira(options)
  return jira
}

const signal = new AbortController().signal

function fetchKeys(source: Source, keys: readonly string[], scope = 'BULK'): Promise<FetchPage[]> {
  return all(source.fetch({ scope, keys, signal }))
}

const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `BULK-${from + i}`)

describe.each(['cloud', 'data-center'] as const)('issues of %s asked for by key', (deployment) => {
  const options = { jira: { deployment } }

  test('come as the walk brings them, a hundred a page', async () => {
    const { source } = await start(options)
    const walked = await walk(source)
    const pages = await fetchKeys(source, numbered(1, 250))
    expect(pages.map(({ records }) => records.length)).toEqual([100, 100, 50])
    for (const key of ['BULK-1', 'BULK-133', 'BULK-250']) {
      expect(recordOf(pages, key)).toEqual(recordOf(walked, key))
    }
  })

  test('are answered past the search index', async () => {
    const { source, simulator } = await start({ jira: { deployment, indexLagMs: 600_000 }, issues: 30 })
    simulator.control.patchJiraIssue('BULK-3', { summary: 'changed' })
    expect(recordOf(await walk(source), 'BULK-3').title).not.toBe('changed')
    expect(recordOf(await fetchKeys(source, ['BULK-3']), 'BULK-3').title).toBe('changed')
  })

  test('say what became of each: one is there, one moved, one is deleted, one hidden, one cannot be read', async () => {
    const { source, simulator } = await start({ ...options, issues: 30 })
    const { control } = simulator
    const model = control.jiraIssue('BULK-1')
    if (model === null) throw new Error('there is no BULK-1')
    const project = { id: '10901', key: 'OPS', name: 'Operations' }
    control.upsertJiraIssue({ ...model, id: '777', key: 'OPS-1', fields: { ...model.fields, project } })
    const moved = control.moveJiraIssue('BULK-2', 'OPS')
    control.deleteJiraIssue('BULK-3')
    control.hideJiraIssue('BULK-4')
    const pages = await fetchKeys(source, ['BULK-2', 'BULK-3', 'BULK-4', 'BULK-5', 'BULK-5', 'BULK-4711'])
    expect(pages.flatMap(({ gone }) => gone).toSorted((one, other) => one.key.localeCompare(other.key))).toEqual([
      { key: 'BULK-2', kind: 'moved', at: null, movedTo: moved },
      { key: 'BULK-3', kind: 'deleted', at: null, movedTo: null },
      // To Jira a hidden issue is one that is not there.
      { key: 'BULK-4', kind: 'deleted', at: null, movedTo: null },
      { key: 'BULK-4711', kind: 'deleted', at: null, movedTo: null },
    ])
    expect(pages.flatMap(({ records }) => records.map(({ key }) => key))).toEqual(['BULK-5'])
  })

  test('are hidden where Jira says so', async () => {
    const { source, simulator } = await start({ ...options, issues: 30 })
    simulator.control.deleteJiraIssue('BULK-3')
    simulator.control.failNext({ match: { method: 'GET', path: '/issue/BULK-3' }, status: 403 })
    expect((await fetchKeys(source, ['BULK-3']))[0]?.gone).toMatchObject([{ key: 'BULK-3', kind: 'hidden' }])
  })

  test('are not called deleted when the whole project is out of sight', async () => {
    const { source, simulator } = await start({ ...options, issues: 30 })
    simulator.control.hideJiraProject('BULK')
    await expect(fetchKeys(source, ['BULK-1'])).rejects.toMatchObject({ code: 'jira.unknown_project', retry: 'never' })
  })

  test('may be none', async () => {
    const { source, simulator } = await start({ ...options, issues: 30 })
    expect(await fetchKeys(source, [])).toEqual([])
    expect(simulator.control.requests('jira')).toEqual([])
  })
})

test('a key in another case is the same issue', async () => {
  const { source } = await start({ issues: 30 })
  const [page] = await fetchKeys(source, ['bulk-3'])
  expect(page?.records.map(({ key }) => key)).toEqual(['BULK-3'])
  expect(page?.gone).toEqual([])
})

test('an issue that goes out of sight before its history is told is asked for once more', async () => {
  const { source, simulator } = await start({ issues: 30 })
  const done = (await walk(source)).flatMap(({ records }) => records).find(({ history }) => history !== null)
  simulator.control.failNext({ match: { path: '/changelog/bulkfetch' }, status: 200, body: { issueChangeLogs: [] } })
  simulator.control.failNext({ match: { path: '/issue/bulkfetch' }, skip: 1, status: 200, body: { issues: [] } })
  const pages = await fetchKeys(source, [done?.key ?? ''])
  expect(pages.flatMap(({ records }) => records)).toEqual([done])
})

test('a page of issues that are gone is believed while the project may be browsed, however it was before', async () => {
  const { source, simulator } = await start()
  for (const key of ['BULK-1', 'BULK-150']) simulator.control.deleteJiraIssue(key)
  const pages = source.fetch({ scope: 'BULK', keys: numbered(1, 250), signal })[Symbol.asyncIterator]()
  expect((await pages.next()).value.gone).toMatchObject([{ key: 'BULK-1' }])
  simulator.control.hideJiraProject('BULK')
  await expect(pages.next()).rejects.toMatchObject({ code: 'jira.unknown_project' })
})

test('an issue that the bulk answer leaves out is asked for alone before it is given up', async () => {
  const { source, simulator } = await start({ issues: 30 })
  const body = { issues: [], issueErrors: [{ id: 'BULK-3', errorMessage: 'Try again later.' }] }
  simulator.control.failNext({ match: { path: '/issue/bulkfetch' }, status: 200, body })
  const [page] = await fetchKeys(source, ['BULK-3'])
  expect(page?.records.map(({ key }) => key)).toEqual(['BULK-3'])
})
