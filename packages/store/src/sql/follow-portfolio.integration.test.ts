import { compileLinker, type ItemRecord, linkItems, type PlanDocument, parsePlan } from '@throughline/plan'
import { createTestDatabase, makeRecord, type TestDatabase } from '@throughline/testing'
import fc from 'fast-check'
import type pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../database.ts'
import { putPlan } from '../records/plans.ts'
import { type FollowedItems, type FollowedLinks, followPortfolio } from './follow-portfolio.ts'
import { readPortfolio } from './read-portfolio.ts'
import { rederiveConnection } from './relate.ts'
import { deleteConnection, removeOtherScopes } from './remove-items.ts'
import { saveFetched } from './save-fetched.ts'
import { savePage } from './save-page.ts'
import { settleLinks } from './settle.ts'
import {
  deriveState,
  hubNow,
  openWalk,
  pageOf,
  relateAll,
  rowOf,
  storeConnection,
  storeRecords,
} from './stored-items.fixture.ts'

let files: TestDatabase
let database: Database
/** Another process, as it were. */
let other: Database

beforeEach(async () => {
  files = await createTestDatabase()
  database = openDatabase(files.url)
  other = openDatabase(files.url)
  await storeConnections()
})

afterEach(async () => {
  await database.close()
  await other.close()
  await files.drop()
})

async function storeConnections(): Promise<void> {
  await storeConnection(database, 'jira', 'jira', ['EHR', 'OPS'])
  await storeConnection(database, 'gh', 'github', ['acme/core'])
}

const minute = 60_000

/** A reader that follows two plans, each when it is asked for. */
function reader() {
  let items: FollowedItems | null = null
  const links = new Map<string, FollowedLinks>()
  return async (plan: string) => {
    const read = await followPortfolio(database.pool, plan, { items, links: links.get(plan) ?? null })
    items = read.items
    links.set(plan, read.links)
    return { items: read.items.items, links: read.links.links }
  }
}

/** What a reader that begins anew sees of a plan. */
async function fresh(plan: string) {
  const { items, links } = await readPortfolio(database.pool, plan)
  return { items, links }
}

/** Settles a version of a plan whose only deliverable has what carries a label. */
async function settle(db: Database, plan: string, label: string): Promise<void> {
  const text = JSON.stringify({
    plan,
    title: 'A plan',
    period: { start: '2026-01-01', end: '2026-12-31' },
    objectives: [
      {
        id: 'o',
        title: 'O',
        deliverables: [{ id: label, title: label, links: [{ labels: label }, { epic: 'EHR-1' }] }],
      },
    ],
  } satisfies PlanDocument)
  await putPlan(db, { plan, format: 'json', text, author: null, message: null }, hubNow)
  await settleAgain(db, plan)
}

async function settleAgain(db: Database, plan: string): Promise<void> {
  const { rows } = await db.pool.query<{ version: number; text: string }>(
    'select version, text from plan_version where plan_id = $1 order by version desc limit 1',
    [plan],
  )
  const [newest] = rows
  if (newest === undefined) return
  const parsed = parsePlan(newest.text, 'json')
  const link = ({ items }: Parameters<Parameters<typeof settleLinks>[1]['link']>[0]) =>
    linkItems(compileLinker(parsed), items)
  await settleLinks(db.pool, { id: plan, version: newest.version, reachSince: () => null, link }, hubNow)
}

const issueKeys = ['EHR-1', 'EHR-2', 'EHR-3', 'OPS-1', 'OPS-2']
const pullKeys = ['acme/core#1', 'acme/core#2']

