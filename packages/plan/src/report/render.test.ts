import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { previousWeek, weekBounds, weekOf } from '../calendar/iso-week.ts'
import { AFTER, flowingPlan, flowingWork, weeksOf } from '../forecast/flowing-work.fixture.ts'
import type { DataFreshness } from '../measure/health-context.ts'
import { outlookOf } from '../measure/outlook.ts'
import { day, linkTo, smallPlan, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { NO_FACTS } from '../review/reviewed-plan.fixture.ts'
import { REPORT_AUDIENCES } from './audience.ts'
import { breakable } from './html/breakable.fixture.ts'
import { DARK_CLASSES, HTML_STYLE } from './html/style.ts'
import { renderCsv } from './render-csv.ts'
import { renderHtml as renderPage } from './render-html.ts'
import { renderMarkdown } from './render-markdown.ts'
import type { WeeklyReport } from './report.ts'
import { changeText, kpiText, progressText } from './report-words.ts'
import { weeklyReport } from './weekly-report.ts'

interface ReportOptions {
  readonly days?: number
  readonly now?: number
  readonly data?: DataFreshness
}

/** A report in which every text of a person is the given one, with a number to tell them apart. */
function reportWith(
  title: string,
  { days = 7, now = day(20), data = { coverage: 0.9, oldestSyncAt: now } }: ReportOptions = {},
) {
  const items = [
    workItem({ title: `${title} 6`, timeline: timeline(day(0), [day(8), 'done']) }),
    workItem({ title: `${title} 7`, url: `javascript:${title}`, timeline: timeline(day(0), [day(9), 'done']) }),
    workItem({ timeline: timeline(day(0)) }),
  ]
  return weeklyReport({
    plan: smallPlan({
      title: `${title} 0`,
      timeZone: 'Europe/Berlin',
      objectives: [
        {
          id: 'records',
          title: `${title} 1`,
          owner: `${title} 5`,
          links: [{ project: 'EHR' }],
          deliverables: [
            { id: 'core', title: `${title} 2`, due: '2026-09-30' },
            { id: 'empty', title: `${title} 3` },
          ],
        },
      ],
      kpis: [{ id: 'done', title: `${title} 4`, target: 1, measure: { metric: 'items.done' } }],
    }),
    version: 2,
    items,
    links: linkTo('core', ...items),
    week: weekOf(day(days), 'Europe/Berlin'),
    now,
    facts: NO_FACTS,
    data,
  })
}

const renderHtml = (...given: Parameters<typeof renderPage>) => breakable(renderPage(...given))

const PLAIN = reportWith('Records & more')

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

describe('renderHtml', () => {
  const anyTitle = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "'><b>",
      '&lt;b&gt;',
      '</title><svg>',
    ),
  )

  it('has the same elements whatever people write, so no title brings markup of its own', () => {
    const tags = (html: string) => html.match(/<[a-z!/][^>]*>/gi)?.map((tag) => /^<[!/]?[a-z0-9]+/i.exec(tag)?.[0])
    for (const audience of REPORT_AUDIENCES) {
      const expected = tags(renderHtml(PLAIN, audience))
      fc.assert(
        fc.property(anyTitle, (title) => {
          expect(tags(renderHtml(reportWith(`x${title}`), audience))).toEqual(expected)
        }),
      )
    }
  })

  it('keeps numbers with their units, and dates, on one line', () => {
    const html = renderPage(reportWith('EUR 3 & 5 items on 2026-12-31 (2026-W53)'))
    expect(html).toContain('<span class="whole">EUR 3</span> &amp; 5 items on <span class="whole">2026-12-31</span>')
    expect(html).toContain('(<span class="whole">2026-W53</span>)')
    expect(html).toContain('<span class="whole">+22.2 pp</span>')
    expect(html).toContain('<span class="whole">66.7 %</span>')
    expect(html).toContain('<title>EUR 3 &amp; 5 items on 2026-12-31 (2026-W53) 0, week 2026-W37</title>')
    const shown = html
      .slice(html.indexOf('<body>'))
      .replaceAll(/<svg.*?<\/svg>|<span class="whole">.*?<\/span>|<[^>]*>/gs, '')
    expect(shown.match(/\d (?:%|pp)(?!\w)/)).toBeNull()
  })

  it('asks nobody for anything and runs nothing', () => {
    const html = `${renderHtml(PLAIN)}${renderHtml(PLAIN, 'executive')}`
    expect(html).not.toMatch(/<(script|link|img|iframe|object|form)|url\(|@import|javascript:|\son[a-z]+=/i)
    expect(html).toContain('prefers-color-scheme: dark')
    expect(html).toContain('width=device-width')
  })
})

