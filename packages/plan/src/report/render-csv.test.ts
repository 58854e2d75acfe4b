import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { previousWeek } from '../calendar/iso-week.ts'
import { renderCsv } from './render-csv.ts'
import { PLAIN, reportWith } from './rendered-report.fixture.ts'
import type { WeeklyReport } from './report.ts'

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
