import type { ItemRecord } from '@throughline/plan'
import { until } from '@throughline/testing'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { lockRelating, relateBatch } from './relate.ts'
import { born, githubIssue, jiraIssue, minute, open, pullRequest } from './related-items.fixture.ts'
import {
  deriveState,
  hubNow,
  readItems,
  readOne,
  relateAll,
  storeConnection,
  storeRecords,
} from './stored-items.fixture.ts'
import { openTestStore } from './test-store.fixture.ts'

const merged = { status: 'merged', category: 'done', resolution: null } as const
const openPull = { status: 'open', category: 'in_progress', resolution: null } as const

let database: Database

beforeEach(async () => {
  database = await openTestStore()
  await storeConnection(database, 'jira', 'jira', ['EHR', 'OPS'])
  await storeConnection(database, 'gh', 'github', ['acme/core', 'acme/web'])
})

afterEach(() => database.close())

const store = (connection: string, ...records: ItemRecord[]) => storeRecords(database, connection, records)

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