const anyRecord = fc
  .record({
    key: fc.constantFrom(...issueKeys, ...pullKeys),
    label: fc.constantFrom('red', 'blue'),
    parent: fc.constantFrom(null, 'EHR-1', 'OPS-1'),
    mention: fc.constantFrom(null, 'EHR-1', 'EHR-3', 'OPS-2'),
    sourceId: fc.constantFrom(null, 'moved-1'),
    later: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ key, label, parent, mention, sourceId, later }): ItemRecord => {
    const isPull = key.includes('#')
    return makeRecord({
      key,
      scope: key.split(/[-#]/)[0] ?? '',
      kind: isPull ? 'pull_request' : 'issue',
      labels: [label],
      parent: isPull || parent === key ? null : parent,
      mentions: isPull && mention !== null ? [{ tool: 'jira', key: mention, via: 'title' }] : [],
      sourceId: sourceId ?? key,
      updatedAt: hubNow + later * minute,
    })
  })

const connectionOf = ({ key }: ItemRecord) => (key.includes('#') ? 'gh' : 'jira')

/** What anybody may do to the database, by the functions that the hub does it with. */
type Write = (db: Database, slow: SlowWriter) => Promise<unknown>

const anyWrite: fc.Arbitrary<readonly [name: string, write: Write]> = fc.oneof(
  anyRecord.map((record) => ['page', (db: Database) => storeRecords(db, connectionOf(record), [record])] as const),
  anyRecord.map(
    (record) =>
      [
        'page of a scope that may not be loaded',
        async (db: Database) => {
          const walk = await openWalk(db, connectionOf(record), record.scope)
          await savePage(db.pool, pageOf(walk, 0, [record]))
        },
      ] as const,
  ),
  fc.tuple(anyRecord, fc.boolean()).map(
    ([record, isGone]) =>
      [
        isGone ? 'tombstone' : 'fetched',
        (db: Database) =>
          saveFetched(db.pool, {
            connection: connectionOf(record),
            rows: isGone ? [] : [rowOf(record)],
            moves: [],
            sprints: [],
            gone: isGone ? [{ key: record.key, kind: 'deleted', at: null, movedTo: null }] : [],
            raises: true,
            observedAt: hubNow + 20 * minute,
            now: hubNow + 20 * minute,
          }),
      ] as const,
  ),
  fc.constant(['relate', (db: Database) => relateAll(db, 2)] as const),
  fc.constant([
    'rederive',
    async (db: Database) => {
      await db.pool.query(`update connection set derived_by = derived_by || ' ' where id = 'jira'`)
      await rederiveConnection(db.pool, 'jira', () => (item) => ({ ...deriveState(item), startedAt: hubNow }), hubNow)
    },
  ] as const),
  fc
    .tuple(fc.constantFrom('p', 'q'), fc.constantFrom('red', 'blue'))
    .map(([plan, label]) => ['plan', (db: Database) => settle(db, plan, label)] as const),
  fc.constantFrom('p', 'q').map((plan) => ['settle', (db: Database) => settleAgain(db, plan)] as const),
  fc
    .constantFrom(...issueKeys)
    .map((key) => ['begin a slow write', (_: Database, slow: SlowWriter) => slow.begin(key)] as const),
  fc.constant(['end the slow write', (_: Database, slow: SlowWriter) => slow.end()] as const),
)

const anyRemoval: fc.Arbitrary<readonly [name: string, write: Write]> = fc.constantFrom(
  [
    'remove a scope',
    (db: Database) =>
      removeOtherScopes(db.pool, 'jira', ['EHR'], { code: 'sync.scope_removed', message: 'Gone.' }, hubNow),
  ] as const,
  [
    'remove a connection',
    async (db: Database) => {
      await deleteConnection(db.pool, 'gh')
      await storeConnections()
    },
  ] as const,
)

/** A transaction that stays open over other writes and reads, and so commits out of order. */
class SlowWriter {
  #client: pg.PoolClient | null = null

  async begin(key: string): Promise<void> {
    if (this.#client !== null) return
    this.#client = await other.pool.connect()
    await this.#client.query('begin')
    // A row that nobody else writes, so that nobody waits for this.
    await this.#client.query(
      `insert into item_reference (item_id, target_id, via)
       select p.id, i.id, 'title' from item p, item i where p.key = 'slow#1' and i.key = $1 on conflict do nothing`,
      [key],
    )
    await this.#client.query(`update item set title = title || ' and on' where key = 'slow#1'`)
  }

  async end(): Promise<void> {
    await this.#client?.query('commit')
    this.#client?.release()
    this.#client = null
  }
}

const isSlow = (name: string) => name.includes('slow')
const isRemoval = (name: string) => name.startsWith('remove')

it('what a reader follows is what it would read afresh, whatever is written, by whom, and in which order it commits', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(fc.oneof({ weight: 12, arbitrary: anyWrite }, { weight: 1, arbitrary: anyRemoval }), fc.boolean()),
        {
          minLength: 5,
          maxLength: 25,
        },
      ),
      async (steps) => {
        await database.pool.query(
          `truncate item, mention, item_reference, dirty_item, dirty_link, link, unlinked, plan, sync, scope_state,
             wanted_item, item_move cascade`,
        )
        await storeConnections()
        await storeRecords(database, 'jira', [makeRecord({ key: 'EHR-1', sourceId: 'EHR-1' })])
        await storeRecords(database, 'gh', [makeRecord({ key: 'slow#1', scope: 'acme/core', kind: 'pull_request' })])
        const follow = reader()
        const slow = new SlowWriter()
        let before = Promise.resolve<unknown>(null)
        for (const [[name, write], waits] of steps) {
          // Removing waits for whoever relates, and deletes what the slow transaction holds.
          if (isRemoval(name)) await slow.end()
          // Two clients at once, now and then, and reads between them.
          const db = waits ? database : other
          const written = write(db, slow)
          if (waits || isSlow(name) || isRemoval(name)) await Promise.all([before, written])
          else before = Promise.all([before, written])
          await follow('p')
          await Promise.all([before, written])
          expect(await follow('p')).toEqual(await fresh('p'))
          if (!waits) expect(await follow('q')).toEqual(await fresh('q'))
        }
        await slow.end()
        expect(await follow('p')).toEqual(await fresh('p'))
        expect(await follow('q')).toEqual(await fresh('q'))
      },
    ),
    { numRuns: 25 },
  )
}, 120_000)

