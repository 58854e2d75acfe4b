import fc from 'fast-check'
import type { Deliverable } from '../document/deliverable.ts'
import type { Plan } from '../document/plan.ts'
import { planNodes } from '../document/plan-nodes.ts'
import { normaliseSelector } from '../document/selector.ts'
import type { WorkItem } from '../item/work-item.ts'
import type { Link } from '../link/link.ts'
import {
  anyAsOf,
  anyPortfolio,
  linkTo,
  ORIGIN,
  type Portfolio,
  timeline,
  workItem,
} from '../measure/random-portfolio.fixture.ts'
import { DAY_MS } from '../measure/words.ts'
import type { Moment } from './bridge.ts'

/** What can happen to an item between two moments. */
const FATES = [
  'finish',
  'reopen',
  'drop',
  'learn',
  'unlearn',
  'estimate',
  'relink',
  'unlink',
  'reparent',
  'subtask',
  'delete',
  'hide',
  'move',
  'move out',
  'return',
  'forget',
] as const

type Fate = (typeof FATES)[number]

/** What can be written about a deliverable between two moments. */
const EDITS = ['weight', 'weigh', 'status', 'manual', 'entry', 'remove', 'to other objective', 'selectors'] as const

type Edit = (typeof EDITS)[number]

interface Change<Kind> {
  readonly kind: Kind
  /** Chooses what the change is about. */
  readonly pick: number
  readonly size: number
  /** Days after the earlier moment, before it where negative. */
  readonly days: number
}

function anyChange<Kind extends string>(kinds: readonly Kind[]): fc.Arbitrary<Change<Kind>> {
  return fc.record({
    kind: fc.constantFrom(...kinds),
    pick: fc.nat(),
    size: fc.nat(7),
    days: fc.integer({ min: -6, max: 10 }),
  })
}

/** Two moments of one plan: days pass while work moves, people rewrite the plan, and some of it is only learned later. */
export const anyMoments: fc.Arbitrary<{ readonly before: Moment; readonly after: Moment }> = fc
  .record({
    portfolio: anyPortfolio,
    asOf: anyAsOf,
    days: fc.integer({ min: 0, max: 9 }),
    fates: fc.array(anyChange(FATES), { maxLength: 14 }),
    edits: fc.array(anyChange(EDITS), { maxLength: 3 }),
    newcomers: fc.array(anyChange(['new', 'unseen', 'late']), { maxLength: 5 }),
  })
  .map(({ portfolio, asOf, days, fates, edits, newcomers }) => {
    const before: Moment = { ...portfolio, asOf }
    let after: Portfolio = { ...portfolio, plan: edits.reduce(edited, portfolio.plan) }
    for (const fate of fates) after = befallen(after, fate, asOf)
    for (const newcomer of newcomers) after = joined(after, newcomer, asOf)
    return { before, after: { ...after, asOf: asOf + days * DAY_MS } }
  })

/** A portfolio after something befell one of its items. */
function befallen(portfolio: Portfolio, { kind, pick, size, days }: Change<Fate>, asOf: number): Portfolio {
  const { items } = portfolio
  const item = items[pick % Math.max(1, items.length)]
  if (item === undefined) return portfolio
  const at = asOf + days * DAY_MS
  const become = (...changes: readonly WorkItem[]) => ({
    ...portfolio,
    items: [...items.filter(({ id }) => id !== item.id), ...changes],
  })
  const gone = (tombstone: WorkItem['tombstone']) => become({ ...item, tombstone })
  switch (kind) {
    case 'finish':
      return become(moving(item, Math.max(at, asOf + 1), 'done'))
    case 'reopen':
      return become(moving(item, Math.max(at, asOf + 1), 'in_progress'))
    case 'drop':
      return become(moving(item, Math.max(at, asOf + 1), 'dropped'))
    case 'learn':
      return become(moving(item, Math.min(at, asOf), size % 2 === 0 ? 'done' : 'dropped'))
    case 'unlearn':
      return become(workItem({ ...item, timeline: item.timeline.slice(0, 1) }))
    case 'estimate':
      return become({ ...item, estimate: size === 7 ? null : size })
    case 'relink':
      return { ...portfolio, links: relinked(portfolio, item, size) }
    case 'unlink':
      return { ...portfolio, links: portfolio.links.filter(({ itemId }) => itemId !== item.id) }
    case 'reparent':
      return become({ ...item, parentId: item.kind === 'issue' ? (items[size]?.id ?? null) : null })
    case 'subtask':
      return become({ ...item, isSubtask: item.parentId !== null && !item.isSubtask })
    case 'delete':
      return gone({ kind: 'deleted', at, movedTo: null })
    case 'hide':
      return gone({ kind: 'hidden', at, movedTo: null })
    case 'move out':
      return gone({ kind: 'moved', at, movedTo: `ELSEWHERE-${size}` })
    case 'return':
      return gone(null)
    case 'forget':
      return become()
    case 'move': {
      const became = { ...item, id: nextId(items), key: `OPS-${nextId(items)}`, tombstone: null }
      const left: WorkItem = { ...item, tombstone: { kind: 'moved', at, movedTo: became.key } }
      const moved = become(left, became)
      return { ...moved, links: relinked(moved, became, size) }
    }
  }
}

