import type { KpiSummary } from '@throughline/plan'
import { expect, test } from 'vitest'
import { kpiTable } from './kpi-table.ts'
import { paintOf } from './paint.ts'

const colours = paintOf({ env: { FORCE_COLOR: '1' }, outIsTerminal: false })

function kpi(overrides: Partial<KpiSummary> = {}): KpiSummary {
  return {
    id: 'review-time',
    title: 'Review time',
    objective: null,
    owner: null,
    unit: 'hours',
    preset: null,
    direction: 'down',
    current: 24,
    target: 48,
    baseline: null,
    status: 'on_track',
    trend: 'improving',
    anomaly: null,
    count: 1,
    week: '2026-W47',
    source: 'measured',
    ...overrides,
  }
}

test('what is missing from a value is said below, and its status is not green', () => {
  const note = 'The first review of 1 pull request is not known yet.'
  const text = kpiTable([kpi({ note }), kpi({ id: 'done', title: 'Items done' })], colours)
  const [, incomplete = '', complete = ''] = text.split('\n')
  expect(incomplete).toContain(' on track (data incomplete)  improving ')
  expect(complete).toContain(`${colours.status('on_track')} `)
  expect(complete).toContain(colours.status('improving'))
  expect(text).toContain(`\n\nMissing:\n  Review time: ${note}\n`)
})

test('why there is no value is said below; the reason of an entered one is not', () => {
  const none = kpi({ current: null, status: 'no_data', trend: null, count: 0, note: 'No repository is chosen.' })
  expect(kpiTable([none], colours)).toContain('\n  Review time: No repository is chosen.\n')
  const entered = { author: 'pmo', createdAt: '', reason: 'Survey', week: '2026-W47', until: '2026-W47' }
  const text = kpiTable([kpi({ source: 'entered', entered, note: 'Survey' })], colours)
  expect(text).not.toContain('Missing')
  expect(text).toContain(colours.status('on_track'))
})
