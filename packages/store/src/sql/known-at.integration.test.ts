import {
  compileLinker,
  type EpochMs,
  type ItemRecord,
  linkItems,
  type PlanDocument,
  parsePlan,
  type SideNeeds,
  type WorkItem,
} from '@throughline/plan'
import { createTestDatabase, makeRecord, type TestDatabase, until } from '@throughline/testing'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../database.ts'
import { putPlan } from '../records/plans.ts'
import { readDatabaseClock, readHorizon } from './horizon.ts'
import { readPortfolioKnownAt } from './portfolio-known-at.ts'
import { listItems, readItem, readItemLinks, readReferences } from './read-items.ts'
import { readPortfolio } from './read-portfolio.ts'
import { readScopes } from './read-scopes.ts'
import { relateBatch } from './relate.ts'
import { releasesNamed } from './releases-named.ts'
import { deleteConnection, removeOtherScopes } from './remove-items.ts'
import { saveFetched } from './save-fetched.ts'
import { savePage } from './save-page.ts'
import { settleLinks } from './settle.ts'
import { readSideFacts } from './side-facts.ts'
import { endSideReading, saveSidePage } from './side-streams.ts'
import {
  deriveState,
  endScope,
  hubNow,
  type OpenWalk,
  openWalk,
  pageOf,
  relateAll,
  rowOf,
  storeConnection,
  storeRecords,
} from './stored-items.fixture.ts'
import { endWalk } from './walk-ranges.ts'

let files: TestDatabase
let database: Database

beforeEach(async () => {
  files = await createTestDatabase()
  database = openDatabase(files.url)
})

afterEach(async () => {
  await database.close()
  await files.drop()
})

const repository = 'acme/core'
const needs: SideNeeds = { deliveries: true, reviews: true, sprints: true, waitStatuses: ['waiting'] }

/** Everything that numbers are made from, as it stands or as it was known. */
async function everything(knownAt?: EpochMs) {
  const { pool } = database
  const newest = await readPortfolio(pool, 'p')
  const { items, links } = knownAt === undefined ? newest : await readPortfolioKnownAt(pool, 'p', newest, knownAt)
  const shown = new Set(items.map((item) => item.id))
  const of = <Value>(map: ReadonlyMap<number, Value>) =>
    [...map].filter(([id]) => shown.has(id)).sort(([one], [other]) => one - other)
  const side = await readSideFacts(pool, needs, knownAt)
  return {
    items,
    links,
    listed: await listItems(pool, { tombstones: true }, { after: 0, limit: 200, knownAt }),
    details: await Promise.all(items.map((item) => detailsOf(item, knownAt))),
    deliveries: side.deliveries,
    readings: side.readings,
    reviews: [of(side.reviews.firstAt), of(side.reviews.unknownSince)],
    sprintStays: of(side.sprintStays),
    waits: of(side.waits),
    scopes: await readScopes(pool, knownAt),
    releases: await releasesNamed(database, ['V1'], knownAt),
  }
}

async function detailsOf({ id, connection, key }: WorkItem, knownAt?: EpochMs) {
  const { pool } = database
  const references = await readReferences(pool, id, knownAt)
  return {
    item: await readItem(pool, { connection, key }, knownAt),
    // By which part it was made is not kept of a reference that is no more.
    references: references.map(({ via: _, ...reference }) => reference),
    links: await readItemLinks(pool, id, knownAt),
  }
}

/** What stands at this moment, and the moment; later stamps are later than it. */
async function remember() {
  const written = await readDatabaseClock(database.pool)
  await until(async () => (await readDatabaseClock(database.pool)) > written + 1, {
    what: 'the last write is milliseconds ago',
    everyMs: 1,
  })
  return { at: await readHorizon(database.pool), was: await everything() }
}

async function settle(links: readonly object[]): Promise<void> {
  const text = JSON.stringify({
    plan: 'p',
    title: 'A plan',
    period: { start: '2026-01-01', end: '2026-12-31' },
    objectives: [
      { id: 'o', title: 'O', deliverables: links.map((each, n) => ({ id: `d${n}`, title: 'D', links: [each] })) },
    ],
  } as PlanDocument)
  const stored = await putPlan(database, { plan: 'p', format: 'json', text, author: null, message: null }, hubNow)
  const plan = parsePlan(text, 'json')
  const link = (task: { readonly items: Parameters<typeof linkItems>[1] }) => linkItems(compileLinker(plan), task.items)
  await settleLinks(database.pool, { id: 'p', version: stored?.version ?? 0, reachSince: () => null, link }, hubNow)
}

