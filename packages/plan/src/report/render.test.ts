import { describe, expect, it } from 'vitest'
import { previousWeek, weekBounds } from '../calendar/iso-week.ts'
import { AFTER, flowingPlan, flowingWork, weeksOf } from '../forecast/flowing-work.fixture.ts'
import { outlookOf } from '../measure/outlook.ts'
import { day } from '../measure/random-portfolio.fixture.ts'
import { NO_FACTS } from '../review/reviewed-plan.fixture.ts'
import { breakable } from './html/breakable.fixture.ts'
import { renderCsv } from './render-csv.ts'
import { renderHtml as renderPage } from './render-html.ts'
import { renderMarkdown } from './render-markdown.ts'
import { PLAIN, reportWith } from './rendered-report.fixture.ts'
import { weeklyReport } from './weekly-report.ts'

const renderHtml = (...given: Parameters<typeof renderPage>) => breakable(renderPage(...given))

/** The same by data that was all read. */
const COMPLETE = reportWith('Records & more', {
  data: { coverage: 1, oldestSyncAt: weekBounds(PLAIN.week, 'UTC').end },
})

/** Early on the Monday after. */
const RUNNING = reportWith('Records & more', { days: 14, now: day(14) + 3_600_000 })

describe('every format', () => {
  it('names the plan, every objective, deliverable and KPI, the week and the time zone', () => {
    const texts = [renderMarkdown(PLAIN), renderHtml(PLAIN).replaceAll('&amp;', '&'), renderCsv(PLAIN)]
    for (const text of texts) {
      for (const number of [1, 2, 3, 4]) expect(text).toContain(`Records & more ${number}`)
      expect(text).toContain('Records & more 1 (linked directly)')
      expect(text).toContain(PLAIN.week)
      expect(text).toContain('Europe/Berlin')
    }
  })

  it('says of each scope how much of it is held and when it was read', () => {
    const data = {
      coverage: 0.5,
      oldestSyncAt: null,
      scopes: [
        { connection: 'jira', scope: 'EHR', coverage: 0.99999, readAt: day(19) },
        { connection: 'github', scope: 'clinic/ehr', coverage: null, readAt: null },
      ],
    }
    const report = reportWith('Records', { data })
    expect(report.scopes?.[0]).toEqual({ ...data.scopes[0], readAt: new Date(day(19)).toISOString() })
    const read = `${new Date(day(19)).toISOString().slice(0, 10)} 00:00 UTC`
    const markdown = renderMarkdown(report)
    expect(markdown).toContain(`| jira | EHR | 99.9 % | ${read} |`)
    expect(markdown).toContain('| github | clinic/ehr | not known | never |')
    const html = renderHtml(report)
    for (const words of ['99.9 %', read, 'clinic/ehr', 'not known', 'never']) expect(html).toContain(`>${words}<`)
    const rows = renderCsv(report)
      .split('\r\n')
      .filter((row) => row.startsWith('scope,'))
    expect(rows).toEqual([
      expect.stringMatching(/,EHR,.*,jira,99\.999,/),
      expect.stringMatching(/,clinic\/ehr,.*,github,,,,$/),
    ])
  })

  it('that was published before says at least how much was read', () => {
    for (const text of [renderMarkdown(PLAIN), renderHtml(PLAIN)])
      expect(text).toContain('90.0 % of what the tools show has been read')
  })

  it('never shows a mean without saying that it stands on some of its deliverables', () => {
    for (const text of [renderMarkdown(PLAIN), renderHtml(PLAIN)]) {
      expect(text).toContain('22.2 % over 1 of 3 deliverables')
      expect(text.match(/22\.2 %(?! over)/)).toBeNull()
      expect(text).toContain('+22.2 pp')
    }
  })
})

