import type { ItemRecord } from '@throughline/plan'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { relateBatch } from './relate.ts'
import { born, githubIssue, jiraIssue, minute, pullRequest } from './related-items.fixture.ts'
import {
  deriveState,
  hubNow,
  readItems,
  readOne,
  referencesOf,
  relateAll,
  storeConnection,
  storeRecords,
} from './stored-items.fixture.ts'
import { openTestStore } from './test-store.fixture.ts'

let database: Database

beforeEach(async () => {
  database = await openTestStore()
  await storeConnection(database, 'jira', 'jira', ['EHR', 'OPS'])
  await storeConnection(database, 'gh', 'github', ['acme/core', 'acme/web'])
})

afterEach(() => database.close())

const store = (connection: string, ...records: ItemRecord[]) => storeRecords(database, connection, records)

async function parentOf(key: string): Promise<string | null> {
  const items = await readItems(database)
  const { parentId } = await readOne(database, key)
  return items.find((item) => item.id === parentId)?.key ?? null
}

describe('parents', () => {
  it.each([
    { order: 'before', keys: ['EHR-1', 'EHR-2'] },
    { order: 'after', keys: ['EHR-2', 'EHR-1'] },
  ])('are found when they come $order their children', async ({ keys }) => {
    for (const key of keys) {
      await store('jira', jiraIssue(key, key === 'EHR-2' ? 'EHR-1' : null))
      await relateAll(database)
    }
    expect(await parentOf('EHR-2')).toBe('EHR-1')
  })

  it('follow a move to another parent, to one not seen yet, and away from any', async () => {
    await store('jira', jiraIssue('EHR-1'), jiraIssue('EHR-2'), jiraIssue('EHR-3', 'EHR-1'))
    await relateAll(database)
    await store('jira', jiraIssue('EHR-3', 'EHR-2', 1))
    await relateAll(database)
    expect(await parentOf('EHR-3')).toBe('EHR-2')
    await store('jira', jiraIssue('EHR-3', 'EHR-9', 2))
    await relateAll(database)
    expect(await parentOf('EHR-3')).toBeNull()
    await store('jira', jiraIssue('EHR-9'))
    await relateAll(database)
    expect(await parentOf('EHR-3')).toBe('EHR-9')
    await store('jira', jiraIssue('EHR-3', null, 3))
    await relateAll(database)
    expect(await parentOf('EHR-3')).toBeNull()
  })

  it('that go have their children asked for, of whatever scope, since no clock of theirs need move', async () => {
    const parent = jiraIssue('EHR-1')
    await store('jira', parent, jiraIssue('EHR-2', 'EHR-1'), jiraIssue('OPS-1', 'EHR-1'), jiraIssue('EHR-3'))
    await relateAll(database)
    await store('jira', { ...jiraIssue('OPS-2', null, 1), sourceId: parent.sourceId })
    await relateAll(database)
    const { rows } = await database.pool.query('select scope, key from wanted_item order by key')
    expect(rows).toEqual([
      { scope: 'EHR', key: 'EHR-2' },
      { scope: 'OPS', key: 'OPS-1' },
    ])
    // An old copy with the former key, from a list that lags.
    await database.pool.query('delete from wanted_item')
    await store('jira', { ...jiraIssue('OPS-1', 'EHR-1', 5), title: 'Stale' })
    await relateAll(database)
    const { rows: again } = await database.pool.query('select scope, key from wanted_item order by key')
    expect(again).toEqual([{ scope: 'OPS', key: 'OPS-1' }])
  })

  it('may stand in a circle', async () => {
    await store('jira', jiraIssue('EHR-1', 'EHR-2'), jiraIssue('EHR-2', 'EHR-1'), jiraIssue('EHR-3', 'EHR-3'))
    await relateAll(database)
    expect([await parentOf('EHR-1'), await parentOf('EHR-2')]).toEqual(['EHR-2', 'EHR-1'])
  })

  it('are looked for in the same connection only', async () => {
    await storeConnection(database, 'jira-2', 'jira', ['EHR'])
    await store('jira', jiraIssue('EHR-2', 'EHR-1'))
    await store('jira-2', jiraIssue('EHR-1'))
    await relateAll(database)
    expect(await parentOf('EHR-2')).toBeNull()
  })
})

