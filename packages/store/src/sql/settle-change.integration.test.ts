import {
  compileLinker,
  type ItemRecord,
  linkItems,
  linkReach,
  type PlanDocument,
  parsePlan,
  type SelectorInput,
} from '@throughline/plan'
import { makeRecord } from '@throughline/testing'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../database.ts'
import { putPlan } from '../records/plans.ts'
import type { LinkingTask } from './linking-task.ts'
import { readPortfolio } from './read-portfolio.ts'
import { settleLinks } from './settle.ts'
import { readLinks } from './store-links.ts'
import { hubNow, relateAll, storeConnection, storeRecords } from './stored-items.fixture.ts'
import { openTestStore } from './test-store.fixture.ts'

let database: Database

beforeEach(async () => {
  database = await openTestStore()
  await storeConnection(database, 'jira', 'jira', ['EHR', 'ÖPS'])
  await storeConnection(database, 'gh', 'github', ['acme/Core'])
})

afterEach(() => database.close())

type Links = readonly (readonly [deliverable: string, links: readonly SelectorInput[]])[]

const textOf = (links: Links) =>
  JSON.stringify({
    plan: 'p',
    title: 'A plan',
    period: { start: '2026-01-01', end: '2026-12-31' },
    objectives: [
      { id: 'o', title: 'O', deliverables: links.map(([id, selectors]) => ({ id, title: id, links: [...selectors] })) },
    ],
  } satisfies PlanDocument)

/** Stores a version of the plan and settles it as the hub does; answers what was read for that. */
async function settle(links: Links): Promise<LinkingTask | null> {
  const text = textOf(links)
  const stored = await putPlan(database, { plan: 'p', format: 'json', text, author: null, message: null }, hubNow)
  const plan = parsePlan(text, 'json')
  let seen: LinkingTask | null = null
  await settleLinks(
    database.pool,
    {
      id: 'p',
      version: stored?.version ?? 0,
      reachSince: (settled) => linkReach(parsePlan(settled, 'json'), plan),
      link(task) {
        seen = task
        return linkItems(compileLinker(plan), task.items)
      },
    },
    hubNow,
  )
  return seen
}

async function linkedFromScratch(links: Links) {
  const { items } = await readPortfolio(database.pool, 'p')
  return linkItems(compileLinker(parsePlan(textOf(links), 'json')), items)
}

async function store(records: readonly ItemRecord[]): Promise<void> {
  const [pulls, issues] = [true, false].map((isPull) =>
    records.filter(({ kind }) => (kind === 'pull_request') === isPull),
  )
  await storeRecords(database, 'jira', issues ?? [])
  await storeRecords(database, 'gh', pulls ?? [])
  await relateAll(database)
}

const issueKeys = ['EHR-1', 'EHR-2', 'EHR-3', 'ÖPS-4', 'ÖPS-5', 'EHR-6', 'EHR-7', 'EHR-8', 'EHR-9', 'EHR-10']
/** Parents that lie where nobody reads. */
const unreadKeys = ['PORT-1', 'ÄRZ-2']
const pullKeys = Array.from({ length: 6 }, (_, index) => `acme/Core#${index + 1}`)

const anyIssue = (key: string, index: number) =>
  fc
    .record({
      parent: fc.option(fc.constantFrom(...issueKeys.slice(0, index), ...unreadKeys), { freq: 4 }),
      labels: fc.subarray(['core', 'Team-A/x', 'Größe', 'GRÖSSE', '50%', 'kelvin \u212a']),
      components: fc.subarray(['API', 'Öl-API']),
      milestones: fc.subarray(['v1', 'V2']),
      assignee: fc.constantFrom(null, 'Ada', 'Örn'),
      type: fc.constantFrom('Story', 'BUG'),
    })
    .map((fields) => makeRecord({ ...fields, key, scope: key.split('-')[0] ?? '' }))

const anyPull = (key: string) =>
  fc
    .record({
      mentions: fc.subarray([...issueKeys.filter((each) => each.startsWith('EHR'))], { maxLength: 3 }),
      v1: fc.boolean(),
    })
    .map(({ mentions, v1 }) =>
      makeRecord({
        ...{ kind: 'pull_request', key, scope: 'acme/Core', milestones: v1 ? ['v1'] : [] },
        mentions: mentions.map((each) => ({ tool: 'jira', key: each, via: 'title' })),
      }),
    )