const statuses = {
  todo: { status: 'To Do', category: 'todo', resolution: null },
  waiting: { status: 'Waiting', category: 'in_progress', resolution: null },
  working: { status: 'In Progress', category: 'in_progress', resolution: null },
  done: { status: 'Done', category: 'done', resolution: 'Done' },
} as const

const hour = 3_600_000
const anyVisit = fc.record({ scope: fc.constantFrom('EHR', 'OPS'), number: fc.integer({ min: 1, max: 4 }) })
const anyIssue = fc
  .record({
    of: anyVisit,
    parent: fc.constantFrom(null, 1, 2),
    label: fc.constantFrom('core', 'edge'),
    path: fc.array(fc.constantFrom(...Object.values(statuses)), { minLength: 1, maxLength: 4 }),
    sprint: fc.constantFrom(null, '7', '8'),
  })
  .map(({ of: { scope, number }, parent, label, path, sprint }) => {
    const history = path.map((seen, index) => ({ ...seen, at: hubNow - 500 * hour + index * hour }))
    return {
      scope,
      key: `${scope}-${number}`,
      parent: parent === null || parent >= number ? null : `${scope}-${parent}`,
      labels: [label],
      seen: path.at(-1) ?? statuses.todo,
      history,
      sprints: sprint === null ? [] : [{ sprint, from: hubNow - 400 * hour, to: null }],
    } satisfies Partial<ItemRecord>
  })
const anyPull = fc
  .record({ number: fc.integer({ min: 10, max: 12 }), mentions: fc.subarray(['EHR-1', 'EHR-2', 'OPS-1']) })
  .map(({ number, mentions }) => ({
    kind: 'pull_request' as const,
    scope: repository,
    key: `${repository}#${number}`,
    mentions: mentions.map((key) => ({ tool: 'jira' as const, key, via: 'title' as const })),
  }))

const anyStep = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('issues' as const), records: fc.array(anyIssue, { minLength: 1 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('pulls' as const), records: fc.array(anyPull, { minLength: 1 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('begin' as const), record: anyIssue }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'end' as const }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'relate' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('gone' as const), of: anyVisit }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      links: fc.array(fc.constantFrom({ labels: 'core' }, { epic: 'EHR-1' }, { project: 'OPS' }), { minLength: 1 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('scopes' as const), kept: fc.constantFrom(['EHR'], ['EHR', 'OPS']) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('release' as const), day: fc.integer({ min: 0, max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('review' as const), reviewed: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sides' as const), isRefused: fc.boolean() }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'remember' as const }) },
)
type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never

/** Plays steps through the functions that hubs write with; answers what was remembered on the way. */
async function play(steps: readonly Step[]) {
  const { pool } = database
  const remembered: Awaited<ReturnType<typeof remember>>[] = []
  let walk: OpenWalk | null = null
  let tick = 0
  const stamped = (record: Partial<ItemRecord>) =>
    makeRecord({ sourceId: record.key ?? '', ...record, updatedAt: hubNow + tick })
  for (const step of steps) {
    tick += 1
    const now = hubNow + tick
    const page = { now, observedAt: now }
    const side = { connection: 'gh', scope: repository }
    const told = { releases: [], deployments: [], reviews: [], cursor: null, mark: {}, requests: 1 }
    switch (step.kind) {
      case 'issues': {
        const state = tick % 2 === 0 ? 'closed' : 'active'
        const ended = { startAt: hubNow - 450 * hour, endAt: hubNow - 300 * hour, completedAt: null }
        const sprints = [{ id: '7', name: 'Seven', state, ...ended } as const]
        await storeRecords(database, 'jira', step.records.map(stamped), { ...page, sprints })
        break
      }
      case 'pulls':
        await storeRecords(database, 'gh', step.records.map(stamped), page)
        break
      case 'begin':
        if (walk !== null) break
        walk = await openWalk(database, 'jira', step.record.scope)
        await savePage(pool, pageOf(walk, 0, [stamped(step.record)], { ...page, cursor: null, mark: {} }))
        break
      case 'end':
        if (walk !== null) await endScope(database, walk)
        walk = null
        break
      case 'relate':
        while ((await relateBatch(pool, () => deriveState, now, 3)).taken > 0);
        break
      case 'gone': {
        const { scope, number } = step.of
        const gone = [{ key: `${scope}-${number}`, kind: 'deleted' as const, at: null, movedTo: null }]
        const rows = [rowOf(stamped({ scope: 'EHR', key: 'EHR-4' }))]
        await saveFetched(pool, { ...page, connection: 'jira', rows, moves: [], sprints: [], gone, raises: true })
        break
      }
      case 'settle':
        await settle(step.links)
        break
      case 'scopes':
        await storeConnection(database, 'jira', 'jira', step.kept)
        await removeOtherScopes(pool, 'jira', step.kept, { code: 'gone', message: 'It is gone.' }, now)
        walk = null
        break
      case 'release': {
        const releasedAt = step.day === 0 ? null : hubNow - step.day * 24 * hour
        const release = { scope: repository, plannedAt: null, isPrerelease: false, url: null, name: 'v1', releasedAt }
        await saveSidePage(pool, { ...side, stream: 'releases' }, { ...told, releases: [{ ...release, id: '1' }] })
        break
      }
      case 'review': {
        const review = { key: `${repository}#10`, at: step.reviewed ? now : null, askedFor: now }
        await saveSidePage(pool, { ...side, stream: 'reviews' }, { ...told, reviews: [review] })
        break
      }
      case 'sides': {
        const error = step.isRefused ? { code: 'github.forbidden', message: 'No.' } : null
        await endSideReading(pool, { ...side, stream: 'releases' }, error, now)
        break
      }
      case 'remember':
        remembered.push(await remember())
    }
  }
  return remembered
}

it('what was known at any moment is what stood then, whatever was written since', async () => {
  let moments = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 8, maxLength: 30, size: 'max' }), async (steps) => {
      await database.pool.query(
        'truncate connection, item, mention, item_reference, dirty_item, dirty_link, link, plan cascade',
      )
      await storeConnection(database, 'jira', 'jira', ['EHR', 'OPS'])
      await storeConnection(database, 'gh', 'github', [repository])
      for (const { at, was } of await play([...steps, { kind: 'remember' }])) {
        expect(await everything(at)).toEqual(was)
        moments += was.items.length > 0 ? 1 : 0
      }
    }),
    { numRuns: 25 },
  )
  expect(moments).toBeGreaterThan(25)
}, 240_000)