describe('references', () => {
  const issues = () => store('gh', githubIssue('acme/core#1'), githubIssue('acme/web#7'))
  const pulls = () => store('gh', pullRequest('acme/core#2', ['acme/core#1', 'EHR-1', 'EHR-404', 'acme/web#7']))

  it.each([
    { first: 'the pull request', steps: [pulls, issues] },
    { first: 'the issues', steps: [issues, pulls] },
  ])('are found when $first came first', async ({ steps }) => {
    for (const step of steps) {
      await step()
      await relateAll(database)
    }
    await store('jira', jiraIssue('EHR-1'))
    await relateAll(database, 1)
    expect(await referencesOf(database, 'acme/core#2')).toEqual(['gh acme/core#1', 'gh acme/web#7', 'jira EHR-1'])
    expect((await readOne(database, 'acme/web#7')).state).toBe('in_progress')
  })

  it('go when an edit drops the mention, and the issue is todo again', async () => {
    await issues()
    await pulls()
    await relateAll(database)
    await store('gh', pullRequest('acme/core#2', ['acme/web#7'], { updatedAt: born + 20 * minute }))
    await relateAll(database)
    expect(await referencesOf(database, 'acme/core#2')).toEqual(['gh acme/web#7'])
    expect(await readOne(database, 'acme/core#1')).toMatchObject({ state: 'todo', startedAt: null })
  })

  it('mean the own connection first, and others only where it has no such issue', async () => {
    await storeConnection(database, 'gh-2', 'github', ['acme/core'])
    await store('gh-2', githubIssue('acme/core#1'))
    await store('gh', pullRequest('acme/web#5', ['acme/core#1']))
    await relateAll(database)
    expect(await referencesOf(database, 'acme/web#5')).toEqual(['gh-2 acme/core#1'])
    await store('gh', githubIssue('acme/core#1'))
    await relateAll(database)
    expect(await referencesOf(database, 'acme/web#5')).toEqual(['gh acme/core#1'])
    expect((await readOne(database, 'acme/core#1', 'gh')).state).toBe('in_progress')
    expect((await readOne(database, 'acme/core#1', 'gh-2')).state).toBe('todo')
  })

  it('keep a repository in two connections two sets of items', async () => {
    await storeConnection(database, 'gh-2', 'github', ['acme/core'])
    for (const connection of ['gh', 'gh-2']) {
      await store(connection, githubIssue('acme/core#1'), pullRequest('acme/core#2', ['acme/core#1']))
    }
    await relateAll(database)
    expect(await referencesOf(database, 'acme/core#2', 'gh')).toEqual(['gh acme/core#1'])
    expect(await referencesOf(database, 'acme/core#2', 'gh-2')).toEqual(['gh-2 acme/core#1'])
  })

  it('find a repository of any connection whatever the case it is written in', async () => {
    await storeConnection(database, 'gh-2', 'github', ['Clinic/EHR'])
    await store('gh', pullRequest('acme/core#2', ['clinic/ehr#3', 'ACME/Core#1']))
    await store('gh-2', githubIssue('Clinic/EHR#3'))
    await store('gh', githubIssue('acme/core#1'))
    await relateAll(database)
    expect(await referencesOf(database, 'acme/core#2')).toEqual(['gh acme/core#1', 'gh-2 Clinic/EHR#3'])
  })

  it('never point at a pull request', async () => {
    await store('gh', pullRequest('acme/core#2', ['acme/core#3']), pullRequest('acme/core#3', []))
    await relateAll(database)
    expect(await referencesOf(database, 'acme/core#2')).toEqual([])
  })
})

it('lets pages and relating meet on the same items, and loses none of what either saw', async () => {
  const numbers = Array.from({ length: 12 }, (_, index) => index + 1)
  const round = (turn: number) => {
    const updatedAt = born + (20 + turn) * minute
    return numbers.flatMap((number) => {
      const mentions = [number, number + turn].map((each) => `acme/core#${(each % 15) + 1}`)
      return [
        githubIssue(`acme/core#${number}`, { title: `turn ${turn}`, updatedAt }),
        pullRequest(`acme/core#${100 + number}`, mentions, { updatedAt }),
      ]
    })
  }
  const shown = async () =>
    (await readItems(database)).map(({ key, state, timeline, references }) => ({ key, state, timeline, references }))
  await store('gh', ...round(0))
  // A deadlock between the two costs PostgreSQL a second to notice, so there are few rounds.
  for (let turn = 1; turn <= 4; turn += 1) {
    await Promise.all([relateBatch(database.pool, () => deriveState, hubNow), store('gh', ...round(turn))])
  }
  await relateAll(database)
  const before = await shown()
  await database.pool.query('insert into dirty_item select id from item')
  await relateAll(database)
  expect(await shown()).toEqual(before)
  expect(new Set((await readItems(database)).flatMap((item) => item.references)).size).toBeGreaterThan(8)
})