const anyRecords = fc.tuple(...issueKeys.map(anyIssue), ...pullKeys.map(anyPull))

const some = (...values: string[]) => fc.subarray(values, { minLength: 1, maxLength: Math.min(2, values.length) })
const anyFields = fc.record(
  {
    connection: some('JIRA', 'gh'),
    kind: fc.constantFrom('issue' as const, 'pull_request' as const),
    project: some('ehr', 'öps'),
    repo: some('ACME/core', 'acme/other'),
    types: some('story', 'Bug'),
    labels: some('Core', 'team-*', '*/X', 'größe', 'gr?sse', '50%', '?0%', '*', '* k'),
    components: some('api', '*API', 'öl*'),
    milestone: some('V1'),
    fixVersions: some('v2', 'V1'),
    statuses: some('to do', 'open'),
    assignees: some('ADA', 'örn'),
    not: fc.record({ labels: some('c*', 'grösse'), types: some('bug') }, { requiredKeys: ['labels'] }),
  },
  { requiredKeys: [] },
)
const anySelector: fc.Arbitrary<SelectorInput> = fc
  .oneof(
    fc.record({ keys: some(...issueKeys.map((key) => key.toLowerCase()), 'ACME/CORE#2') }),
    fc.record({ epic: some(...issueKeys, ...unreadKeys.map((key) => key.toLowerCase())) }),
    anyFields.chain((fields) =>
      fc
        .subarray(Object.entries(fields), { maxLength: Math.min(3, Object.keys(fields).length) })
        .map((kept): SelectorInput => Object.fromEntries(kept)),
    ),
  )
  .filter((selector) => Object.keys(selector).length > 0)

const anyLinks: fc.Arbitrary<Links> = fc
  .tuple(
    fc.shuffledSubarray(['d1', 'd2', 'd3', 'd4', 'd5']),
    fc.array(fc.array(anySelector, { maxLength: 2 }), { minLength: 5, maxLength: 5 }),
  )
  .map(([ids, lists]) => ids.map((id, index) => [id, lists[index] ?? []]))

/** Versions of a plan that follow from each other by one change each, or are quite different. */
const anyHistory = fc
  .tuple(anyLinks, fc.array(fc.tuple(fc.nat(4), fc.nat(3), anySelector, anyLinks), { minLength: 1, maxLength: 5 }))
  .map(([first, changes]) => {
    const versions: Links[] = [first]
    for (const [which, what, selector, other] of changes) {
      const before = versions.at(-1) ?? []
      const index = which % Math.max(1, before.length)
      const [id, selectors] = before[index] ?? ['d9', []]
      const others = before.filter((_, place) => place !== index)
      const changed: Links[] = [
        others.toSpliced(index, 0, [id, [...selectors, selector]]),
        others.toSpliced(index, 0, [id, selectors.slice(1)]),
        [...others, [id, selectors]],
        other,
      ]
      versions.push(changed[what] ?? other)
    }
    return versions
  })

it('settling version after version gives what linking everything gives, words and conflicts included', async () => {
  let spared = 0
  await fc.assert(
    fc.asyncProperty(anyRecords, anyHistory, async (records, versions) => {
      await database.pool.query('truncate item, mention, item_reference, dirty_item, dirty_link, link, plan cascade')
      await store(records)
      for (const links of versions) {
        const task = await settle(links)
        expect(await readLinks(database.pool, 'p')).toEqual(await linkedFromScratch(links))
        spared += records.length - (task?.affected.size ?? 0)
      }
    }),
    { numRuns: 40 },
  )
  expect(spared).toBeGreaterThan(500)
}, 120_000)

