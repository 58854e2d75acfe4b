import { putPlan, settlePlan } from '@throughline/hub'
import { measureKpi, type PlanDocument, parsePlan } from '@throughline/plan'
import { recomputed } from '@throughline/plan/recomputed'
import { readPortfolio, readSideFacts } from '@throughline/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasRecordedData, openRecordedHub, type RecordedHub } from './recorded-tools.ts'

type Measure = Extract<NonNullable<PlanDocument['kpis']>[number], { readonly measure: unknown }>['measure']

const measures: readonly Measure[] = [
  { metric: 'items.created' },
  { metric: 'items.done', window: '4w' },
  { metric: 'items.open', where: { project: 'ALOY' } },
  { metric: 'items.wip', where: { objective: 'o0' } },
  { metric: 'items.lead_time', stat: 'p85', window: '4w' },
  { metric: 'items.cycle_time', stat: 'mean', window: '4w' },
  { metric: 'items.age', stat: 'p50', where: { connection: 'jira' } },
  { metric: 'items.flow_efficiency', window: '4w' },
  { metric: 'items.reopened', window: '4w' },
  { metric: 'prs.opened', where: { connection: 'github' } },
  { metric: 'prs.merged', window: '2w', where: { connection: 'github' } },
  { metric: 'prs.merge_time', stat: 'p75', window: '4w', where: { connection: 'github' } },
  { metric: 'prs.review_time', stat: 'max', window: '4w', where: { connection: 'github' } },
  { metric: 'prs.lead_time', stat: 'p50', window: '4w', where: { connection: 'github' } },
  { metric: 'prs.age', stat: 'p95', where: { connection: 'github' } },
  { metric: 'releases.published', where: { connection: 'jira' } },
  { metric: 'deployments.count', where: { connection: 'github' } },
  { metric: 'sprint.committed', where: { connection: 'jira' } },
  { metric: 'sprint.done', window: '4w', where: { connection: 'jira' } },
  { metric: 'progress' },
  { metric: 'progress', where: { objective: 'o0' } },
  { metric: 'progress', where: { deliverable: 'o0-d1' } },
  { metric: 'share', window: '4w', where: { objective: 'o0' } },
  { metric: 'share', window: '4w', where: { unlinked: true } },
  { metric: 'ratio', of: { metric: 'items.done', window: '4w' }, to: { metric: 'items.created', window: '4w' } },
]

const document: PlanDocument = {
  plan: 'recomputed',
  title: 'Recorded projects',
  period: { start: '2016-01-01', end: '2021-12-31' },
  waitStatuses: ['Open', 'Reopened', 'In Review'],
  objectives: [
    {
      id: 'o0',
      title: 'Services',
      deliverables: [
        { id: 'o0-d0', title: 'Daemon', links: [{ connection: 'jira', project: 'DAEMON' }] },
        {
          id: 'o0-d1',
          title: 'Types of Alloy',
          links: [{ connection: 'jira', project: 'ALOY', types: ['Bug', 'Epic'] }],
        },
      ],
    },
    {
      id: 'o1',
      title: 'Drafts',
      deliverables: [
        {
          id: 'o1-d0',
          title: 'Drafts',
          weigh: 'points',
          links: [{ connection: 'github', repo: 'quicwg/base-drafts' }],
        },
      ],
    },
  ],
  kpis: measures.map((measure, index) => ({ id: `k${index}`, title: `Metric ${index}`, unit: 'units', measure })),
}

const weeks = ['2015-W20', '2016-W40', '2017-W12', '2018-W05', '2019-W30'] as const

/** Plain loops look at every item for every item: of so many, in minutes. */
const SCOPES: ReadonlySet<string> = new Set(['ALOY', 'DAEMON', 'quicwg/base-drafts', 'appcelerator/alloy'])

describe.skipIf(!hasRecordedData())(
  'every metric of the catalogue over recorded projects',
  { timeout: 300_000 },
  () => {
    let recorded: RecordedHub

    beforeAll(async () => {
      recorded = await openRecordedHub()
      const input = { text: JSON.stringify(document), format: 'json', author: null, message: null } as const
      await putPlan(recorded.under.hub, 'recomputed', input, { dryRun: false })
      await settlePlan(recorded.under.hub, 'recomputed')
    }, 300_000)

    afterAll(() => recorded.close())

    it('says what plain loops over the stored items say, durations to the millisecond', async () => {
      const { pool } = recorded.under.hub.database
      const plan = parsePlan(JSON.stringify(document), 'json')
      const stored = await readPortfolio(pool, 'recomputed')
      const needs = { deliveries: true, reviews: true, sprints: true, waitStatuses: plan.waitStatuses }
      const side = await readSideFacts(pool, needs)
      const items = stored.items.filter(({ scope }) => SCOPES.has(scope))
      const ids = new Set(items.map(({ id }) => id))
      const links = stored.links.filter(({ itemId }) => ids.has(itemId))
      expect([items.length > 1_500, links.length > 500]).toEqual([true, true])
      const now = Date.parse('2021-12-31T00:00:00Z')
      const told = new Set<string>()
      for (const [index, measure] of measures.entries()) {
        const kpi = plan.kpis[index]
        if (kpi === undefined) throw new Error('the plan has lost a KPI')
        for (const value of measureKpi({ plan, kpi, items, links, side, now, weeks })) {
          const expected = recomputed(measure, { plan, items, links, side, now, week: value.week })
          const which = `${measure.metric} ${value.week}`
          expect([which, value.count, value.value === null]).toEqual([which, expected.count, expected.value === null])
          if (value.value === null || expected.value === null) continue
          const halfMs = measure.metric.startsWith('prs.') ? 0.5 / 3_600_000 : 0.5 / 86_400_000
          const isDuration = /_time$|\.age$/.test(measure.metric)
          const exactness = isDuration ? halfMs : 1e-12 * Math.max(1, Math.abs(expected.value))
          expect([which, Math.abs(value.value - expected.value) <= exactness]).toEqual([which, true])
          if (value.value !== 0) told.add(measure.metric)
        }
      }
      // Releases and reviews are read beside the items, while this runs: of them there may be something by now.
      const isReadBeside = (metric: string) => /^releases|^deployments|review_time$|^prs.lead_time$/.test(metric)
      expect([...told].filter((metric) => !isReadBeside(metric)).sort()).toEqual([
        'items.age',
        'items.created',
        'items.cycle_time',
        'items.done',
        'items.flow_efficiency',
        'items.lead_time',
        'items.open',
        'progress',
        'prs.age',
        'prs.merge_time',
        'prs.merged',
        'prs.opened',
        'ratio',
        'share',
        'sprint.committed',
        'sprint.done',
      ])
    })
  },
)
