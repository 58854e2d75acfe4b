import {
  burnUp,
  explainItem,
  kpiValues,
  listKpis,
  progressBridge,
  putPlan,
  roadmap,
  settlePlan,
  unlinkedItems,
} from '@throughline/hub'
import { loadBaseDrafts, type Simulator } from '@throughline/simulator'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HubUnderTest, storedState, syncToEnd } from './hub-under-test.ts'
import { explainedPlan, readExplanations } from './recorded-links.ts'
import { recordedKpis, recordedMeasures, recordedValue } from './recorded-numbers.ts'
import { hasRecordedData, openRecordedHub, type RecordedHub, recordedDir } from './recorded-tools.ts'
import {
  type ExpectedItem,
  expectedBaseDrafts,
  expectedTitaniumIssues,
  expectedTitaniumPulls,
} from './recorded-truth.ts'

describe.skipIf(!hasRecordedData())('recorded projects, synced through the queue', { timeout: 300_000 }, () => {
  let recorded: RecordedHub
  let under: HubUnderTest
  let simulator: Simulator
  let issues: readonly ExpectedItem[]
  let pulls: ReturnType<typeof expectedTitaniumPulls>

  beforeAll(async () => {
    issues = expectedTitaniumIssues(recordedDir)
    pulls = expectedTitaniumPulls(recordedDir)
    recorded = await openRecordedHub()
    under = recorded.under
    simulator = recorded.simulator
  }, 300_000)

  afterAll(() => recorded.close())

  it('holds exactly the 6,750 Jira issues, with their states, dates and parents', async () => {
    expect(await storedItems(under, 'jira')).toEqual(inOrder(issues))
  })

  it('holds exactly the derived pull requests and the earlier snapshot of base-drafts', async () => {
    const drafts = expectedBaseDrafts(recordedDir, 'base-drafts.earlier.json.gz')
    const expected = [...pulls.map(({ issueKeys: _, ...pull }) => pull), ...drafts]
    expect(await storedItems(under, 'github')).toEqual(inOrder(expected))
  })

  it('resolves every issue that a pull request names and the archive has', async () => {
    const archived = new Set(issues.map((issue) => issue.key))
    const expected = pulls.flatMap((pull) =>
      pull.issueKeys.filter((key) => archived.has(key)).map((key) => `${pull.key} -> ${key}`),
    )
    const { rows } = await under.database.pool.query<{ link: string }>(
      `select p.key || ' -> ' || t.key as link from item_reference r join item p on p.id = r.item_id
       join item t on t.id = r.target_id where t.connection_id = 'jira'`,
    )
    const found = new Set(rows.map((row) => row.link))
    expect(expected.filter((link) => !found.has(link))).toEqual([])
  })

  it('settles a plan of real epics, components and a repository into the numbers the files give', async () => {
    const outcome = await putPlan(
      under.hub,
      'titanium',
      { text: planText, format: 'yaml', author: null, message: null },
      { dryRun: false },
    )
    expect(outcome.warnings.join('\n')).toContain('TIMOB-25087')
    await settlePlan(under.hub, 'titanium')
    const map = await roadmap(under.hub, 'titanium')
    const deliverables = new Map(map.objectives.flatMap((each) => each.deliverables).map((each) => [each.id, each]))
    const below = (epic: string) => issues.filter((issue) => issue.parent === epic || issue.key === epic)
    for (const [id, epic] of [
      ['sdk-25087', 'TIMOB-25087'],
      ['daemon', 'DAEMON-48'],
      ['tooling', 'TIMOB-26570'],
    ] as const) {
      const members = below(epic).filter((issue) => issue.key !== epic && !issue.isSubtask)
      expect({ id, ...counted(members) }).toEqual({
        id,
        progress: deliverables.get(id)?.progress,
        counts: deliverables.get(id)?.counts,
      })
    }
    const claimed = new Set(
      ['TIMOB-25087', 'DAEMON-48', 'TIMOB-26570'].flatMap((epic) => below(epic).map((i) => i.key)),
    )
    const windows = countedByHand(
      issues.filter((i) => i.key.startsWith('TIMOB-') && i.components.includes('Windows') && !claimed.has(i.key)),
    )
    expect(counted(windows)).toEqual({
      progress: deliverables.get('windows')?.progress,
      counts: deliverables.get('windows')?.counts,
    })
    const means = map.objectives.map((objective) => {
      const measured = objective.deliverables.map((each) => each.progress ?? 0)
      return measured.reduce((sum, each) => sum + each, 0) / measured.length
    })
    map.objectives.forEach((objective, index) => {
      expect(objective.progress).toBeCloseTo(means[index] ?? Number.NaN, 12)
    })
  })

  it('measures KPIs of past weeks as the files give them', async () => {
    const week = { from: '2018-W10', to: '2018-W13' }
    const start = Date.UTC(2018, 2, 5)
    const weekMs = 7 * 86_400_000
    const done = await kpiValues(under.hub, 'titanium', 'done', week)
    const merged = await kpiValues(under.hub, 'titanium', 'merged', week)
    const lead = await kpiValues(under.hub, 'titanium', 'lead', week)
    const parents = new Set(issues.filter((issue) => !issue.isSubtask).flatMap((issue) => issue.parent ?? []))
    const timob = issues.filter((i) => i.key.startsWith('TIMOB-') && !i.isSubtask && !parents.has(i.key))
    for (const index of [0, 1, 2, 3]) {
      const from = start + index * weekMs
      const within = (at: number | null) => at !== null && at >= from && at < from + weekMs
      const finished = timob.filter((issue) => within(issue.doneAt))
      expect(done[index]?.value).toBe(finished.length)
      expect(merged[index]?.value).toBe(pulls.filter((pull) => within(pull.doneAt)).length)
      const days = finished.map((issue) => ((issue.doneAt ?? 0) - issue.createdAt) / 86_400_000)
      expect(lead[index]?.value).toBeCloseTo(percentile(days, 0.85), 9)
    }
    const summary = await listKpis(under.hub, 'titanium')
    expect(summary.map((kpi) => kpi.id)).toEqual(['done', 'lead', 'merged', ...recordedMeasures.map(({ id }) => id)])
  })

  it.each([
    ['2016-12-31', '2017-06-30'],
    ['2018-01-31', '2018-12-31'],
    ['2018-12-31', '2021-06-30'],
  ])('explains why progress moved from %s to %s as the files do', async (from, to) => {
    const bridge = await progressBridge(under.hub, 'titanium', { from, to })
    const parts = bridge.objectives.flatMap((each) => each.deliverables)
    for (const { id, members } of measuredMembers(issues)) {
      const found = parts.find((part) => part.id === id)
      const expected = bridgeByHand(members, dayEndOf(from), dayEndOf(to))
      expect([id, found?.before, found?.after]).toEqual([id, expected.before, expected.after])
      expect([id, found?.parts.map(({ cause, items }) => [cause, items.map(({ key }) => key).sort()])]).toEqual([
        id,
        expected.parts.map(({ cause, keys }) => [cause, keys.toSorted()]),
      ])
      for (const [index, { value }] of expected.parts.entries()) {
        expect(found?.parts[index]?.value).toBeCloseTo(value, 12)
      }
      expect(found?.parts.reduce((sum, { value }) => sum + value, 0)).toBe(found?.change)
    }
  })

  it('draws the burn-up of years before the hub was there as the files do', async () => {
    for (const { id, members } of measuredMembers(issues)) {
      const { points } = await burnUp(under.hub, 'titanium', id, { by: 'week', from: '2016-01-01', to: '2020-12-31' })
      expect(points).toHaveLength(262)
      const found = points.map(({ at, scope, done, dropped, progress }) => {
        return [at, scope.items, done.items, dropped.items, progress]
      })
      const expected = points.map(({ at }) => {
        const standings = members.map((issue) => standingAt(issue, Date.parse(at)))
        const count = (standing: string) => standings.filter((each) => each === standing).length
        const scope = count('open') + count('done')
        return [at, scope, count('done'), count('dropped'), scope === 0 ? null : count('done') / scope]
      })
      expect([id, found]).toEqual([id, expected])
    }
  })

  it('lists what is linked to nothing', async () => {
    const page = await unlinkedItems(under.hub, 'titanium', { connection: 'jira' }, { limit: 200 })
    expect(page.items).toHaveLength(200)
    expect(page.nextCursor).not.toBeNull()
  })

  it('explains 200 random items as a plain reading of the files does', async () => {
    const input = { text: explainedPlan, format: 'json', author: null, message: null } as const
    await putPlan(under.hub, 'explained', input, { dryRun: false })
    await settlePlan(under.hub, 'explained')
    const drafts = expectedBaseDrafts(recordedDir, 'base-drafts.earlier.json.gz')
    const read = readExplanations([...issues, ...pulls, ...drafts])
    const sample = fc.sample(fc.constantFrom(...read.keys()), { seed: 20_261_128, numRuns: 200 })
    const linked: string[] = []
    // The few that are named by key are never drawn.
    for (const key of [...sample, 'TIMOB-24772', 'DAEMON-10', 'TIMOB-24500', 'appcelerator/alloy#55']) {
      const expected = read.get(key)
      const found = await explainItem(under.hub, 'explained', { key })
      expect([key, found.isSettled]).toEqual([key, true])
      expect([key, ...found.claims.map(({ deliverable, rule }) => ({ deliverable, rule }))]).toEqual([
        key,
        ...(expected?.claims ?? []),
      ])
      expect([key, found.link?.deliverable]).toEqual([key, expected?.claims[0]?.deliverable])
      expect([key, found.counting?.counted ?? false]).toEqual([key, found.link !== null && expected?.isCounted])
      const references = found.references.map((reference) => reference.key).sort()
      // Which issues of its own repository a draft names is told by its text, and none of them is linked.
      const known = key.startsWith('quicwg/') ? references : expected?.references.toSorted()
      expect([key, references]).toEqual([key, known])
      for (const { deliverable, failed } of found.nearMisses) {
        expect(expected?.misses).toContainEqual({ deliverable, failed: failed.map(({ field }) => field).sort() })
      }
      if (found.link !== null) linked.push(found.link.rule)
    }
    expect(new Set(linked)).toEqual(new Set(['key', 'epic', 'reference', 'field']))
  })

  it('ends an incremental sync of the later snapshot where a full sync ends', async () => {
    simulator.control.replaceRepo(await loadBaseDrafts(recordedDir, 'later'))
    const { scopes, status } = await syncToEnd(under.hub, 'github', 'incremental')
    expect(status).toBe('succeeded')
    expect(scopes.find((scope) => scope.scope === 'quicwg/base-drafts')?.requests).toBeLessThan(8)
    const incremental = await storedState(under.database)
    const drafts = expectedBaseDrafts(recordedDir, 'base-drafts.json.gz')
    expect(drafts).toHaveLength(479)
    const expected = [...pulls.map(({ issueKeys: _, ...pull }) => pull), ...drafts]
    expect(await storedItems(under, 'github')).toEqual(inOrder(expected))
    await syncToEnd(under.hub, 'github', 'full')
    expect(await storedState(under.database)).toEqual(incremental)
  })

  it('measures every metric of the files, by every statistic, in 60 weeks as plain loops over the files do', async () => {
    const weekMs = 7 * 86_400_000
    const firstMonday = Date.UTC(2017, 0, 2)
    const parents = new Set(issues.filter((issue) => !issue.isSubtask).flatMap((issue) => issue.parent ?? []))
    const timob = issues.filter((i) => i.key.startsWith('TIMOB-') && !i.isSubtask && !parents.has(i.key))
    for (const measure of recordedMeasures) {
      const range = { from: '2017-W01', to: '2018-W08' }
      const values = await kpiValues(under.hub, 'titanium', measure.id, range)
      const items = measure.metric.startsWith('prs.') ? pulls : timob
      const milliseconds = measure.metric.startsWith('prs.') ? 3_600_000 : 86_400_000
      expect(values).toHaveLength(60)
      for (const [index, { week, value, count }] of values.entries()) {
        const end = firstMonday + (index + 1) * weekMs
        const expected = recordedValue(measure, items, { start: end - measure.weeks * weekMs, end })
        expect([measure.id, week, count]).toEqual([measure.id, week, expected.count])
        expect(value === null).toBe(expected.value === null)
        const difference = Math.abs((value ?? 0) - (expected.value ?? 0))
        expect(difference * (measure.stat === undefined ? 1e6 : milliseconds)).toBeLessThan(0.5)
      }
    }
  })
})

