import type { ItemRecord, Mention } from '@throughline/plan'
import { createTestDatabase, makeRecord, type TestDatabase, until } from '@throughline/testing'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../database.ts'
import { lockRelating, relateBatch } from './relate.ts'
import { deleteConnection, removeOtherScopes } from './remove-items.ts'
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

const removed = { code: 'sync.scope_removed', message: 'The scope was taken away.' }

let files: TestDatabase
let database: Database

beforeEach(async () => {
  files = await createTestDatabase()
  database = openDatabase(files.url)
  await storeConnection(database, 'jira', 'jira', ['EHR', 'OPS'])
  await storeConnection(database, 'gh', 'github', ['acme/core', 'acme/web'])
})

afterEach(async () => {
  await database.close()
  await files.drop()
})

const minute = 60_000
const born = Date.parse('2026-09-01T09:00:00Z')
const open = { status: 'open', category: 'todo', resolution: null } as const
const openPull = { status: 'open', category: 'in_progress', resolution: null } as const
const merged = { status: 'merged', category: 'done', resolution: null } as const

const jiraIssue = (key: string, parent: string | null = null, updated = 0) =>
  makeRecord({ scope: key.split('-')[0] ?? '', key, parent, updatedAt: born + updated * minute })
const githubIssue = (key: string, overrides: Partial<ItemRecord> = {}) =>
  makeRecord({ scope: key.split('#')[0] ?? '', key, type: 'issue', seen: open, ...overrides })
const pullRequest = (key: string, mentions: readonly string[], overrides: Partial<ItemRecord> = {}) =>
  makeRecord({
    kind: 'pull_request',
    scope: key.split('#')[0] ?? '',
    key,
    createdAt: born + 10 * minute,
    mentions: mentions.map(mention),
    ...overrides,
  })
const mention = (key: string): Mention => ({ tool: key.includes('#') ? 'github' : 'jira', key, via: 'body' })

async function store(connection: string, ...records: ItemRecord[]): Promise<void> {
  await storeRecords(database, connection, records)
}

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

describe('the state of a GitHub issue', () => {
  it('is in progress from the first open pull request until none is open', async () => {
    await store('gh', githubIssue('acme/core#1'))
    await store('gh', pullRequest('acme/core#2', ['acme/core#1']), pullRequest('acme/core#3', ['acme/core#1']))
    await relateAll(database)
    expect(await readOne(database, 'acme/core#1')).toMatchObject({
      state: 'in_progress',
      startedAt: born + 10 * minute,
    })
    for (const [key, ended] of [
      ['acme/core#2', 20],
      ['acme/core#3', 30],
    ] as const) {
      const end = born + ended * minute
      await store('gh', pullRequest(key, ['acme/core#1'], { seen: merged, endedAt: end, updatedAt: end }))
      await relateAll(database)
    }
    const { state, timeline } = await readOne(database, 'acme/core#1')
    expect(state).toBe('todo')
    expect(timeline.map(({ at, to }) => [(at - born) / minute, to])).toEqual([
      [0, 'todo'],
      [10, 'in_progress'],
      [30, 'todo'],
    ])
  })

  it('stays when the issue alone is seen again', async () => {
    await store('gh', githubIssue('acme/core#1'), pullRequest('acme/core#2', ['acme/core#1']))
    await relateAll(database)
    await store('gh', githubIssue('acme/core#1', { title: 'renamed', updatedAt: born + 50 * minute }))
    await relateAll(database)
    expect(await readOne(database, 'acme/core#1')).toMatchObject({ state: 'in_progress', title: 'renamed' })
  })

  it('derived step by step is what one look at everything derives', async () => {
    const states = [open, { status: 'closed', category: 'done', resolution: 'completed' } as const]
    const pullStates = [openPull, merged, { status: 'closed', category: 'done', resolution: 'unmerged' } as const]
    const event = fc.record({
      isPull: fc.boolean(),
      number: fc.nat(2),
      state: fc.nat(2),
      mentions: fc.subarray([1, 2, 3]),
      relates: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 2 }),
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 10 }), async (events) => {
        run += 1
        // Two repositories with the same history: one is looked at step by step, the other once.
        const repos = [`acme/steps-${run}`, `acme/once-${run}`] as const
        const ids = repos.map((_, index) => `run-${run}-${index}`)
        for (const [index, repo] of repos.entries()) await storeConnection(database, ids[index] ?? '', 'github', [repo])
        const recordOf = (repo: string, index: number) => {
          const { isPull, number, state, mentions } = events[index] ?? {
            isPull: false,
            number: 0,
            state: 0,
            mentions: [],
            sprints: [],
            links: [],
          }
          const updatedAt = born + (20 + index) * minute
          const seen = isPull ? (pullStates[state] ?? openPull) : (states[state % 2] ?? open)
          const common = { seen, endedAt: seen.category === 'done' ? updatedAt : null, updatedAt }
          return isPull
            ? pullRequest(
                `${repo}#${11 + number}`,
                mentions.map((each) => `${repo}#${each}`),
                {
                  ...common,
                  createdAt: born + (10 + number) * minute,
                },
              )
            : githubIssue(`${repo}#${1 + number}`, { ...common, createdAt: born })
        }
        for (const [index, { relates }] of events.entries()) {
          await store(ids[0] ?? '', recordOf(repos[0], index))
          if (relates !== null) await relateBatch(database.pool, () => deriveState, hubNow, relates)
        }
        await relateAll(database)
        await store(ids[1] ?? '', ...events.map((_, index) => recordOf(repos[1], index)))
        await relateAll(database)
        const items = await readItems(database)
        const shown = (index: number) =>
          Object.fromEntries(
            items
              .filter((item) => item.connection === ids[index])
              .map(({ key, state, startedAt, doneAt, droppedAt, timeline, references }) => [
                key.split('#')[1],
                {
                  ...{ state, startedAt, doneAt, droppedAt, timeline },
                  references: references.map((id) => items.find((item) => item.id === id)?.key.split('#')[1]).sort(),
                },
              ]),
          )
        expect(shown(0)).toEqual(shown(1))
      }),
      { numRuns: 40 },
    )
  })
})

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

it('derives states by the overrides that hold when its turn comes, not by those of when it was called', async () => {
  await store('jira', jiraIssue('EHR-1'))
  const holder = await database.pool.connect()
  try {
    await holder.query('begin')
    await lockRelating(holder)
    const seen: unknown[] = []
    const related = relateBatch(
      database.pool,
      (connections) => {
        seen.push(connections.find(({ id }) => id === 'jira')?.statusOverrides)
        return deriveState
      },
      hubNow,
    )
    const waits = `select from pg_locks join pg_database d on d.oid = database
      where locktype = 'advisory' and not granted and d.datname = current_database()`
    await until(async () => (await database.pool.query(waits)).rowCount === 1, { what: 'the batch waits for its turn' })
    await database.pool.query(`update connection set status_overrides = '{"Waiting":"todo"}' where id = 'jira'`)
    await holder.query('commit')
    await related
    expect(seen).toEqual([{ Waiting: 'todo' }])
  } finally {
    holder.release()
  }
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