describe('a report of the running week', () => {
  it('shows last week’s change beside its own, of the plan, every objective and every deliverable', () => {
    const moves = /0\.0 pp so far this week, \+22\.2 pp last week/g
    expect(renderMarkdown(RUNNING).match(moves)).toHaveLength(2)
    expect(renderMarkdown(RUNNING)).toContain(
      '| Records & more 2 | 66.7 % | 0.0 pp | +66.7 pp | unknown | 2 of 3 items done | 2026-09-30 |',
    )
    expect(renderMarkdown(RUNNING)).toContain('| Deliverable | Progress | So far this week | Last week |')
    expect(renderHtml(RUNNING).match(moves)).toHaveLength(2)
    expect(renderHtml(RUNNING)).toMatch(/data-label="So far this week">0\.0 pp<.*data-label="Last week">\+66\.7 pp</)
  })

  it('gives last week’s change a column in CSV, whether the week is over or not', () => {
    for (const [report, last] of [
      [RUNNING, `${PLAIN.week},22.2222`],
      [PLAIN, `${previousWeek(PLAIN.week)},0`],
    ] as const) {
      const [head = '', first = ''] = renderCsv(report).split('\r\n')
      expect(head).toContain('change_percentage_points,last_week,last_week_change_percentage_points,')
      expect(first).toContain(last)
    }
  })

  it('is told from one that is over, which shows its own change alone', () => {
    for (const text of [renderMarkdown(PLAIN), renderHtml(PLAIN)]) {
      expect(text).toContain('+22.2 pp in the week')
      expect(text).not.toContain('last week')
    }
  })

  it('is readable from reports that were published before last week was measured', () => {
    const { lastWeek, ...old } = { ...RUNNING, objectives: RUNNING.objectives.map(({ lastWeek: _, ...part }) => part) }
    expect(lastWeek).toBeDefined()
    expect(renderMarkdown(old)).toContain('(0.0 pp so far this week, no comparison last week)')
    expect(renderHtml(old)).toContain('0.0 pp so far this week, no comparison last week.')
    expect(renderCsv(old)).toContain('objective,records')
  })
})