describe('history', () => {
  const pastRows = async () => {
    const { rows } = await database.pool.query<{ kind: string; rows: number }>(
      `select 'items' as kind, count(*) as rows from item_past union all select 'references', count(*) from reference_past
       union all select 'links', count(*) from link_past union all select 'facts', count(*) from fact_past`,
    )
    return Object.fromEntries(rows.map((row) => [row.kind, row.rows]))
  }
  const none = { items: 0, references: 0, links: 0, facts: 0 }
  const child = makeRecord({ key: 'EHR-1', parent: 'EHR-2' })
  const pull = makeRecord({
    ...{ kind: 'pull_request', scope: repository, key: `${repository}#10` },
    mentions: [{ tool: 'jira', key: 'EHR-1', via: 'title' }],
  })

  beforeEach(async () => {
    await storeConnection(database, 'jira', 'jira', ['EHR'])
    await storeConnection(database, 'gh', 'github', [repository])
  })

  it('costs nothing while scopes are loaded for the first time', async () => {
    const walk = await openWalk(database, 'jira', 'EHR')
    await savePage(database.pool, pageOf(walk, 0, [child]))
    await savePage(database.pool, pageOf(walk, 1, [makeRecord({ key: 'EHR-2' })], { cursor: null, mark: {} }))
    const later = { ...child, title: 'Another', updatedAt: child.updatedAt + hour }
    await savePage(database.pool, pageOf(walk, 2, [later]))
    await settle([{ project: 'EHR' }])
    await settle([{ labels: 'none' }])
    await endWalk(database.pool, walk.sync, walk.scope, () => ({}))
    await relateAll(database)
    await endScope(database, walk)
    expect((await readPortfolio(database.pool, 'p')).items.map((item) => item.parentId !== null)).toEqual([true, false])
    expect(await pastRows()).toEqual(none)
  })

  it('leaves out what stays as it was, and what no number is made from', async () => {
    await storeRecords(database, 'jira', [child])
    const release = { id: '1', scope: repository, name: 'v1', releasedAt: hubNow, plannedAt: null, isPrerelease: false }
    const page = { deployments: [], reviews: [], cursor: null, mark: {}, requests: 1 }
    for (const url of ['https://one.example', 'https://other.example']) {
      const of = { connection: 'gh', scope: repository, stream: 'releases' }
      await saveSidePage(database.pool, of, { ...page, releases: [{ ...release, url }] })
    }
    await storeConnection(database, 'gh', 'github', [repository])
    expect(await pastRows()).toEqual(none)
    await storeRecords(database, 'jira', [{ ...child, title: 'Another', updatedAt: child.updatedAt + hour }])
    const { rows } = await database.pool.query<{ row: object }>('select row from item_past')
    expect(rows[0]?.row).toMatchObject({ title: child.title })
    for (const name of ['mentions', 'links', 'history', 'content_hash']) expect(rows[0]?.row).not.toHaveProperty(name)
  })

  it('of a connection goes with it, and its going leaves none', async () => {
    await storeRecords(database, 'gh', [pull])
    await storeRecords(database, 'jira', [child])
    await relateAll(database)
    await settle([{ project: 'EHR' }])
    await storeRecords(database, 'jira', [{ ...child, title: 'Another', updatedAt: child.updatedAt + hour }])
    await storeRecords(database, 'gh', [{ ...pull, mentions: [], updatedAt: pull.updatedAt + hour }])
    await relateAll(database)
    await settle([{ labels: 'none' }])
    await storeConnection(database, 'jira', 'jira', ['EHR', 'OPS'])
    expect(Object.values(await pastRows()).every((rows) => rows > 0)).toBe(true)
    await deleteConnection(database.pool, 'jira')
    const { rows } = await database.pool.query(
      `select 1 from item_past where connection_id = 'jira' union all select 1 from link_past
       union all select 1 from reference_past union all select 1 from fact_past where connection_id = 'jira'`,
    )
    expect(rows).toEqual([])
    await deleteConnection(database.pool, 'gh')
    expect(await pastRows()).toEqual(none)
  })

  it('is not shown of a scope that was not whole yet', async () => {
    const walk = await openWalk(database, 'jira', 'EHR')
    await savePage(database.pool, pageOf(walk, 0, [child], { cursor: null, mark: {} }))
    const { at } = await remember()
    await endScope(database, walk)
    const newest = await readPortfolio(database.pool, 'p')
    expect(newest.items).toHaveLength(1)
    expect((await readPortfolioKnownAt(database.pool, 'p', newest, at)).items).toEqual([])
  })

  it('reads a portfolio that was read before the moment as well as one read after it', async () => {
    await storeRecords(database, 'jira', [child])
    const early = await readPortfolio(database.pool, 'p')
    await storeRecords(database, 'jira', [{ ...child, title: 'Another', updatedAt: child.updatedAt + hour }])
    const { at, was } = await remember()
    await storeRecords(database, 'jira', [{ ...child, title: 'A third', updatedAt: child.updatedAt + 2 * hour }])
    // As it would be, had the portfolio been read a minute ago.
    const { items } = await readPortfolioKnownAt(database.pool, 'p', { ...early, horizon: at - 60_000 }, at)
    expect(items).toEqual(was.items)
  })
})

