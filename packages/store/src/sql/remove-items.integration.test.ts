import type { ItemRecord } from '@throughline/plan'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { githubIssue, jiraIssue, pullRequest } from './related-items.fixture.ts'
import { deleteConnection, removeOtherScopes } from './remove-items.ts'
import {
  hubNow,
  readItems,
  readOne,
  referencesOf,
  relateAll,
  storeConnection,
  storeRecords,
} from './stored-items.fixture.ts'
import { openTestStore } from './test-store.fixture.ts'

const removed = { code: 'sync.scope_removed', message: 'The scope was taken away.' }

let database: Database

beforeEach(async () => {
  database = await openTestStore()
  await storeConnection(database, 'jira', 'jira', ['EHR', 'OPS'])
  await storeConnection(database, 'gh', 'github', ['acme/core', 'acme/web'])
})

afterEach(() => database.close())

const store = (connection: string, ...records: ItemRecord[]) => storeRecords(database, connection, records)

describe('removing', () => {
  it('a connection lets the issues that its pull requests had opened rest again', async () => {
    await storeConnection(database, 'gh-2', 'github', ['acme/tools'])
    await store('gh', githubIssue('acme/core#1'))
    await store('gh-2', pullRequest('acme/tools#5', ['acme/core#1']))
    await relateAll(database)
    expect((await readOne(database, 'acme/core#1')).state).toBe('in_progress')
    expect(await deleteConnection(database.pool, 'gh-2')).toBe(true)
    await relateAll(database)
    expect(await readOne(database, 'acme/core#1')).toMatchObject({ state: 'todo', startedAt: null })
  })

  it('a connection sends references to the same repository in another one', async () => {
    await storeConnection(database, 'gh-2', 'github', ['acme/lab'])
    await storeConnection(database, 'gh-3', 'github', ['acme/lab'])
    await store('gh', pullRequest('acme/core#2', ['acme/lab#1']))
    await store('gh-2', githubIssue('acme/lab#1'))
    await store('gh-3', githubIssue('acme/lab#1'))
    await relateAll(database)
    expect(await referencesOf(database, 'acme/core#2')).toEqual(['gh-2 acme/lab#1', 'gh-3 acme/lab#1'])
    await deleteConnection(database.pool, 'gh-2')
    await relateAll(database)
    expect(await referencesOf(database, 'acme/core#2')).toEqual(['gh-3 acme/lab#1'])
  })

  it('a connection leaves nothing behind that speaks of its items', async () => {
    await store('jira', jiraIssue('EHR-1'), jiraIssue('EHR-2', 'EHR-1'))
    await store('gh', pullRequest('acme/core#2', ['EHR-1']))
    await relateAll(database)
    await store('gh', pullRequest('acme/core#3', ['EHR-2']))
    await deleteConnection(database.pool, 'gh')
    for (const table of ['mention', 'item_reference', 'link', 'dirty_item', 'scope_state', 'sync']) {
      const { rows } = await database.pool.query<{ count: number }>(`select count(*) as count from ${table}`)
      const expected = ['sync', 'dirty_item', 'scope_state'].includes(table) ? 1 : 0
      expect({ table, count: rows[0]?.count }).toEqual({ table, count: expected })
    }
    expect((await readItems(database)).map((item) => item.key)).toEqual(['EHR-1', 'EHR-2'])
    expect(await deleteConnection(database.pool, 'gh')).toBe(false)
  })

  it('a scope relates its neighbours in other scopes and connections again', async () => {
    await storeConnection(database, 'gh-2', 'github', ['acme/web'])
    await store('gh', githubIssue('acme/core#1'), pullRequest('acme/web#5', ['acme/core#1']))
    await store('gh', githubIssue('acme/web#7'), pullRequest('acme/core#2', ['acme/web#7']))
    await store('gh-2', githubIssue('acme/web#7'))
    await store('jira', jiraIssue('OPS-1'), jiraIssue('EHR-2', 'OPS-1'))
    await relateAll(database)
    await removeOtherScopes(database.pool, 'gh', ['acme/core'], removed, hubNow)
    await removeOtherScopes(database.pool, 'jira', ['EHR'], removed, hubNow)
    const { rows } = await database.pool.query<{ key: string }>(
      'select distinct i.key from dirty_item d join item i on i.id = d.item_id order by i.key',
    )
    expect(rows.map((row) => row.key)).toEqual(['EHR-2', 'acme/core#1', 'acme/core#2'])
    await relateAll(database)
    expect((await readOne(database, 'acme/core#1')).state).toBe('todo')
    expect(await referencesOf(database, 'acme/core#2')).toEqual(['gh-2 acme/web#7'])
    expect(await readOne(database, 'EHR-2')).toMatchObject({ parentId: null, parent: 'OPS-1' })
  })
})
