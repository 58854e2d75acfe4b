import {
  compileLinker,
  type ItemRecord,
  type Link,
  linkItems,
  linkReach,
  type Mention,
  parsePlan,
} from '@throughline/plan'
import { makeRecord } from '@throughline/testing'
import fc from 'fast-check'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Database } from '../database.ts'
import { putPlan } from '../records/plans.ts'
import type { LinkingTask } from './linking-task.ts'
import { readPortfolio } from './read-portfolio.ts'
import { deleteConnection } from './remove-items.ts'
import { settleLinks } from './settle.ts'
import { readLinks, type Settled } from './store-links.ts'
import { hubNow, readOne, relateAll, storeConnection, storeRecords } from './stored-items.fixture.ts'
import { openTestStore } from './test-store.fixture.ts'
import { isSettledFor, waitingPlans } from './waiting.ts'

let database: Database

beforeEach(async () => {
  database = await openTestStore()
  await storeConnection(database, 'jira', 'jira', ['EHR', 'OPS'])
  await storeConnection(database, 'gh', 'github', ['acme/core'])
})

afterEach(() => database.close())

const planText = (links: readonly string[], id = 'p') => `
plan: ${id}
title: A plan
period: { start: 2026-01-01, end: 2026-12-31 }
objectives:
  - id: o
    title: An objective
    deliverables:
${links.map((link, index) => `      - { id: d${index}, title: D, links: [${link}] }`).join('\n')}
`

const texts = [
  ['{ epic: EHR-1 }', '{ labels: [a] }', '{ keys: [EHR-5] }'],
  ['{ labels: [b] }', '{ epic: EHR-2 }', '{ repo: acme/core, kind: pull_request }'],
  ['{ epic: [EHR-3, EHR-4] }', '{ labels: [a], not: { labels: [b] } }', '{ epic: EHR-1 }'],
].map((links) => planText(links))

interface StoredPlan {
  readonly version: number
  readonly text: string
}

async function storePlan(text: string, id = 'p'): Promise<StoredPlan> {
  const document = { plan: id, format: 'yaml', text, author: null, message: null } as const
  const stored = await putPlan(database, document, hubNow)
  return { version: stored?.version ?? 0, text }
}

/** Settles as the hub does; `look` sees each linking task. */
function settle({ version, text }: StoredPlan, look?: (task: LinkingTask) => void, id = 'p'): Promise<Settled | null> {
  const plan = parsePlan(text, 'yaml')
  const link = (task: LinkingTask) => {
    look?.(task)
    return linkItems(compileLinker(plan), task.items)
  }
  const reachSince = (settled: string) => linkReach(parsePlan(settled, 'yaml'), plan)
  return settleLinks(database.pool, { id, version, reachSince, link }, hubNow)
}

async function linkedFromScratch(text: string): Promise<Link[]> {
  const { items } = await readPortfolio(database.pool, 'p')
  return linkItems(compileLinker(parsePlan(text, 'yaml')), items)
}

const minute = 60_000
const born = Date.parse('2026-09-01T09:00:00Z')
const mention = (key: string): Mention => ({ tool: key.includes('#') ? 'github' : 'jira', key, via: 'title' })
const issue = (number: number, overrides: Partial<ItemRecord> = {}) =>
  makeRecord({ key: `EHR-${number}`, createdAt: born, ...overrides })
const pull = (number: number, mentions: readonly string[], overrides: Partial<ItemRecord> = {}) =>
  makeRecord({
    ...{ kind: 'pull_request', scope: 'acme/core', key: `acme/core#${number}`, createdAt: born },
    ...{ mentions: mentions.map(mention), ...overrides },
  })

async function store(...records: readonly ItemRecord[]): Promise<void> {
  for (const [connection, isPull] of [
    ['jira', false],
    ['gh', true],
  ] as const) {
    const own = records.filter((record) => (record.kind === 'pull_request') === isPull)
    if (own.length > 0) await storeRecords(database, connection, own)
  }
}

async function waiting(): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>('select count(*) as count from dirty_link')
  return rows[0]?.count ?? 0
}

const deliverables = async () =>
  Object.fromEntries(
    await Promise.all(
      (await readLinks(database.pool, 'p')).map(async ({ itemId, deliverable }) => {
        const { rows } = await database.pool.query<{ key: string }>('select key from item where id = $1', [itemId])
        return [rows[0]?.key ?? 'gone', deliverable] as const
      }),
    ),
  )

