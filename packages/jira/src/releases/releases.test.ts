import { afterEach, describe, expect, test } from 'vitest'
import { all, startJira, type TestJira } from '../test-jira.ts'

let jira: TestJira | null = null
afterEach(async () => {
  await jira?.close()
  jira = null
})

const request = { scope: 'BULK', since: null, from: null, pulls: [], signal: new AbortController().signal }

describe.each(['cloud', 'data-center'] as const)('the versions of a project on %s', (deployment) => {
  test('are its releases, released or planned for the date that stands with it', async () => {
    jira = await startJira({ issues: 30, jira: { deployment } })
    const { source, simulator } = jira
    const { control } = simulator
    control.putJiraVersion('BULK', { id: '1', name: 'R1', released: true, releaseDate: '2026-02-03' })
    control.putJiraVersion('BULK', { id: '2', name: 'R2', released: false, releaseDate: '2026-12-24' })
    control.putJiraVersion('BULK', { id: '3', name: 'R3', released: true })
    const pages = await all(source.side({ ...request, stream: 'releases' }))
    expect(pages).toMatchObject([{ deployments: [], reviews: [], next: null, mark: {}, requests: 1 }])
    expect(pages[0]?.allReleases).toEqual({ idPrefix: '', ids: ['1', '2', '3'] })
    expect(pages[0]?.releases).toEqual([
      {
        scope: 'BULK',
        id: '1',
        name: 'R1',
        releasedAt: Date.UTC(2026, 1, 3),
        plannedAt: null,
        isPrerelease: false,
        url: `${simulator.jiraUrl}/projects/BULK/versions/1`,
      },
      expect.objectContaining({ id: '2', releasedAt: null, plannedAt: Date.UTC(2026, 11, 24) }),
      expect.objectContaining({ id: '3', releasedAt: null, plannedAt: null }),
    ])
  })
})

test('a stream that Jira does not have is refused', async () => {
  jira = await startJira({ issues: 30 })
  const { source } = jira
  expect(source.sideStreams).toEqual(['releases'])
  await expect(all(source.side({ ...request, stream: 'reviews' }))).rejects.toMatchObject({
    code: 'jira.no_such_stream',
  })
})
