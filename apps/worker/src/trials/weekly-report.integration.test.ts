import {
  dueReport,
  enqueueDue,
  getPlan,
  listWeeklyReports,
  publishWeeklyReport,
  putPlan,
  putProgress,
  weeklyReport,
} from '@throughline/hub'
import { settableClock, until } from '@throughline/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HubUnderTest, hubUnderTest } from './hub-under-test.ts'

const text = `
plan: p
title: A plan
timeZone: Europe/Zurich
period: { start: 2026-01-01, end: 2026-12-31 }
objectives:
  - id: o
    title: An objective
    deliverables:
      - { id: d, title: Entered by hand, progress: manual }
`

describe('the weekly report', () => {
  const clock = settableClock()
  let under: HubUnderTest

  beforeEach(async () => {
    // Monday 06:30 in Zurich: the report of the week before is asked for of plans that were there at 06:00.
    clock.set('2026-11-23T05:30:00Z')
    under = await hubUnderTest({ redisUrl: null, works: true, clock })
    await putPlan(under.hub, 'p', { text, format: 'yaml', author: null, message: null }, { dryRun: false })
  })

  afterEach(() => under.close())

  const enter = (date: string, progress: number) =>
    putProgress(under.hub, 'p', 'd', date, { progress, note: null, author: null })
  const deliverable = async (week: string, options: { readonly recompute?: boolean } = {}) =>
    (await weeklyReport(under.hub, 'p', week, options)).objectives[0]?.deliverables[0]
  const due = async () => dueReport(under.hub, (await getPlan(under.hub, 'p')).plan)
  const published = async () => (await listWeeklyReports(under.hub, 'p', { limit: 10 })).items.map(({ week }) => week)

  it('is published once, for the week that just ended, and stays as it was said', async () => {
    await enter('2026-11-18', 0.4)
    await publishWeeklyReport(under.hub, 'p', '2026-W47')
    expect(await published()).toEqual(['2026-W47'])
    await enter('2026-11-18', 0.9)
    await publishWeeklyReport(under.hub, 'p', '2026-W47')
    expect(await published()).toEqual(['2026-W47'])
    expect(await deliverable('2026-W47')).toMatchObject({ id: 'd', progress: 0.4 })
    expect(await deliverable('2026-W47', { recompute: true })).toMatchObject({ progress: 0.9 })
    // Asking for it anew publishes nothing.
    expect(await deliverable('2026-W47')).toMatchObject({ progress: 0.4 })
  })

  it('compares with what the week before said, where it was published', async () => {
    await enter('2026-11-18', 0.4)
    await publishWeeklyReport(under.hub, 'p', '2026-W47')
    await enter('2026-11-18', 0.5)
    await enter('2026-11-25', 0.7)
    clock.set('2026-11-30T05:00:00Z')
    await publishWeeklyReport(under.hub, 'p', '2026-W48')
    expect(await published()).toEqual(['2026-W48', '2026-W47'])
    const said = await deliverable('2026-W48')
    expect(said).toMatchObject({ progress: 0.7, previousProgress: 0.4 })
    expect(said?.change).toBeCloseTo(0.3, 12)
  })

  it('compares with the week before as it was, where nothing was published', async () => {
    await enter('2026-11-18', 0.5)
    await enter('2026-11-25', 0.7)
    clock.set('2026-11-30T05:00:00Z')
    await publishWeeklyReport(under.hub, 'p', '2026-W48')
    expect(await deliverable('2026-W48')).toMatchObject({ progress: 0.7, previousProgress: 0.5 })
  })

  it('of the running week changes until the week is over', async () => {
    await enter('2026-11-23', 0.6)
    expect(await deliverable('2026-W48')).toMatchObject({ progress: 0.6 })
    await enter('2026-11-23', 0.65)
    expect(await deliverable('2026-W48')).toMatchObject({ progress: 0.65 })
    expect(await published()).toEqual([])
  })

  it('is due at the publishing time of the plan’s time zone, once, and not of a plan that is younger', async () => {
    expect(await due()).toBeNull()
    clock.set('2026-11-30T04:58:59.999Z')
    expect(await due()).toBeNull()
    clock.set('2026-11-30T04:59:30Z')
    expect(await due()).toEqual({ week: '2026-W48', delayMs: 30_000 })
    clock.set('2026-11-30T05:00:00Z')
    expect(await due()).toEqual({ week: '2026-W48', delayMs: 0 })
    await publishWeeklyReport(under.hub, 'p', '2026-W48')
    expect(await due()).toBeNull()
  })

  it('is made up for when nothing ran at its time, also after the next week has begun', async () => {
    clock.set('2026-12-02T12:00:00Z')
    expect(await due()).toEqual({ week: '2026-W48', delayMs: 0 })
    clock.set('2026-12-07T04:00:00Z')
    expect(await due()).toEqual({ week: '2026-W48', delayMs: 0 })
    await enqueueDue(under.hub)
    await until(async () => (await published()).includes('2026-W48'), { what: 'the report is published by the job' })
    expect(await published()).toEqual(['2026-W48'])
  })
})
