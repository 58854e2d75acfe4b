import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Deliverable } from '../document/deliverable.ts'
import { planNodes } from '../document/plan-nodes.ts'
import type { EpochMs, ItemState, WorkItem } from '../item/work-item.ts'
import { measurePlan } from './plan-progress.ts'
import { planWork } from './plan-work.ts'
import { progressOf } from './progress.ts'
import { anyAsOf, anyPortfolio, day, type Portfolio, shuffled, timeline, workItem } from './random-portfolio.fixture.ts'
import { measureRoadmap } from './roadmap.ts'

const measure = ({ plan, items, links }: Portfolio, at: EpochMs) => measurePlan(planWork(plan, items, links), at)
const roadmap = (portfolio: Portfolio, asOf: EpochMs) =>
  measureRoadmap({ ...portfolio, version: 1, asOf, now: day(100) })

describe('progress', () => {
  it('is null or within 0 to 1, for every deliverable, objective and plan', () => {
    fc.assert(
      fc.property(anyPortfolio, anyAsOf, (portfolio, at) => {
        const { progress, objectives } = measure(portfolio, at)
        const parts = objectives.flatMap((objective) => [objective, ...objective.deliverables])
        for (const value of [progress, ...parts.map((part) => part.progress)]) {
          if (value === null) continue
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('does not depend on the order of items and links', () => {
    fc.assert(
      fc.property(anyPortfolio, anyAsOf, fc.nat(1000), (portfolio, at, seed) => {
        const items = shuffled(portfolio.items, seed)
        const links = shuffled(portfolio.links, seed + 1)
        expect(roadmap({ plan: portfolio.plan, items, links }, at)).toEqual(roadmap(portfolio, at))
      }),
    )
  })

  it('as of an instant knows no item created and no move made later', () => {
    fc.assert(
      fc.property(anyPortfolio, anyAsOf, (portfolio, at) => {
        const known = portfolio.items.map((item) => {
          const moves = item.timeline.filter((move) => move.at <= at)
          return moves.length === 0 ? item : workItem({ ...item, timeline: moves })
        })
        const numbers = ({ progress, counts }: { progress: number | null; counts: unknown }) => ({ progress, counts })
        const then = measure({ ...portfolio, items: known }, at)
        expect(then.progress).toBe(measure(portfolio, at).progress)
        expect(then.objectives.flatMap((part) => part.deliverables.map(numbers))).toEqual(
          measure(portfolio, at).objectives.flatMap((part) => part.deliverables.map(numbers)),
        )
      }),
    )
  })

  it('is the same with a later item as without it', () => {
    fc.assert(
      fc.property(anyPortfolio, anyAsOf, fc.constantFrom(null, 13), (portfolio, at, estimate) => {
        const items = portfolio.items.filter((item) => item.parentId === null && item.kind === 'issue')
        const later = workItem({ id: 999, timeline: timeline(at + 1), estimate })
        for (const weigh of ['items', 'points'] as const) {
          expect(progressOf([...items, later], at, weigh)).toEqual(progressOf(items, at, weigh))
        }
      }),
    )
  })

  it('never counts a dropped item', () => {
    fc.assert(
      fc.property(anyPortfolio, anyAsOf, fc.constantFrom(null, 13), ({ items }, at, estimate) => {
        const dropped = workItem({ id: 999, timeline: timeline(day(-5), [day(-4), 'dropped']), estimate })
        for (const weigh of ['items', 'points'] as const) {
          expect(progressOf([...items, dropped], at, weigh).progress).toBe(progressOf(items, at, weigh).progress)
        }
      }),
    )
  })

  it('gives an unestimated item the median of the estimated ones, and 1 when none is', () => {
    const done = timeline(day(0), [day(1), 'done'])
    const items = [
      workItem({ estimate: 1, timeline: done }),
      workItem({ estimate: 5 }),
      workItem({ estimate: 2 }),
      workItem({ estimate: 8 }),
      workItem({ estimate: null, timeline: done }),
    ]
    expect(progressOf(items, day(2), 'points').progress).toBeCloseTo((1 + 3.5) / (16 + 3.5), 12)
    expect(progressOf(items.slice(-1), day(2), 'points').progress).toBe(1)
    expect(progressOf([workItem({ estimate: 0 })], day(2), 'points').progress).toBeNull()
  })

  it('agrees with plain loops over every item', () => {
    fc.assert(
      fc.property(anyPortfolio, anyAsOf, (portfolio, at) => {
        const { progress, objectives } = roadmap(portfolio, at)
        const naive = naivePlan(portfolio, at)
        expect(progress === null).toBe(naive.progress === null)
        expect(progress ?? 0).toBeCloseTo(naive.progress ?? 0, 9)
        for (const { id, progress: of, deliverables } of objectives) {
          expect(of === null).toBe(naive.byId.get(id) === null)
          expect(of ?? 0).toBeCloseTo(naive.byId.get(id) ?? 0, 9)
          for (const part of deliverables) {
            expect(part.progress === null).toBe(naive.byId.get(part.id) === null)
            expect(part.progress ?? 0).toBeCloseTo(naive.byId.get(part.id) ?? 0, 9)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** The contract's words turned into loops, sharing nothing with the code under test. */
function naivePlan({ plan, items, links }: Portfolio, at: EpochMs) {
  const byId = new Map<string, number | null>()
  let planSum = 0
  let planWeight = 0
  for (const { objective, deliverables } of planNodes(plan)) {
    let sum = 0
    let weight = 0
    for (const deliverable of deliverables) {
      const linked = items.filter(
        (item) =>
          item.tombstone === null &&
          links.some((link) => link.itemId === item.id && link.deliverable === deliverable.id),
      )
      const { progress, isOut } = naiveDeliverable(deliverable, linked, at, plan.timeZone)
      byId.set(deliverable.id, progress)
      if (isOut) continue
      sum += deliverable.weight * (progress ?? 0)
      weight += deliverable.weight
    }
    byId.set(objective.id, weight === 0 ? null : sum / weight)
    if (weight === 0) continue
    planSum += objective.weight * (sum / weight)
    planWeight += objective.weight
  }
  return { progress: planWeight === 0 ? null : planSum / planWeight, byId }
}

function naiveDeliverable(deliverable: Deliverable, linked: WorkItem[], at: EpochMs, timeZone: string) {
  const isCancelled = deliverable.status === 'cancelled'
  if (deliverable.progress === 'manual') {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at)
    const entries = deliverable.entries.filter((entry) => entry.date <= today)
    return { progress: entries.length === 0 ? null : (entries.at(-1)?.progress ?? null), isOut: isCancelled }
  }
  const issues = linked.filter((item) => item.kind === 'issue')
  const counted = linked.filter((item) => {
    if (item.kind === 'pull_request') return issues.length === 0
    if (item.isSubtask && issues.some((other) => other.id === item.parentId)) return false
    return !issues.some((other) => other.parentId === item.id && !other.isSubtask)
  })
  const existing = counted.filter((item) => item.createdAt <= at)
  const alive = existing.filter((item) => naiveState(item, at) !== 'dropped')
  const estimates = alive.flatMap((item) => item.estimate ?? []).sort((a, b) => a - b)
  const half = estimates.length / 2
  const usual =
    estimates.length === 0 ? 1 : ((estimates[Math.ceil(half) - 1] ?? 0) + (estimates[Math.floor(half)] ?? 0)) / 2
  let done = 0
  let total = 0
  for (const item of alive) {
    const weight = deliverable.weigh === 'points' ? (item.estimate ?? usual) : 1
    total += weight
    if (naiveState(item, at) === 'done') done += weight
  }
  return {
    progress: total === 0 ? null : done / total,
    isOut: isCancelled || (existing.length > 0 && alive.length === 0),
  }
}

function naiveState(item: WorkItem, at: EpochMs): ItemState {
  let state: ItemState = 'todo'
  for (const move of item.timeline) if (move.at <= at) state = move.to
  return state
}