describe('the style of the page', () => {
  it('has a colour for dark ground beside each for light', () => {
    const dark = HTML_STYLE.slice(HTML_STYLE.indexOf('prefers-color-scheme: dark'))
    const found = dark.match(/\.\w+(?=[ ,{])/g) ?? []
    expect(found).toEqual(expect.arrayContaining(DARK_CLASSES.map((name) => `.${name}`)))
  })
})

describe('renderCsv', () => {
  const rowsOf = (csv: string) => csv.trimEnd().split('\r\n')

  it('has one row an objective, deliverable and KPI under a header, then what is new', () => {
    const rows = rowsOf(renderCsv(PLAIN))
    expect(rows.map((row) => row.split(',')[0])).toEqual([
      'kind',
      'objective',
      'deliverable',
      'deliverable',
      'deliverable',
      'kpi',
      'kpi_change',
      ...Array.from({ length: 7 }, () => 'review_finding'),
      'finished_item',
      'finished_item',
      'data',
      'plan',
      'bridge',
      'bridge',
      'bridge',
    ])
    const widths = rows.filter((row) => !row.includes('"')).map((row) => row.split(',').length)
    expect(new Set(widths).size).toBe(1)
  })

  /** The rows of a kind, each with its columns by name; an empty cell is left out. */
  const rowsOfKind = (kind: string, report: WeeklyReport) =>
    parse<Record<string, string>>(renderCsv(report), { columns: true, bom: true })
      .filter((row) => row.kind === kind)
      .map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '')))

  it('says what stands of the whole plan, with its story and what is linked to nothing', () => {
    const report = { ...PLAIN, unlinked: { open: 3, share: 1 / 3 } }
    expect(rowsOfKind('plan', report)).toEqual([
      {
        kind: 'plan',
        id: 'ehr-2027',
        title: 'Records & more 0',
        progress_percent: '22.2222',
        previous_progress_percent: '0',
        change_percentage_points: '22.2222',
        last_week: previousWeek(PLAIN.week),
        last_week_change_percentage_points: '0',
        deliverables_measured: '1',
        deliverables: '3',
        health: 'unknown',
        reasons: PLAIN.health.reasons.join(' '),
        text: PLAIN.summary,
        unlinked_items: '3',
        unlinked_percent: '33.3333',
        plan: 'ehr-2027',
        week: PLAIN.week,
        as_of_utc: PLAIN.asOf,
        time_zone: 'Europe/Berlin',
      },
    ])
  })

  it('tells why the plan, each objective and each deliverable moved, and how often forecasts held', () => {
    const part = { status: 'done', items_behind_value: '2' }
    expect(rowsOfKind('bridge', PLAIN)).toMatchObject([
      { id: 'ehr-2027', title: 'Records & more 0', change_percentage_points: '22.2222', ...part },
      { id: 'records', objective: 'records', change_percentage_points: '22.2222', ...part },
      { id: 'core', objective: 'records', change_percentage_points: '66.6667', ...part },
    ])
    const dates = { of: 4, held: 3 }
    const calibration = { over: 'plan' as const, p50: dates, p85: dates, p95: { of: 1, held: 1 } }
    expect(rowsOfKind('calibration', { ...PLAIN, calibration })).toMatchObject([
      { status: 'p50', value: '3', unit: 'of 4 dates that have passed' },
      { status: 'p85', value: '3', unit: 'of 4 dates that have passed' },
      { status: 'p95', value: '1', unit: 'of 1 date that has passed' },
    ])
  })

  it('rounds every percentage alike', () => {
    const due = { kind: 'deliverable' as const, id: 'go', title: 'Go', due: '2026-09-20', progress: 0.07 }
    const { data } = PLAIN
    if (data === undefined) throw new Error('the report has lost its data')
    const report = {
      ...PLAIN,
      dueNextWeek: [{ ...due, status: 'on_track' as const }],
      data: { ...data, coverage: 0.57 },
    }
    expect(rowsOfKind('due_next_week', report)[0]?.progress_percent).toBe('7')
    expect(rowsOfKind('data', report)[0]?.progress_percent).toBe('57')
  })

  it.each(['=1+1', '+1', '-1', '@sum', '\t=1', ' =1'])('lets no spreadsheet run %j', (title) => {
    const cells = rowsOf(renderCsv(reportWith(title))).flatMap((row) => row.split(','))
    expect(cells.filter((cell) => /^"?[=+@\t]|^"?-\D/.test(cell))).toEqual([])
    expect(cells.filter((cell) => cell.startsWith(`'${title.trim()}`)).length).toBeGreaterThan(0)
  })

  it('keeps negative numbers numbers', () => {
    const [first] = PLAIN.objectives
    if (first === undefined) throw new Error('the report has lost its objective')
    const csv = renderCsv({ ...PLAIN, objectives: [{ ...first, change: -0.031 }] })
    expect(csv).toContain(',-3.1,')
  })
})

describe('numbers as text', () => {
  it('never round what is not quite all or not quite nothing to it', () => {
    expect([0, 0.0001, 0.425, 0.9999, 1].map((part) => progressText(part))).toEqual([
      '0.0 %',
      '0.1 %',
      '42.5 %',
      '99.9 %',
      '100.0 %',
    ])
    expect(progressText(0.96, { of: 3, with: 2 })).toBe('96.0 % over 2 of 3 deliverables')
    expect(progressText(null)).toBe('not measured')
  })

  it('carry their unit', () => {
    expect([0.031, -0.004, -0.00001, null].map(changeText)).toEqual(['+3.1 pp', '-0.4 pp', '0.0 pp', 'no comparison'])
    expect(kpiText(12.345, 'days')).toBe('12.3 days')
    expect([34, 1, 0].map((value) => kpiText(value, 'items'))).toEqual(['34 items', '1 item', '0 items'])
    expect(kpiText(1.04, 'days')).toBe('1.0 days')
    expect(kpiText(1, 'beds')).toBe('1 beds')
    expect(kpiText(0.41, 'ratio')).toBe('41.0 %')
    expect(kpiText(0.0123, 'hours')).toBe('0.012 hours')
    expect(kpiText(null, 'days')).toBe('no data')
  })
})