describe('the horizon', () => {
  beforeEach(() => storeConnection(database, 'jira', 'jira', ['EHR']))

  it('lies before every transaction that may still write', async () => {
    await storeRecords(database, 'jira', [makeRecord({ key: 'EHR-1' })])
    const slow = await files.pool.connect()
    await slow.query('begin')
    const { rows } = await slow.query<{ at: Date }>('select now() as at')
    await slow.query(`update item set title = 'Changed'`)
    await storeRecords(database, 'jira', [makeRecord({ key: 'EHR-2' })])
    const at = await readHorizon(database.pool)
    expect(at).toBeLessThanOrEqual(rows[0]?.at.getTime() ?? 0)
    const before = await everything(at)
    await slow.query('commit')
    slow.release()
    expect(await everything(at)).toEqual(before)
    expect(before.items.map((item) => item.key)).toEqual(['EHR-1'])
    expect(await readHorizon(database.pool)).toBeGreaterThan(at)
  })

  it('keeps versions in their order when who started earlier writes later', async () => {
    await storeRecords(database, 'jira', [makeRecord({ key: 'EHR-1', title: 'First' })])
    const { at } = await remember()
    const slow = await files.pool.connect()
    await slow.query('begin')
    await slow.query('select now()')
    await files.pool.query(`update item set title = 'Second'`)
    await slow.query(`update item set title = 'Third'`)
    await slow.query('commit')
    slow.release()
    const titleAt = async (moment: EpochMs) => (await everything(moment)).items.map((item) => item.title)
    expect(await titleAt(at)).toEqual(['First'])
    expect(await titleAt((await remember()).at)).toEqual(['Third'])
  })
})