function joined(
  portfolio: Portfolio,
  { kind, size, days }: Change<'new' | 'unseen' | 'late'>,
  asOf: number,
): Portfolio {
  const createdAt = kind === 'new' ? asOf + (1 + Math.abs(days)) * DAY_MS : asOf - Math.abs(days) * DAY_MS
  const moves = size % 3 === 0 ? [[createdAt + 3_600_000, size % 2 === 0 ? 'done' : 'dropped'] as const] : []
  const id = nextId(portfolio.items)
  const item = workItem({ id, timeline: timeline(createdAt, ...moves), estimate: size > 4 ? size : null })
  const all = { ...portfolio, items: [...portfolio.items, item] }
  return { ...all, links: relinked(all, item, size) }
}

function nextId(items: readonly WorkItem[]): number {
  return Math.max(100, ...items.map(({ id }) => id)) + 1
}

function moving(item: WorkItem, at: number, to: 'done' | 'dropped' | 'in_progress'): WorkItem {
  const moves = item.timeline.filter((move) => move.at <= at)
  const from = moves.at(-1)?.to ?? null
  if (moves.length === 0 || from === to) return item
  return workItem({ ...item, timeline: [...moves, { at, from, to, status: to }] })
}

function relinked({ plan, links }: Portfolio, item: WorkItem, size: number): Link[] {
  const places = planNodes(plan).flatMap(({ deliverables }) => deliverables.map(({ id }) => id))
  const place = places[size % Math.max(1, places.length)]
  const others = links.filter(({ itemId }) => itemId !== item.id)
  return place === undefined ? others : [...others, ...linkTo(place, item)]
}

function edited(plan: Plan, { kind, pick, size }: Change<Edit>): Plan {
  const all = plan.objectives.flatMap(({ deliverables }) => deliverables)
  const chosen = all[pick % Math.max(1, all.length)]
  if (chosen === undefined) return plan
  const place = (deliverables: (objective: Plan['objectives'][number]) => readonly Deliverable[]): Plan => ({
    ...plan,
    objectives: plan.objectives.map((objective) => ({ ...objective, deliverables: deliverables(objective) })),
  })
  const rewrite = (change: Partial<Deliverable>) =>
    place(({ deliverables }) => deliverables.map((one) => (one === chosen ? { ...one, ...change } : one)))
  const entry = {
    date: new Date(ORIGIN + size * 7 * DAY_MS).toISOString().slice(0, 10),
    progress: size / 10,
    note: null,
  }
  switch (kind) {
    case 'weight':
      return rewrite({ weight: 1 + size })
    case 'weigh':
      return rewrite({ weigh: chosen.weigh === 'items' ? 'points' : 'items' })
    case 'status':
      return rewrite({ status: chosen.status === 'active' ? 'cancelled' : 'active' })
    case 'manual':
      return rewrite(
        chosen.progress === 'manual' ? { progress: 'measured', entries: [] } : { progress: 'manual', entries: [entry] },
      )
    case 'entry':
      return chosen.progress === 'manual' ? rewrite({ entries: [...chosen.entries, entry].sort(byDate) }) : plan
    case 'remove':
      return place(({ deliverables }) => deliverables.filter((one) => one !== chosen))
    case 'to other objective': {
      const objective = plan.objectives[size % plan.objectives.length]?.id ?? chosen.objective
      return place(({ id, deliverables }) => [
        ...deliverables.filter((one) => one !== chosen),
        ...(id === objective ? [{ ...chosen, objective }] : []),
      ])
    }
    case 'selectors': {
      const selectors = [normaliseSelector(size % 2 === 0 ? { labels: 'core' } : { kind: 'issue' })]
      return rewrite({ selectors: chosen.selectors.length > 0 ? [] : selectors })
    }
  }
}

function byDate(one: { readonly date: string }, other: { readonly date: string }): number {
  return one.date < other.date ? -1 : 1
}