describe('after a change', () => {
  beforeEach(async () => {
    await storeRecords(database, 'jira', [
      makeRecord({ key: 'EHR-1', labels: ['red'] }),
      makeRecord({ key: 'EHR-2', labels: ['red'] }),
      makeRecord({ key: 'EHR-3', labels: ['blue'] }),
    ])
    await relateAll(database)
    await settle(database, 'p', 'red')
  })

  it('what did not change is the same object, and all of it where nothing did', async () => {
    const follow = reader()
    const before = await follow('p')
    expect(await follow('p')).toEqual(before)
    expect((await follow('p')).items).toBe(before.items)
    expect((await follow('p')).links).toBe(before.links)
    await storeRecords(database, 'jira', [makeRecord({ key: 'EHR-2', labels: ['blue'], updatedAt: hubNow + minute })])
    await relateAll(database)
    await settleAgain(database, 'p')
    const after = await follow('p')
    expect(after.items.map((item, index) => item === before.items[index])).toEqual([true, false, true])
    expect(after.links).toEqual([before.links[0]])
    expect(after.links[0]).toBe(before.links[0])
  })

  it('items that were removed are gone, also where their scope is back already', async () => {
    const follow = reader()
    await follow('p')
    await deleteConnection(database.pool, 'jira')
    await storeConnections()
    await storeRecords(database, 'jira', [makeRecord({ key: 'EHR-1' })])
    await storeRecords(database, 'jira', [makeRecord({ key: 'OPS-1', scope: 'OPS' })])
    expect((await follow('p')).items.map(({ key }) => key)).toEqual(['EHR-1', 'OPS-1'])
  })

  it('a transaction that began before a read and commits after it is seen by the next', async () => {
    const follow = reader()
    const client = await other.pool.connect()
    try {
      await client.query('begin')
      await client.query(`update item set title = 'Late' where key = 'EHR-1'`)
      await follow('p')
      await storeRecords(database, 'jira', [makeRecord({ key: 'EHR-9' })])
      await follow('p')
      await client.query('commit')
    } finally {
      client.release()
    }
    expect((await follow('p')).items.map(({ title }) => title)).toContain('Late')
  })
})