const planText = `
plan: titanium
title: Titanium SDK
period: { start: 2016-01-01, end: 2021-12-31 }
objectives:
  - id: platforms
    title: Platforms
    deliverables:
      - id: sdk-25087
        title: An epic that the archive lacks
        links: [{ connection: jira, epic: TIMOB-25087 }]
      - id: windows
        title: Windows
        links: [{ connection: jira, project: TIMOB, components: [Windows] }]
  - id: services
    title: Services
    deliverables:
      - id: daemon
        title: Daemon
        links: [{ connection: jira, epic: DAEMON-48 }]
      - id: tooling
        title: Tooling
        links: [{ connection: jira, epic: TIMOB-26570 }]
      - id: drafts
        title: A real repository
        links: [{ connection: github, repo: quicwg/base-drafts }]
kpis:
  - { id: done, title: Done, unit: items, measure: { metric: items.done, where: { connection: jira, project: TIMOB } } }
  - id: lead
    title: Lead time
    unit: days
    measure: { metric: items.lead_time, stat: p85, where: { connection: jira, project: TIMOB } }
  - id: merged
    title: Merged
    unit: pull requests
    measure: { metric: prs.merged, where: { connection: github, not: { repo: quicwg/base-drafts } } }
${recordedKpis()}
`

/** What an independent reading of the same fields gives. */
async function storedItems(under: HubUnderTest, connection: string): Promise<readonly object[]> {
  const { rows } = await under.database.pool.query<Record<string, unknown>>(
    `select key, kind, state, parent_key, created_at, started_at, done_at, dropped_at, updated_at, components, labels,
       is_subtask from item where connection_id = $1`,
    [connection],
  )
  const ms = (at: unknown) => (at instanceof Date ? at.getTime() : null)
  const items = rows.map((row) => ({
    key: String(row.key),
    kind: row.kind,
    state: row.state,
    parent: row.parent_key,
    createdAt: ms(row.created_at),
    startedAt: ms(row.started_at),
    doneAt: ms(row.done_at),
    droppedAt: ms(row.dropped_at),
    updatedAt: ms(row.updated_at),
    components: row.components,
    labels: row.labels,
    isSubtask: row.is_subtask,
  }))
  return inOrder(items)
}

