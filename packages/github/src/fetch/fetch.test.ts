import { afterEach, expect, test } from 'vitest'
import { fetchKeys, keys, latest, movesOf, REPO, startGithub, type TestGithub, walk } from '../test-github.ts'

let github: TestGithub | null = null
afterEach(() => github?.close())

async function start(options: Parameters<typeof startGithub>[0] = {}): Promise<TestGithub> {
  github = await startGithub({ issues: 30, pulls: 30, ...options })
  return github
}

test('each key is answered by the record that a walk brings, and its moves', async () => {
  const { source } = await start()
  const walked = await walk(source)
  const found = await fetchKeys(source, keys(walked))
  expect(new Map(found.records.map((record) => [record.key, record]))).toEqual(latest(walked))
  expect(found).toMatchObject({ gone: [], quarantined: [] })
  const ended = found.records.filter(({ seen }) => seen.status === 'closed')
  expect(ended.length).toBeGreaterThan(0)
  for (const { key } of ended) expect(movesOf([found], key)).toEqual(movesOf(walked, key))
})

test('what is open and always was costs one request, and a key asked twice is asked once', async () => {
  const { source } = await start()
  const open = [...latest(await walk(source)).values()].find(
    ({ kind, seen }) => kind === 'issue' && seen.status === 'open' && seen.resolution === null,
  )
  const key = open?.key ?? ''
  const found = await fetchKeys(source, [key, key])
  expect(found.records).toEqual([open])
  expect(found.requests).toBe(1)
})

test('a deleted issue and one that is not shown are told apart', async () => {
  const { source, simulator } = await start()
  simulator.control.deleteGithubIssue(REPO, 3)
  expect((await fetchKeys(source, [`${REPO}#3`, `${REPO}#999`])).gone).toEqual([
    { key: `${REPO}#3`, kind: 'deleted', at: null, movedTo: null },
    { key: `${REPO}#999`, kind: 'hidden', at: null, movedTo: null },
  ])
})

test('a transferred issue is answered with the key it goes by now', async () => {
  const { source, simulator } = await start()
  simulator.control.replaceRepo({ repo: 'bulk/other', issues: [], pulls: [] })
  const number = simulator.control.transferGithubIssue(REPO, 4, 'bulk/other')
  expect((await fetchKeys(source, [`${REPO}#4`])).gone).toEqual([
    { key: `${REPO}#4`, kind: 'transferred', at: null, movedTo: `bulk/other#${number}` },
  ])
})

test('an issue that was transferred and came back is answered with its new number', async () => {
  const { source, simulator } = await start()
  const { control } = simulator
  control.replaceRepo({ repo: 'bulk/other', issues: [], pulls: [] })
  const back = control.transferGithubIssue('bulk/other', control.transferGithubIssue(REPO, 4, 'bulk/other'), REPO)
  const { gone, records } = await fetchKeys(source, [`${REPO}#4`, `${REPO}#${back}`])
  expect(gone).toEqual([{ key: `${REPO}#4`, kind: 'transferred', at: null, movedTo: `${REPO}#${back}` }])
  expect(records.map(({ key }) => key)).toEqual([`${REPO}#${back}`])
})

test('an issue that went where nobody may look is hidden', async () => {
  const { source, simulator } = await start()
  simulator.control.replaceRepo({ repo: 'bulk/secret', issues: [], pulls: [] })
  simulator.control.transferGithubIssue(REPO, 4, 'bulk/secret')
  simulator.control.hideRepo('bulk/secret')
  simulator.control.hideGithubIssue(REPO, 5)
  const { gone } = await fetchKeys(source, [`${REPO}#4`, `${REPO}#5`])
  expect(gone.map(({ kind, movedTo }) => [kind, movedTo])).toEqual(Array(2).fill(['hidden', null]))
})

test('in a renamed repository nothing has moved', async () => {
  const { source, simulator } = await start()
  const asked = keys(await walk(source))
  simulator.control.renameRepo(REPO, 'bulk/renamed')
  const found = await fetchKeys(source, asked)
  expect(keys([{ ...found, moves: [], sprints: [], next: null, mark: null, unseen: [] }])).toEqual(asked)
  expect(found.gone).toEqual([])
})

test('with issues switched off its pull requests are there, and an issue is not shown', async () => {
  const { source, simulator } = await start()
  const [issue, pull] = [`${REPO}#1`, `${REPO}#31`]
  const before = latest(await walk(source)).get(pull)
  simulator.control.failNext({ match: { path: '/issues/1' }, status: 410 })
  simulator.control.failNext({ match: { path: '/issues/31' }, status: 410 })
  const repository = { full_name: REPO, has_issues: false }
  // Strikes what is asked for next that no other fault strikes: the repository.
  simulator.control.failNext({ match: { path: REPO }, status: 200, body: repository })
  const { records, gone } = await fetchKeys(source, [issue, pull])
  expect(records).toEqual([before])
  expect(gone).toEqual([{ key: issue, kind: 'hidden', at: null, movedTo: null }])
})

test('a repository that may not be seen fails, instead of hiding all that is in it', async () => {
  const { source, simulator } = await start()
  simulator.control.hideRepo(REPO)
  await expect(fetchKeys(source, [`${REPO}#1`])).rejects.toMatchObject({ code: 'github.unknown_repository' })
})

test('a record that cannot be read, and what is no key of the repository, are quarantined', async () => {
  const { source, simulator } = await start()
  simulator.control.failNext({ match: { path: '/issues/5' }, status: 200, body: { number: 5 } })
  const { quarantined } = await fetchKeys(source, [`${REPO}#5`, 'bulk/other#5', `${REPO}#x`])
  expect(quarantined.map(({ key }) => key)).toEqual([`${REPO}#5`, 'bulk/other#5', `${REPO}#x`])
})

test('a fault on the way fails the whole, and is tried again first', async () => {
  const { source, simulator, slept } = await start()
  simulator.control.failNext({ match: { path: '/issues/6' }, status: 502, times: 2 })
  expect((await fetchKeys(source, [`${REPO}#6`])).records).toHaveLength(1)
  expect(slept).toHaveLength(2)
})
