import { ValidationError } from '@throughline/errors'
import { describe, expect, it } from 'vitest'
import { diffPlans } from './diff-plans.ts'
import { parsePlan } from './parse-plan.ts'

const HEAD = `plan: p
title: P
period: { start: 2026-01-01, end: 2026-12-31 }
objectives:
  - { id: one, title: One record, deliverables: [{ id: core, title: Core }] }
  - { id: two, title: Two sites }
kpis:
`

function kpisOf(...entries: readonly string[]) {
  return parsePlan(`${HEAD}${entries.map((entry) => `  - ${entry}\n`).join('')}`, 'yaml').kpis
}

function faultsOf(...entries: readonly string[]): string[] {
  try {
    kpisOf(...entries)
  } catch (error) {
    if (error instanceof ValidationError) return error.faults.map(({ line, detail }) => `${line} ${detail}`)
    throw error
  }
  return []
}

describe('a preset', () => {
  it('dora is the four keys, each of which says where it comes from', () => {
    const kpis = kpisOf('{ preset: dora, objective: one, incidents: { project: OPS, types: Incident } }')
    expect(kpis.map(({ id, unit, direction }) => [id, unit, direction])).toEqual([
      ['dora-deployment-frequency', 'deployments', 'up'],
      ['dora-lead-time-for-changes', 'hours', 'down'],
      ['dora-change-failure-rate', 'ratio', 'down'],
      ['dora-time-to-restore', 'days', 'down'],
    ])
    expect(
      kpis.every(({ preset, objective, target }) => preset === 'dora' && objective === 'one' && target === null),
    ).toBe(true)
    const [frequency, , failures, restore] = kpis.map(({ measure }) => measure)
    expect(frequency).toMatchObject({ metric: 'deployments.count', windowWeeks: 1, where: { objectives: ['one'] } })
    expect(failures).toMatchObject({
      metric: 'ratio',
      windowWeeks: 4,
      of: { metric: 'items.created', windowWeeks: 4, where: { objectives: [], selector: { types: ['Incident'] } } },
      to: { metric: 'deployments.count', windowWeeks: 4, where: { objectives: ['one'] } },
    })
    expect(restore).toMatchObject({ metric: 'items.lead_time', stat: 'p50', where: { selector: { project: ['OPS'] } } })
  })

  it('dora asks which issues are failures, or takes what is left without them', () => {
    expect(faultsOf('{ preset: dora }')).toEqual([
      expect.stringMatching(/^8 .*write `incidents: \{ types: Incident \}`/),
    ])
    const kpis = kpisOf('{ preset: dora, delivered: releases, without: [change-failure-rate, time-to-restore] }')
    expect(kpis.map(({ measure }) => measure.metric)).toEqual(['releases.published', 'prs.lead_time'])
  })

  it('takes what single members say differently', () => {
    const [throughput, cycle] = kpisOf(
      '{ preset: flow, id: core, members: { cycle-time: { title: Pace, target: 5, baseline: 9, stat: p50, window: 2w } } }',
    )
    expect(throughput).toMatchObject({ id: 'core-throughput', target: null, measure: { windowWeeks: 1, where: null } })
    expect(cycle).toMatchObject({
      id: 'core-cycle-time',
      title: 'Pace',
      target: 5,
      measure: { stat: 'p50', windowWeeks: 2 },
    })
  })

  it('investment has a share for each objective, for what is linked to nothing, and for each type', () => {
    const kpis = kpisOf('{ preset: investment, types: [Bug, Tech debt] }')
    expect(kpis.map(({ id, objective, measure }) => [id, objective, measure.where])).toMatchObject([
      ['investment-one', 'one', { objectives: ['one'], isUnlinked: false }],
      ['investment-two', 'two', { objectives: ['two'] }],
      ['investment-unlinked', null, { objectives: [], isUnlinked: true }],
      ['investment-type-bug', null, { selector: { types: ['Bug'] } }],
      ['investment-type-tech-debt', null, { selector: { types: ['Tech debt'] } }],
    ])
    expect(faultsOf('{ preset: investment, objective: one }')).toEqual([expect.stringContaining('remove `objective`')])
  })

  it('predictability divides what was done by what was committed, by sprint', () => {
    expect(kpisOf('{ preset: predictability }')).toMatchObject([
      {
        measure: { metric: 'ratio', of: { metric: 'sprint.done' }, to: { metric: 'sprint.committed' }, windowWeeks: 1 },
      },
    ])
  })

  it('that does not exist, or has no such member or field, is a fault that names its line and the nearest', () => {
    expect(faultsOf('{ preset: flwo }')).toEqual([expect.stringMatching(/^8 .*did you mean `flow`\?$/)])
    expect(faultsOf('{ preset: flow, without: [cyle-time] }')).toEqual([
      expect.stringMatching(/^8 `flow` has no member `cyle-time`; did you mean `cycle-time`\?$/),
    ])
    expect(faultsOf('{ preset: investment, members: { oen: { target: 1 } } }')).toEqual([
      expect.stringMatching(/^8 `investment` has no member `oen`; did you mean `one`\?$/),
    ])
    expect(faultsOf('{ preset: flow, objectiv: one }')).toEqual([expect.stringMatching(/did you mean `objective`\?$/)])
    expect(faultsOf('{ preset: flow, types: [Bug] }')).toEqual([expect.stringContaining('`investment` only')])
    expect(faultsOf('{ preset: flow, objective: thre }')).toEqual([expect.stringContaining('no objective `thre`')])
    expect(faultsOf('{ preset: flow, where: { deliverable: cor } }')).toEqual([
      expect.stringContaining('did you mean `core`?'),
    ])
    expect(faultsOf('{ preset: flow, members: { wip: { baseline: 9, target: 5, direction: up } } }')).toEqual([
      expect.stringContaining('the direction is up'),
    ])
    expect(faultsOf('{ id: a, title: A, mesure: { metric: items.done } }')).toContainEqual(
      expect.stringContaining('did you mean `measure`?'),
    )
  })

  it('may stand twice with an id of its own, and its KPIs share no id with others', () => {
    expect(faultsOf('{ preset: flow }', '{ preset: flow }')).toEqual([
      expect.stringMatching(/^9 two presets begin .* `flow`; give this one an `id`/),
    ])
    expect(kpisOf('{ preset: flow }', '{ preset: flow, id: core }')).toHaveLength(10)
    expect(faultsOf('{ id: flow-wip, title: W, measure: { metric: items.wip } }', '{ preset: flow }')).toEqual([
      expect.stringMatching(/the id `flow-wip` is taken on line 8/),
    ])
  })

  it('is told apart in a difference, at the place of the preset', () => {
    const before = parsePlan(`${HEAD}  - { id: a, title: A, measure: { metric: items.done } }\n`, 'yaml')
    const entries = '  - { preset: predictability }\n  - { id: a, title: A, measure: { metric: items.done } }\n'
    expect(diffPlans(before, parsePlan(`${HEAD}${entries}`, 'yaml'))).toMatchObject([
      { pointer: '/kpis/0', text: expect.stringMatching(/added by the preset predictability$/) },
    ])
  })
})

describe('`unlinked`', () => {
  const measured = (measure: string) => faultsOf(`{ id: a, title: A, measure: ${measure} }`)

  it('goes with no place and no progress', () => {
    expect(measured('{ metric: items.done, where: { unlinked: true, labels: infra } }')).toEqual([])
    expect(measured('{ metric: items.done, where: { unlinked: true, objective: one } }')).toEqual([
      expect.stringContaining('keep `unlinked` or the other'),
    ])
    expect(measured('{ metric: progress, where: { unlinked: true } }')).toEqual([
      expect.stringContaining('has no progress'),
    ])
  })
})
