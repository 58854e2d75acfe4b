import { describe, expect, it } from 'vitest'
import { weekOf } from '../calendar/iso-week.ts'
import { day, linkTo, smallPlan, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { NO_FACTS } from '../review/reviewed-plan.fixture.ts'
import { REPORT_AUDIENCES, type ReportAudience } from './audience.ts'
import { breakable } from './html/breakable.fixture.ts'
import { renderHtml as renderPage } from './render-html.ts'
import { renderMarkdown } from './render-markdown.ts'
import type { WeeklyReport } from './report.ts'
import type { ReportBridge } from './report-bridge.ts'
import { type WeeklyReportInput, weeklyReport } from './weekly-report.ts'

const done = workItem({ timeline: timeline(day(0), [day(8), 'done']) })
const open = workItem({ timeline: timeline(day(0), [day(8), 'in_progress']) })

const INPUT: WeeklyReportInput = {
  plan: smallPlan({
    vision: 'Every patient with the whole record',
    objectives: [
      {
        id: 'records',
        title: 'One record',
        deliverables: [
          { id: 'core', title: 'Core live' },
          { id: 'index', title: 'One index', due: '2026-12-31' },
          { id: 'late', title: 'Late already', due: '2026-09-09' },
        ],
      },
      { id: 'staff', title: 'Staff are ready', deliverables: [] },
    ],
    kpis: [{ id: 'finished', title: 'Items finished', target: 1, measure: { metric: 'items.done' } }],
    risks: [{ id: 'outage', title: 'An outage', assessments: [{ date: '2026-09-01', probability: 3, impact: 5 }] }],
  }),
  version: 1,
  items: [done, open],
  links: [...linkTo('core', done), ...linkTo('index', open)],
  week: weekOf(day(7), 'UTC'),
  now: day(14),
  facts: NO_FACTS,
  data: { coverage: 1, oldestSyncAt: day(14) },
}

const renderHtml = (...given: Parameters<typeof renderPage>) => breakable(renderPage(...given))

const REPORT = weeklyReport(INPUT)

/** The report of the plan over data that was last read so many days before its end. */
const reportOf = (days: number) => weeklyReport({ ...INPUT, data: { coverage: 1, oldestSyncAt: day(14 - days) } })

const FORMATS: readonly (readonly [string, (report: WeeklyReport, audience: ReportAudience) => string])[] = [
  ['Markdown', renderMarkdown],
  ['HTML', renderHtml],
]

describe.each(FORMATS)('a report as %s', (_, render) => {
  it.each(REPORT_AUDIENCES)('for %s names every objective, deliverable, KPI and decision', (audience) => {
    const text = render(REPORT, audience)
    const { objectives, kpis, decisions = [] } = REPORT
    const all = [...objectives, ...objectives.flatMap(({ deliverables }) => deliverables), ...kpis, ...decisions]
    expect(all.length).toBeGreaterThanOrEqual(7)
    for (const { title } of all) expect(text).toContain(title)
    expect(text).toContain('100.0 % of what the tools show has been read')
  })

  it('for executives leaves out items, vision and the other parts of the plan', () => {
    const team = ['Finished in the week', 'Every patient with the whole record', 'Plan review', done.key]
    for (const part of team) {
      expect(render(REPORT, 'team')).toContain(part)
      expect(render(REPORT, 'executive')).not.toContain(part)
    }
  })

  it('is for the team where nobody says for whom', () => {
    expect(render(REPORT, 'team')).toBe(render === renderHtml ? renderHtml(REPORT) : renderMarkdown(REPORT))
  })

  it.each(REPORT_AUDIENCES)(
    'for %s is readable from reports that were published before there were news',
    (audience) => {
      const old: Partial<WeeklyReport> & WeeklyReport = { ...REPORT }
      for (const name of NEWS) delete old[name]
      const text = render(old, audience)
      expect(text).toContain(REPORT.summary)
      expect(text).not.toMatch(/undefined|NaN|Decisions needed/)
    },
  )
})

const NEWS = [
  'story',
  'datesBefore',
  'finishedDeliverables',
  'slipped',
  'movedDates',
  'kpiChanges',
  'attention',
  'decisions',
  'dueNextWeek',
  'data',
] as const

describe('good news', () => {
  const greenIn = (html: string) => html.match(/class="(on_track|done)"/g) ?? []

  it('is green on data that is complete and up to date', () => {
    expect(greenIn(renderHtml(REPORT)).length).toBeGreaterThan(0)
    expect(renderMarkdown(REPORT)).toContain('| Core live | 100.0 % | +100.0 pp | done |')
  })

  it.each(REPORT_AUDIENCES)('is never green for %s on data that is stale or incomplete, and says why', (audience) => {
    const incomplete = weeklyReport({ ...INPUT, data: { coverage: 0.97, oldestSyncAt: day(14) } })
    for (const [report, word] of [
      [reportOf(3), 'stale'],
      [incomplete, 'incomplete'],
    ] as const) {
      const html = renderHtml(report, audience)
      expect(greenIn(html)).toEqual([])
      expect(html).toContain(`on track (data ${word})`)
      expect(renderMarkdown(report, audience)).toContain(`on track (data ${word})`)
      expect(report.summary).toContain(`The data is ${word}`)
    }
  })
})

describe('a bridge', () => {
  const nothing = { items: [], itemsLeftOut: 0, changes: [], changesLeftOut: 0 }
  const bridge: ReportBridge = {
    before: 0.25,
    after: 0.3,
    change: 0.05,
    note: null,
    parts: [
      { cause: 'added', value: -0.02, count: 2, ...nothing },
      { cause: 'done', value: 0.07, count: 3, ...nothing },
    ],
  }

  it('is shown as a waterfall in HTML and as a table in Markdown', () => {
    const report = { ...REPORT, bridge }
    expect(renderMarkdown(report, 'executive')).toContain(
      '| Before | 25.0 % |\n| 2 items added | -2.0 pp |\n| 3 items done | +7.0 pp |\n| After | 30.0 % over 2 of 3 deliverables |',
    )
    expect(renderHtml(report, 'executive')).toContain('<title>3 items done: +7.0 pp</title>')
    const { bridge: _, ...untold } = REPORT
    expect(renderHtml(untold)).not.toContain('Why progress of the plan moved')
  })

  it('of an objective is a sentence for the team', () => {
    const objectives = REPORT.objectives.map((objective) => ({ ...objective, bridge }))
    for (const [, render] of FORMATS) {
      expect(render({ ...REPORT, objectives }, 'team')).toContain(
        'What moved it: 3 items done (+7.0 pp), 2 added (-2.0 pp).',
      )
    }
  })
})