describe('after a change of the plan', () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    makeRecord({ key: `EHR-${index + 100}`, parent: `EHR-${(index % 4) + 1}`, labels: index < 3 ? ['Rare'] : [] }),
  )
  const records = [
    ...[1, 2, 3, 4].map((number) => makeRecord({ key: `EHR-${number}` })),
    ...many,
    makeRecord({
      ...{ kind: 'pull_request', key: 'acme/Core#1', scope: 'acme/Core' },
      mentions: [{ tool: 'jira', key: 'EHR-100', via: 'title' }],
    }),
  ]
  const base: Links = [
    ['d1', [{ epic: 'EHR-1' }]],
    ['d2', [{ project: 'EHR', types: 'Epic' }]],
    ['d3', [{ epic: 'EHR-2' }]],
  ]
  const changed = (place: number, ...selectors: SelectorInput[]): Links =>
    base.with(place, [`d${place + 1}`, selectors])
  const sizes = (task: LinkingTask | null) => [task?.affected.size, task?.items.length]

  beforeEach(async () => {
    await store(records)
    await settle(base)
  })

  it.each<[string, Links, number, number]>([
    // With the pull request that references one of them, and what stands above.
    ['a label', changed(1, { labels: 'rare' }), 4, 7],
    ['a pattern', changed(1, { project: 'ehr', labels: 'r?r*' }), 4, 7],
    ['a key', changed(1, { project: 'EHR', types: 'Epic' }, { keys: ['EHR-150', 'NONE-1'] }), 1, 2],
    ['an epic', changed(2), 76, 76],
    ['the order of deliverables that nothing is claimed by together', base.toReversed(), 0, 0],
    ['nothing about links', base, 0, 0],
  ])('%s reads only what that can reach', async (_, links, affected, read) => {
    // A title makes another version of it.
    const text = textOf(links).replace('A plan', 'Another plan')
    await putPlan(database, { plan: 'p', format: 'json', text, author: null, message: null }, hubNow)
    expect(sizes(await settle(links))).toEqual([affected, read])
    expect(await readLinks(database.pool, 'p')).toEqual(await linkedFromScratch(links))
  })

  it('links what waits as well', async () => {
    const minute = 60_000
    await storeRecords(database, 'jira', [
      { ...many[10], ...makeRecord({ key: 'EHR-110', parent: 'EHR-2', updatedAt: hubNow + minute }) },
    ])
    await relateAll(database)
    const links = changed(1, { labels: 'rare' })
    expect(sizes(await settle(links))).toEqual([5, 8])
    expect(await readLinks(database.pool, 'p')).toEqual(await linkedFromScratch(links))
  })

  it('links everything when many searches go through the place that holds most items', async () => {
    await database.pool.query(
      `insert into item (connection_id, scope, key, source_id, kind, type, is_subtask, title, url, status, category,
         labels, components, milestones, created_at, updated_at, observed_at, content_hash, state, timeline, changed_at)
       select connection_id, 'P' || n, 'P' || n || '-1', source_id, kind, type, is_subtask, title, url, status, category,
         labels, components, milestones, created_at, updated_at, observed_at, content_hash, state, timeline, changed_at
       from item, generate_series(1, 10) n where key = 'EHR-1'`,
    )
    const labelled = (count: number, project: string) =>
      Array.from({ length: count }, (_, index) => ({ project, labels: `l${index}` }))
    const all = records.length + 10
    await settle(base)
    expect((await settle(changed(1, ...labelled(12, 'ehr'))))?.affected.size).toBe(all)
    await settle(base)
    expect(
      (await settle(changed(1, { project: 'EHR', types: 'Epic' }, ...labelled(12, 'p1'))))?.affected.size,
    ).toBeLessThan(all)
  })

  it.each<[string, Links]>([
    ['chooses most items', changed(1, { connection: 'jira' })],
    ['says nothing but what it leaves out', changed(1, { not: { labels: 'rare' } })],
    ['is many searches', changed(1, ...Array.from({ length: 6 }, (_, index) => ({ labels: `l${index}` })))],
  ])('links everything when it %s', async (_, links) => {
    // So that most of them are more than a few.
    await database.pool.query(
      `insert into item (connection_id, scope, key, source_id, kind, type, is_subtask, title, url, status, category,
         labels, components, milestones, created_at, updated_at, observed_at, content_hash, state, timeline, changed_at)
       select connection_id, scope, 'BULK-' || n, source_id, kind, type, is_subtask, title, url, status, category, labels,
         components, milestones, created_at, updated_at, observed_at, content_hash, state, timeline, changed_at
       from item, generate_series(1, 2000) n where key = 'EHR-1'`,
    )
    expect((await settle(links))?.affected.size).toBe(2_305)
    expect(await readLinks(database.pool, 'p')).toEqual(await linkedFromScratch(links))
  })
})