it('settled step by step is what linking everything from scratch gives', async () => {
  const labels = fc.subarray(['a', 'b'])
  const edit = fc.oneof(
    fc.record({
      what: fc.constant('issue' as const),
      number: fc.integer({ min: 1, max: 8 }),
      parent: fc.option(fc.integer({ min: 1, max: 8 }), { freq: 4 }),
      labels,
    }),
    fc.record({
      what: fc.constant('pull' as const),
      number: fc.integer({ min: 20, max: 22 }),
      mentions: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
      labels,
    }),
    fc.record({ what: fc.constant('plan' as const), text: fc.nat(2) }),
    fc.record({ what: fc.constant('relate' as const), limit: fc.integer({ min: 1, max: 3 }) }),
    fc.constant({ what: 'settle' as const }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 14 }), async (edits) => {
      await database.pool.query('truncate item, mention, item_reference, dirty_item, dirty_link, link, plan cascade')
      let plan = await storePlan(texts[0] ?? '')
      for (const [index, step] of edits.entries()) {
        const updatedAt = born + (index + 1) * minute
        switch (step.what) {
          case 'issue': {
            const parent = step.parent === null ? null : `EHR-${step.parent}`
            await store(issue(step.number, { parent, labels: step.labels, updatedAt }))
            break
          }
          case 'pull': {
            const mentions = step.mentions.map((number) => `EHR-${number}`)
            await store(pull(step.number, mentions, { labels: step.labels, updatedAt }))
            break
          }
          case 'plan':
            plan = await storePlan(texts[step.text] ?? '')
            break
          case 'relate':
            await relateAll(database, step.limit)
            break
          case 'settle':
            await settle(plan)
        }
      }
      await relateAll(database)
      await settle(plan)
      expect(await readLinks(database.pool, 'p')).toEqual(await linkedFromScratch(plan.text))
      expect(await waitingPlans(database.pool)).toEqual([])
    }),
    { numRuns: 60 },
  )
})

