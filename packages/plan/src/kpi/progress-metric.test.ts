import { describe, expect, it } from 'vitest'
import { weekOf } from '../calendar/iso-week.ts'
import { day, linkTo, smallPlan, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { kpiOf, type Measure } from './kpi.fixture.ts'
import { measureKpi } from './measure-kpi.ts'

const done = workItem({ timeline: timeline(day(0), [day(8), 'done']) })
const open = workItem({ timeline: timeline(day(0)) })

/** Of a plan whose second deliverable has nothing linked to it. */
function progressIn(measure: Omit<Measure, 'metric'>, second: { readonly status?: 'cancelled' } = {}) {
  const deliverables = [
    { id: 'core', title: 'Core live' },
    { id: 'empty', title: 'Nothing yet', ...second },
  ]
  const plan = smallPlan({ objectives: [{ id: 'records', title: 'One record', deliverables }] })
  const items = [done, open]
  const kpi = kpiOf({ ...measure, metric: 'progress' })
  return measureKpi({
    plan,
    kpi,
    items,
    links: linkTo('core', ...items),
    weeks: [weekOf(day(7), 'UTC')],
    now: day(30),
  })[0]
}

describe('progress as a KPI', () => {
  it('says over how many deliverables it is where not all of them are measured', () => {
    const note = 'Measured over 1 of 2 deliverables.'
    expect(progressIn({})).toMatchObject({ value: 0.25, count: 2, note })
    expect(progressIn({ objective: 'records' })).toMatchObject({ value: 0.25, count: 2, note })
  })

  it('lacks nothing where the one without work is cancelled, or another is asked for', () => {
    expect(progressIn({}, { status: 'cancelled' })).not.toHaveProperty('note')
    const one = progressIn({ deliverable: 'core' })
    expect(one).toMatchObject({ value: 0.5 })
    expect(one).not.toHaveProperty('note')
  })
})
