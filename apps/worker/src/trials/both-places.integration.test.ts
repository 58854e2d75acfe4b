import {
  kpiEvidence,
  kpiValues,
  listKpis,
  publishWeeklyReport,
  putConnection,
  putPlan,
  renderReport,
  roadmap,
  startSync,
  unlinkedItems,
  weeklyReport,
} from '@throughline/hub'
import { PROGRAMMES, portfolioOf, type Simulator, startSimulator } from '@throughline/simulator'
import { templateAfterAYear } from '@throughline/templates'
import { startRedis, until } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endOfSync, hubUnderTest, storedState } from './hub-under-test.ts'

const redis = await startRedis()
afterAll(() => redis?.stop())

/** Noon of a Wednesday: the clock stands still, so both runs see the same day. */
const today = Date.parse('2026-11-18T11:00:00Z')
/** The week that ended last. */
const week = '2026-W46'

/** Everything a person can see after a first sync of the hospital's tools. */
async function wholeFlow(simulator: Simulator, redisUrl: string | null) {
  const under = await hubUnderTest({ redisUrl, works: true, clock: () => today })
  try {
    const { hub } = under
    const { jiraUrl, jiraAuth, githubUrl, githubAuth } = simulator
    const repositories = simulated.github.map(({ repo }) => repo)
    await putConnection(hub, 'jira', {
      kind: 'jira',
      baseUrl: jiraUrl,
      auth: jiraAuth,
      scopes: simulated.jira.flatMap(({ projects }) => projects.map(({ key }) => key)),
    })
    await putConnection(hub, 'github', {
      kind: 'github',
      baseUrl: githubUrl,
      auth: githubAuth,
      scopes: repositories,
    })
    const connections = { jira: 'jira', github: 'github' }
    const text = await templateAfterAYear('hospital-records', { today: '2026-11-18', ...connections })
    const { plan } = await putPlan(
      hub,
      'ehr-rollout',
      { text, format: 'yaml', author: null, message: null },
      { dryRun: false },
    )
    const syncs = [await startSync(hub, 'jira', { mode: 'full' }), await startSync(hub, 'github', { mode: 'full' })]
    const ends = await Promise.all(syncs.map(({ id }) => endOfSync(hub, id)))
    // Settling follows the sync by itself, through the queue.
    const settled = async () => {
      const { rows } = await under.database.pool.query<{ busy: boolean }>(
        `select exists (select from dirty_link) or exists (select from plan where settled_version <> version) as busy`,
      )
      return rows[0]?.busy === false
    }
    await until(settled, { what: 'the plan is settled', timeoutMs: 30_000 })
    await publishWeeklyReport(hub, plan, week)
    const kpis = await listKpis(hub, plan)
    const measured = await Promise.all(
      kpis.map(async ({ id }) => ({
        id,
        values: await kpiValues(hub, plan, id, { from: '2026-W44', to: week }),
        evidence: (await kpiEvidence(hub, plan, id, { week })).items.length,
      })),
    )
    const report = await weeklyReport(hub, plan, week)
    return {
      statuses: ends.map((sync) => sync.status),
      items: await storedState(under.database),
      roadmap: await roadmap(hub, plan),
      kpis,
      measured,
      report,
      markdown: renderReport(report, 'markdown'),
      unlinked: (await unlinkedItems(hub, plan, {}, { limit: 200 })).items.map((item) => item.key).sort(),
    }
  } finally {
    await under.close()
  }
}

const simulated = portfolioOf(PROGRAMMES['hospital-records'], { seed: 1, today })

describe('the whole flow', { timeout: 120_000 }, () => {
  let simulator: Simulator
  let onPostgres: Awaited<ReturnType<typeof wholeFlow>>

  beforeAll(async () => {
    simulator = await startSimulator({ data: simulated, clock: () => today })
    onPostgres = await wholeFlow(simulator, null)
  }, 120_000)

  afterAll(() => simulator.close())

  it('ends with the whole portfolio, a measured roadmap, KPIs and a report, queues on PostgreSQL', () => {
    expect(onPostgres.statuses).toEqual(['succeeded', 'succeeded'])
    expect(onPostgres.items).toHaveLength(
      simulated.jira.flatMap((site) => site.issues).length + simulated.github.flatMap((repo) => repo.issues).length,
    )
    expect(onPostgres.roadmap.progress).toBeGreaterThan(0)
    expect(onPostgres.roadmap.progress).toBeLessThan(1)
    expect(onPostgres.measured.some(({ evidence }) => evidence > 0)).toBe(true)
    for (const objective of onPostgres.roadmap.objectives) expect(onPostgres.markdown).toContain(objective.title)
  })

  it.skipIf(redis === null)('ends in the same on Redis', async () => {
    const onRedis = await wholeFlow(simulator, redis?.url ?? null)
    for (const what of [
      'statuses',
      'items',
      'roadmap',
      'kpis',
      'measured',
      'report',
      'markdown',
      'unlinked',
    ] as const) {
      expect({ [what]: onRedis[what] }).toEqual({ [what]: onPostgres[what] })
    }
  })
})
