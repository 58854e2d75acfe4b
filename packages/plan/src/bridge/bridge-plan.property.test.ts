import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planNodes } from '../document/plan-nodes.ts'
import { measurePlan } from '../measure/plan-progress.ts'
import { planWork } from '../measure/plan-work.ts'
import { shuffled } from '../measure/random-portfolio.fixture.ts'
import type { Bridge, Moment, PlanBridge } from './bridge.ts'
import { bridgePlan } from './bridge-plan.ts'
import { naiveBridge } from './naive-bridge.fixture.ts'
import { anyMoments } from './random-moments.fixture.ts'
import { RESOLUTION } from './resolution.ts'
import { BRIDGE_CAUSES, type BridgeCause } from './stages.ts'

/** What the sums are promised for. */
const HISTORIES = 10_000

const numRuns = process.env.CI === 'true' ? HISTORIES : 1_000

/** Ten thousand histories take seconds on two idle cores, half a minute beside plain loops, and minutes on busy ones. */
const timeoutMs = 600_000

describe('the parts of a bridge', () => {
  it(
    'sum to the change for the plan, every objective and every deliverable, to the last bit in any order',
    () => {
      fc.assert(
        fc.property(anyMoments, fc.nat(1_000), ({ before, after }, seed) => {
          for (const [, bridge] of nodesOf(bridgePlan(before, after))) {
            const values = bridge.parts.map(({ value }) => value)
            expect(sum(values)).toBe(bridge.change)
            expect(sum(shuffled(values, seed))).toBe(bridge.change)
            const change = (bridge.after ?? 0) - (bridge.before ?? 0)
            expect(Math.abs(bridge.change - change)).toBeLessThanOrEqual(2 * RESOLUTION)
          }
        }),
        { numRuns: HISTORIES },
      )
    },
    timeoutMs,
  )

  it(
    'are the sums of what their items and changes contribute, to the last bit in any order',
    () => {
      fc.assert(
        fc.property(anyMoments, fc.nat(1_000), ({ before, after }, seed) => {
          for (const [, { parts }] of nodesOf(bridgePlan(before, after))) {
            for (const { value, items, changes } of parts) {
              const contributions = [...items, ...changes].map(({ contribution }) => contribution)
              expect(sum(contributions)).toBe(value)
              expect(sum(shuffled(contributions, seed))).toBe(value)
            }
          }
        }),
        { numRuns },
      )
    },
    timeoutMs,
  )

  it('lead from the progress of the one moment to that of the other, as every other number has it', () => {
    fc.assert(
      fc.property(anyMoments, ({ before, after }) => {
        const [was, is] = [progressOf(before), progressOf(after)]
        const bridges = nodesOf(bridgePlan(before, after))
        expect(bridges.map(([id]) => id).sort()).toEqual([...new Set([...was.keys(), ...is.keys()])].sort())
        for (const [id, bridge] of bridges) {
          expect([id, bridge.before, bridge.after]).toEqual([id, was.get(id) ?? null, is.get(id) ?? null])
        }
      }),
    )
  })

  it(
    'are what plain loops over the words of the decision give, cause by cause',
    () => {
      fc.assert(
        fc.property(anyMoments, ({ before, after }) => {
          fc.pre(linking(before) === linking(after))
          const naive = naiveBridge(before, after)
          for (const [id, { parts }] of nodesOf(bridgePlan(before, after))) {
            const isOff = (cause: BridgeCause) => {
              const value = parts.find((part) => part.cause === cause)?.value ?? 0
              return Math.abs(value - (naive.get(id)?.get(cause) ?? 0)) > 1e-12
            }
            expect([id, BRIDGE_CAUSES.filter(isOff)]).toEqual([id, []])
          }
        }),
        { numRuns },
      )
    },
    timeoutMs,
  )

  it('do not depend on the order of items and links', () => {
    fc.assert(
      fc.property(anyMoments, fc.nat(1_000), ({ before, after }, seed) => {
        const mixed = (moment: Moment): Moment => ({
          ...moment,
          items: shuffled(moment.items, seed),
          links: shuffled(moment.links, seed + 1),
        })
        expect(bridgePlan(mixed(before), mixed(after))).toEqual(bridgePlan(before, after))
      }),
    )
  })

  it('are none between a moment and itself', () => {
    fc.assert(
      fc.property(anyMoments, ({ before }) => {
        for (const [, { parts }] of nodesOf(bridgePlan(before, before))) expect(parts).toEqual([])
      }),
    )
  })

  it('name what happened in time alone when nothing was learned since', () => {
    fc.assert(
      fc.property(anyMoments, ({ after }) => {
        const before = { ...after, asOf: after.asOf - 7 * 86_400_000 }
        const causes = nodesOf(bridgePlan(before, after)).flatMap(([, { parts }]) => parts.map(({ cause }) => cause))
        for (const cause of causes)
          expect(['added', 'dropped', 'done', 'reopened', 'entered', 'reestimated']).toContain(cause)
      }),
    )
  })
})

function linking({ plan }: Moment): string {
  return JSON.stringify(
    planNodes(plan).map((node) =>
      node.deliverables.map(({ id, selectors }) => (selectors.length > 0 ? [id, selectors] : [])),
    ),
  )
}

function nodesOf({ objectives, ...plan }: PlanBridge): [string, Bridge][] {
  return [
    ['', plan],
    ...objectives.flatMap((objective): [string, Bridge][] => [
      [objective.id, objective],
      ...objective.deliverables.map((part): [string, Bridge] => [part.id, part]),
    ]),
  ]
}

function progressOf({ plan, items, links, asOf }: Moment): Map<string, number | null> {
  const { progress, objectives } = measurePlan(planWork(plan, items, links), asOf)
  return new Map([
    ['', progress],
    ...objectives.flatMap((objective): [string, number | null][] => [
      [objective.work.objective.id, objective.progress],
      ...objective.deliverables.map((part): [string, number | null] => [part.work.deliverable.id, part.progress]),
    ]),
  ])
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
