import type { CensusPage, Cursor, Source } from '@throughline/source'
import { afterEach, describe, expect, test } from 'vitest'
import { all, startJira, type TestJira } from '../test-jira.ts'

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

function census(source: Source, request: { scope?: string; from?: Cursor | null } = {}): Promise<CensusPage[]> {
  const { scope = 'BULK', from = null } = request
  return all(source.census({ scope, from, signal }))
}

const entries = (pages: readonly CensusPage[]) => pages.flatMap((page) => page.entries)

describe.each(['cloud', 'data-center'] as const)('a census of %s', (deployment) => {
  const options = { jira: { deployment } }

  test('lists every issue by key and id, and the names in use', async () => {
    const { source, simulator } = await start(options)
    const pages = await census(source)
    expect(entries(pages)).toHaveLength(250)
    expect(entries(pages)).toContainEqual({
      key: 'BULK-7',
      sourceId: simulator.control.jiraIssue('BULK-7')?.id,
      updatedAt: null,
    })
    const names = new Map(pages.at(-1)?.vocabularies.map(({ field, names: each }) => [field, each]))
    expect(names.get('status')?.toSorted()).toEqual(['Done', 'In Progress', 'To Do'])
    expect(names.get('type')?.toSorted()).toEqual(['Bug', 'Epic', 'Story', 'Task'])
    expect(names.get('components')?.toSorted()).toEqual(['Archive', 'Interfaces', 'Reports', 'Wards'])
    expect(names.get('milestones')).toEqual([])
  })

  test('tells names as they are after a renaming that touched no issue', async () => {
    const { source, simulator } = await start({ ...options, issues: 30 })
    simulator.control.putJiraVersion('BULK', { id: '1', name: 'R1' })
    simulator.control.renameJiraVersion('BULK', 'R1', 'Release 1')
    simulator.control.renameJiraComponent('BULK', 'Wards', 'Stations')
    const [page] = (await census(source)).slice(-1)
    expect(page?.vocabularies).toContainEqual({ field: 'milestones', names: ['Release 1'] })
    expect(page?.vocabularies.find(({ field }) => field === 'components')?.names).toContain('Stations')
  })

  test('counts in one request', async () => {
    const { source } = await start(options)
    expect(source.countsExactly).toBe(deployment === 'data-center')
    await expect(source.count('BULK', signal)).resolves.toEqual({ count: 250, requests: 1 })
    await expect(source.count('NOPE', signal)).rejects.toMatchObject({ code: 'jira.unknown_project' })
  })

  test('of a project that Jira does not show is none', async () => {
    const { source, simulator } = await start({ ...options, issues: 30 })
    await expect(census(source, { scope: 'NOPE' })).rejects.toMatchObject({ code: 'jira.unknown_project' })
    simulator.control.hideJiraProject('BULK')
    await expect(census(source)).rejects.toMatchObject({ code: 'jira.unknown_project' })
  })
})

test('a census asks for nothing but keys, thousands at a time', async () => {
  const { source, simulator } = await start({ issues: 600 })
  const [page, ...others] = await census(source)
  expect(page?.entries).toHaveLength(600)
  expect(others).toEqual([])
  const searches = simulator.control.requests('jira').filter(({ path }) => path.endsWith('/search/jql'))
  expect(searches.map(({ body }) => body)).toMatchObject([{ fields: ['key'], maxResults: 5000 }])
})

test('a census goes on after any page, and begins again where its token has expired', async () => {
  const { source, connect, clock, simulator } = await start()
  const body = { issues: [{ id: '1', key: 'BULK-1' }], nextPageToken: 'expired' }
  simulator.control.failNext({ match: { path: '/search/jql' }, status: 200, body })
  let from: Cursor | null = null
  for await (const page of source.census({ scope: 'BULK', from, signal })) {
    from = page.next
    break
  }
  expect(from).not.toBeNull()
  clock.now += 8 * 86_400_000
  expect(entries(await census(connect(), { from }))).toHaveLength(250)
})

test('a census whose pages repeat without end stops', async () => {
  const { source, simulator } = await start({ issues: 30 })
  const body = { issues: [], nextPageToken: 'a' }
  simulator.control.failNext({ match: { path: '/search/jql' }, status: 200, body, times: 2 })
  await expect(census(source)).rejects.toMatchObject({ code: 'jira.paging_loop' })
})

test('names that Jira refuses to list are left out, and an issue without a key is shown', async () => {
  const { source, simulator } = await start({ issues: 30 })
  simulator.control.failNext({ match: { path: '/components' }, status: 403 })
  simulator.control.failNext({ match: { path: '/search/jql' }, status: 200, body: { issues: [{ id: '1' }] } })
  const [page] = await census(source)
  expect(page?.quarantined).toEqual([{ key: null, reason: expect.stringContaining('key') }])
  expect(page?.vocabularies.map(({ field }) => field)).toEqual(['milestones', 'type', 'status'])
})