describe('settling', () => {
  it('reads no document where the plan is the one that was settled last', async () => {
    const plan = await storePlan(texts[0] ?? '')
    await settle(plan)
    await store(issue(1))
    await relateAll(database)
    const query = vi.spyOn(pg.Client.prototype, 'query')
    expect((await settle(plan))?.linked).toBe(1)
    const answers = await Promise.all(query.mock.results.map(({ value }) => value))
    query.mockRestore()
    expect(JSON.stringify(answers)).toContain('settled_version')
    expect(JSON.stringify(answers)).not.toContain('title: A plan')
  })

  it('an item stands as settled until the plan or something about that item changes', async () => {
    let plan = await storePlan(texts[0] ?? '')
    await store(issue(1), issue(2))
    await relateAll(database)
    const ids = (await readPortfolio(database.pool, 'p')).items.map(({ id }) => id)
    const settled = () => Promise.all(ids.map((id) => isSettledFor(database.pool, 'p', plan.version, [id])))
    expect(await settled()).toEqual([false, false])
    await settle(plan)
    expect(await settled()).toEqual([true, true])
    await store(issue(2, { labels: ['a'], updatedAt: born + minute }))
    expect(await settled()).toEqual([true, false])
    await relateAll(database)
    expect(await settled()).toEqual([true, false])
    await settle(plan)
    expect(await settled()).toEqual([true, true])
    plan = await storePlan(texts[1] ?? '')
    expect(await settled()).toEqual([false, false])
  })

  it('goes through the descendants of what was re-parented, and the pull requests that reference them', async () => {
    const plan = await storePlan(texts[0] ?? '')
    await store(issue(1), issue(2), issue(3, { parent: 'EHR-2' }), issue(4, { parent: 'EHR-3' }), pull(20, ['EHR-4']))
    await relateAll(database)
    await settle(plan)
    expect(await deliverables()).toEqual({ 'EHR-1': 'd0' })
    await store(issue(2, { parent: 'EHR-1', updatedAt: born + minute }))
    await relateAll(database)
    expect(await settle(plan)).toEqual({ linked: 4, unlinked: 0, deliverables: ['d0'] })
    expect(await deliverables()).toEqual(
      Object.fromEntries(['EHR-1', 'EHR-2', 'EHR-3', 'EHR-4', 'acme/core#20'].map((key) => [key, 'd0'])),
    )
  })

  it('loads what changed and what stands above it, not the portfolio', async () => {
    const plan = await storePlan(texts[0] ?? '')
    const many = Array.from({ length: 400 }, (_, index) => issue(index + 10, { parent: `EHR-${(index % 4) + 1}` }))
    await store(issue(1), issue(2), issue(3), issue(4), ...many, pull(20, ['EHR-10']))
    await relateAll(database)
    const sizes: number[] = []
    const look = (task: LinkingTask) => sizes.push(task.items.length, task.affected.size)
    await settle(plan, look)
    await store(issue(11, { parent: 'EHR-2', labels: ['a'], updatedAt: born + minute }))
    await relateAll(database)
    await settle(plan, look)
    await store(issue(10, { parent: 'EHR-1', title: 'renamed', updatedAt: born + minute }))
    await relateAll(database)
    await settle(plan, look)
    // All at first; then an issue with its epic; then one with its epic and the pull request that references it.
    expect(sizes).toEqual([405, 405, 2, 1, 3, 2])
  })

  it('is not asked to link anything when nothing waits', async () => {
    const plan = await storePlan(texts[0] ?? '')
    await store(issue(1))
    await relateAll(database)
    await settle(plan)
    const looks: LinkingTask[] = []
    expect(await settle(plan, (task) => looks.push(task))).toEqual({ linked: 0, unlinked: 0, deliverables: [] })
    expect(looks).toEqual([])
  })

  it('leaves links and the waiting set as they were when it breaks in the middle', async () => {
    const plan = await storePlan(texts[0] ?? '')
    await store(issue(1))
    await relateAll(database)
    await settle(plan)
    await store(issue(2, { parent: 'EHR-1' }))
    await relateAll(database)
    const before = await readLinks(database.pool, 'p')
    const power = new Error('the power is cut')
    const broken = settle(plan, () => {
      throw power
    })
    await expect(broken).rejects.toBe(power)
    expect(await readLinks(database.pool, 'p')).toEqual(before)
    expect(await waiting()).toBe(1)
    expect(await waitingPlans(database.pool)).toEqual(['p'])
    await settle(plan)
    expect(await deliverables()).toEqual({ 'EHR-1': 'd0', 'EHR-2': 'd0' })
  })

  it('done twice at once does the work once', async () => {
    const plan = await storePlan(texts[0] ?? '')
    await store(issue(1), issue(2, { parent: 'EHR-1' }))
    await relateAll(database)
    const settled = await Promise.all([settle(plan), settle(plan)])
    expect(settled.map((each) => each?.linked).sort()).toEqual([0, 2])
  })

  it('keeps apart what waits for each plan', async () => {
    const first = await storePlan(texts[0] ?? '')
    const second = await storePlan(planText(['{ labels: [a] }'], 'q'), 'q')
    await store(issue(1, { labels: ['a'] }))
    await relateAll(database)
    await settle(first)
    expect(await waitingPlans(database.pool)).toEqual(['q'])
    await settle(second, undefined, 'q')
    expect((await readLinks(database.pool, 'q')).map((link) => link.deliverable)).toEqual(['d0'])
  })

  it('never lets an older document overwrite what a newer one settled', async () => {
    const older = await storePlan(texts[0] ?? '')
    const newer = await storePlan(texts[1] ?? '')
    await store(issue(1, { labels: ['b'] }))
    await relateAll(database)
    expect(await settle(older)).toBeNull()
    await settle(newer)
    expect(await settle(older)).toBeNull()
    expect(await readLinks(database.pool, 'p')).toEqual(await linkedFromScratch(newer.text))
    expect(await waitingPlans(database.pool)).toEqual([])
  })

  it('forgets the links of a deleted connection, and what followed them elsewhere', async () => {
    const plan = await storePlan(texts[0] ?? '')
    await store(issue(1), pull(20, ['EHR-1']), pull(21, []))
    await relateAll(database)
    await settle(plan)
    expect(await deliverables()).toEqual({ 'EHR-1': 'd0', 'acme/core#20': 'd0' })
    await deleteConnection(database.pool, 'jira')
    await relateAll(database)
    expect(await settle(plan)).toMatchObject({ unlinked: 1, deliverables: ['d0'] })
    expect(await readLinks(database.pool, 'p')).toEqual([])
  })

  it('waits for a connection that is being deleted, so that no link points at nothing', async () => {
    const plan = await storePlan(texts[0] ?? '')
    await store(issue(1), issue(2, { parent: 'EHR-1' }))
    await relateAll(database)
    let deleting: Promise<boolean> = Promise.resolve(false)
    // The deletion begins after the task was read, and before its links are stored.
    await settle(plan, () => {
      deleting = deleteConnection(database.pool, 'jira')
    })
    expect(await deleting).toBe(true)
    expect(await readLinks(database.pool, 'p')).toEqual([])
    expect(await readPortfolio(database.pool, 'p')).toMatchObject({ items: [], links: [] })
  })
})

it('reads the newest parent when an item moved while it waited', async () => {
  const plan = await storePlan(texts[0] ?? '')
  await store(issue(1), issue(2), issue(3, { parent: 'EHR-2' }))
  await store(issue(3, { parent: 'EHR-1', updatedAt: born + minute }))
  await relateAll(database)
  await settle(plan)
  expect((await readOne(database, 'EHR-3')).parent).toBe('EHR-1')
  expect(await deliverables()).toEqual({ 'EHR-1': 'd0', 'EHR-3': 'd0' })
})