function inOrder<T extends { readonly key: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** Leaves out sub-tasks whose parent is there, and containers of a child that is there. */
function countedByHand(linked: readonly ExpectedItem[]): ExpectedItem[] {
  const keys = new Set(linked.map((item) => item.key))
  const parents = new Set(linked.filter((item) => !item.isSubtask).flatMap((item) => item.parent ?? []))
  return linked.filter((item) => {
    if (item.isSubtask && item.parent !== null && keys.has(item.parent)) return false
    return !parents.has(item.key)
  })
}

function counted(items: readonly ExpectedItem[]) {
  const count = (state: string) => items.filter((item) => item.state === state).length
  const counts = {
    todo: count('todo'),
    inProgress: count('in_progress'),
    done: count('done'),
    dropped: count('dropped'),
  }
  const living = counts.todo + counts.inProgress + counts.done
  return { progress: living === 0 ? null : counts.done / living, counts }
}

/** The counted issues of each measured deliverable of the plan, by the files. */
function measuredMembers(issues: readonly ExpectedItem[]): { readonly id: string; readonly members: ExpectedItem[] }[] {
  const epics = [
    ['sdk-25087', 'TIMOB-25087'],
    ['daemon', 'DAEMON-48'],
    ['tooling', 'TIMOB-26570'],
  ] as const
  const below = epics.map(([id, epic]) => ({
    id,
    all: issues.filter((issue) => issue.parent === epic || issue.key === epic),
  }))
  const claimed = new Set(below.flatMap(({ all }) => all.map(({ key }) => key)))
  const windows = issues.filter(
    ({ key, components }) => key.startsWith('TIMOB-') && components.includes('Windows') && !claimed.has(key),
  )
  return [...below, { id: 'windows', all: windows }].map(({ id, all }) => ({ id, members: countedByHand(all) }))
}

/** Where an issue without a history stood at an instant. */
function standingAt(
  { createdAt, doneAt, droppedAt }: ExpectedItem,
  at: number,
): 'absent' | 'open' | 'done' | 'dropped' {
  if (createdAt > at) return 'absent'
  if (doneAt !== null && doneAt <= at) return 'done'
  return droppedAt !== null && droppedAt <= at ? 'dropped' : 'open'
}

/** The last millisecond of a day in UTC. */
function dayEndOf(date: string): number {
  return Date.parse(`${date}T23:59:59.999Z`)
}

/** Why progress moved, by plain loops: nothing in the archive was reopened, moved or estimated again. */
function bridgeByHand(members: readonly ExpectedItem[], from: number, to: number) {
  const standings = members.map((issue) => ({
    key: issue.key,
    was: standingAt(issue, from),
    is: standingAt(issue, to),
  }))
  const progressOf = (each: readonly string[]) => {
    const done = each.filter((standing) => standing === 'done').length
    const alive = done + each.filter((standing) => standing === 'open').length
    return alive === 0 ? null : done / alive
  }
  let world: string[] = standings.map(({ was }) => was)
  const parts = (['added', 'dropped', 'done'] as const).flatMap((cause) => {
    const next = standings.map(({ is }, index) => {
      const now = world[index] ?? ''
      if (cause === 'added') return now === 'absent' && (is === 'open' || is === 'done') ? 'open' : now
      return is === cause ? cause : now
    })
    const keys = standings.flatMap(({ key }, index) => (next[index] === world[index] ? [] : [key]))
    const value = (progressOf(next) ?? 0) - (progressOf(world) ?? 0)
    world = next
    return keys.length === 0 ? [] : [{ cause, keys, value }]
  })
  return { before: progressOf(standings.map(({ was }) => was)), after: progressOf(world), parts }
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * part
  const low = sorted[Math.floor(place)] ?? Number.NaN
  const high = sorted[Math.ceil(place)] ?? Number.NaN
  return low + (high - low) * (place - Math.floor(place))
}