describe('forecasts', () => {
  const { work, items, links } = flowingPlan([
    { id: 'core', due: '2027-01-31', items: flowingWork(weeksOf(12, { delivered: 2 }), 10) },
    { id: 'stuck', items: flowingWork(weeksOf(12, { delivered: 1, added: 1 }), 10) },
    { id: 'kept', items: flowingWork([...weeksOf(22, { delivered: 2 }), ...weeksOf(2, {})], 0) },
  ])
  const { plan } = work
  const report = weeklyReport({
    ...{ plan, version: 1, items, links, week: '2026-W47', now: AFTER },
    facts: NO_FACTS,
    outlookAt: (at) => outlookOf({ plan, items, links, at }),
  })

  it('are those of the roadmap at the end of the week', () => {
    const dates = report.objectives[0]?.deliverables.map(({ forecast }) => forecast)
    const at = (date: string | null) => ({ p50: date, p85: date, p95: date })
    expect(dates).toEqual([at('2026-12-27'), at(null), null])
    expect(report.calibration?.p85).toEqual({ of: 3, held: 3 })
  })

  it('stand beside the due dates in every format, with how often such dates held', () => {
    const held =
      'Of the dates that past forecasts gave and that have passed, 3 of 3 held for 50 %, and 3 of 3 for 85 %.'
    const markdown = renderMarkdown(report)
    expect(markdown).toContain('| Due | Forecast (50 % / 85 %) |')
    expect(markdown).toContain('| 2027-01-31 | 2026-12-27 / 2026-12-27 |')
    expect(markdown).toContain('| no date | open-ended / open-ended |')
    expect(markdown).toContain('| no date | none |')
    expect(markdown).toContain(held)
    const html = renderHtml(report)
    expect(html).toMatch(/data-label="Due">2027-01-31<.*forecast">2026-12-27 \/<br>2026-12-27</)
    expect(html).toContain('<title>The core: due 2027-01-31, 50 % by 2026-12-27, 85 % by 2026-12-27</title>')
    expect(html).toContain(held)
    const [head = '', , core = ''] = renderCsv(report).split('\r\n')
    expect(head).toContain(',due,forecast_p50,forecast_p85,forecast_p95,')
    expect(core).toContain(',2027-01-31,2026-12-27,2026-12-27,2026-12-27,')
  })

  it('are left out of reports that were published before there were any', () => {
    const { calibration, movedDates, datesBefore, ...old } = {
      ...report,
      objectives: report.objectives.map((part) => ({
        ...part,
        deliverables: part.deliverables.map(({ forecast: _, ...rest }) => rest),
      })),
    }
    expect([calibration, movedDates, datesBefore]).not.toContain(null)
    expect(renderMarkdown(old)).not.toMatch(/[Ff]orecast/)
    expect(renderHtml(old)).not.toMatch(/85 % by/)
  })
})

describe('a KPI', () => {
  it('says in every format what made it, in its own words', () => {
    const [kpi] = PLAIN.kpis
    if (kpi === undefined) throw new Error('the report has lost its KPI')
    const report = { ...PLAIN, kpis: [{ ...kpi, unit: 'pull requests', value: 1, evidence: '1 pull request' }] }
    expect(renderMarkdown(report)).toMatch(/\| 1 pull request \|.*\| 1 pull request \|/)
    expect(renderHtml(report)).toContain('data-label="Made by">1 pull request<')
    expect(renderCsv(report)).toContain(',1 pull request,')
  })

  it('that lacks something says what, and is not shown as good news', () => {
    const [kpi] = COMPLETE.kpis
    const [change] = COMPLETE.kpiChanges ?? []
    if (kpi === undefined || change === undefined) throw new Error('the report has lost its KPI')
    const note = 'The first review of 1 pull request is not known yet.'
    const report = { ...COMPLETE, kpis: [{ ...kpi, note }], kpiChanges: [{ ...change, note }] }
    const says = '2 items; the first review of 1 pull request is not known yet'
    expect(renderMarkdown(report)).toContain(`| on track (data incomplete) | ${says} |`)
    expect(renderCsv(report)).toContain(`,${says},`)
    const html = renderHtml(report)
    expect(html).toContain(`data-label="Made by">${says}<`)
    expect(html).toMatch(
      /data-label="Status"><span [^>]*class="unchecked"[^>]*>◌<\/span> on track \(data incomplete\)</,
    )
    expect(html).toMatch(
      /data-label="Is now"><span [^>]*class="unchecked"[^>]*>◌<\/span> on track \(data incomplete\)</,
    )
    expect(html).toContain('>0 of 1 KPI<')
    expect(renderHtml(COMPLETE)).toMatch(/data-label="Status"><span [^>]*class="on_track"[^>]*>●<\/span> on track</)
    expect(renderHtml(COMPLETE)).toContain('>1 of 1 KPI<')
  })
})

describe('renderMarkdown', () => {
  it('keeps every row of a table on one line with its cells', () => {
    const text = renderMarkdown(reportWith('a|b\n| c <i> *d* [e](f)'))
    const tables = text.split('\n\n').filter((block) => block.startsWith('|'))
    // The bridge, the objective, the KPI, its change, what is due, what was finished, the horizons, the review.
    expect(tables.map((block) => block.split('\n').length)).toEqual([
      2 + 3,
      2 + 3,
      2 + 1,
      2 + 1,
      2 + 1,
      2 + 2,
      2 + 1,
      2 + 7,
    ])
    for (const block of tables) {
      const [head, ...rows] = block.split('\n').map((row) => row.replaceAll('\\|', '').split('|').length)
      expect(rows.every((cells) => cells === head)).toBe(true)
    }
    expect(text).toContain('a\\|b \\| c \\<i\\> \\*d\\* \\[e\\](f) 2')
  })
})
