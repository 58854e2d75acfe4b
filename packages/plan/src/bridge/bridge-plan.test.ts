import { ValidationError } from '@throughline/errors'
import { describe, expect, it } from 'vitest'
import type { PlanDocument } from '../document/plan.ts'
import type { WorkItem } from '../item/work-item.ts'
import { day, linkTo, planOf, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import type { Bridge, Moment } from './bridge.ts'
import { bridgePlan } from './bridge-plan.ts'

const DOCUMENT: PlanDocument = {
  plan: 'ehr-2027',
  title: 'Electronic health records',
  period: { start: '2026-09-01', end: '2027-08-31' },
  objectives: [
    {
      id: 'records',
      title: 'One record',
      deliverables: [
        { id: 'core', title: 'Core live' },
        { id: 'index', title: 'One index', weight: 3 },
        { id: 'wiring', title: 'Sites wired', progress: 'manual', entries: [{ date: '2026-09-01', progress: 0.5 }] },
      ],
    },
  ],
}

const plan = planOf(DOCUMENT)
const [from, to] = [day(7), day(14)]
const finished = workItem({ timeline: timeline(day(0), [day(1), 'done']) })
const open = workItem({ timeline: timeline(day(0)) })
const other = workItem({ timeline: timeline(day(2)) })
const another = workItem({ timeline: timeline(day(2)) })
const elsewhere = workItem({ timeline: timeline(day(0)) })
const ITEMS = [finished, open, other, another, elsewhere]
const LINKS = [...linkTo('core', finished, open, other, another), ...linkTo('index', elsewhere)]
const BEFORE: Moment = { plan, items: ITEMS, links: LINKS, asOf: from }

/** The causes and values of the bridge of `core`, and of the others that moved. */
function bridgeOf(after: Partial<Moment>, before: Partial<Moment> = {}) {
  const bridge = bridgePlan({ ...BEFORE, ...before }, { ...BEFORE, ...before, asOf: to, ...after })
  const deliverables = bridge.objectives.flatMap((objective) => objective.deliverables)
  return {
    plan: bridge,
    objective: bridge.objectives[0],
    of: (id: string) => deliverables.find((one) => one.id === id),
  }
}

const causes = (bridge: Bridge | undefined) =>
  bridge?.parts.map(({ cause, value, count }) => [cause, Math.round(value * 1e9) / 1e9, count])

/** All items, one of them changed. */
function changed(item: WorkItem, change: Partial<WorkItem>): WorkItem[] {
  return ITEMS.map((one) => (one === item ? workItem({ ...item, ...change }) : one))
}

describe('a week computed by hand', () => {
  // Core: 1 of 4 done. Then one item is added (1/5), one dropped (1/4), one done (2/4).
  const added = workItem({ timeline: timeline(day(8)) })
  const items = [
    ...changed(open, { timeline: timeline(day(0), [day(9), 'done']) }).map((item) =>
      item === other ? workItem({ ...other, timeline: timeline(day(2), [day(10), 'dropped']) }) : item,
    ),
    added,
  ]
  const { plan: whole, objective, of } = bridgeOf({ items, links: [...LINKS, ...linkTo('core', added)] })

  it('gives each cause the difference that it makes, in the order of the causes', () => {
    expect(of('core')).toMatchObject({ before: 0.25, after: 0.5, note: null })
    expect(causes(of('core'))).toEqual([
      ['added', -0.05, 1],
      ['dropped', 0.05, 1],
      ['done', 0.25, 1],
    ])
    expect(of('index')?.parts).toEqual([])
  })

  it('hands the parts up by the weights of the means', () => {
    expect(causes(objective)).toEqual([
      ['added', -0.01, 1],
      ['dropped', 0.01, 1],
      ['done', 0.05, 1],
    ])
    expect(causes(whole)).toEqual(causes(objective))
    expect(whole).toMatchObject({ plan: 'ehr-2027', from: '2026-09-07T00:00:00.000Z', to: '2026-09-14T00:00:00.000Z' })
  })

  it('names the items behind each part, with what happened to them', () => {
    expect(of('core')?.parts.map(({ items: [item] }) => [item?.key, item?.note, item?.deliverable])).toEqual([
      [added.key, 'It was created on 2026-09-08.', 'core'],
      [other.key, 'It was dropped on 2026-09-10.', 'core'],
      [open.key, 'It was done on 2026-09-09.', 'core'],
    ])
  })
})

describe('bridgePlan tells apart', () => {
  it('what was true then already and is only known now', () => {
    const items = changed(open, { timeline: timeline(day(0), [day(6), 'done']) })
    const unseen = workItem({ timeline: timeline(day(1)) })
    const { of } = bridgeOf({ items: [...items, unseen], links: [...LINKS, ...linkTo('core', unseen)] })
    expect(causes(of('core'))).toEqual([['learned_late', 0.15, 2]])
    expect(of('core')?.parts[0]?.items.map(({ key, note }) => [key, note])).toEqual([
      [open.key, 'It was done then already, and known as open.'],
      [unseen.key, 'It was open then already, and known as unknown.'],
    ])
  })

  it('a weight, a unit, a status and a deliverable that the plan rewrote', () => {
    const after = planOf({
      ...DOCUMENT,
      objectives: [
        {
          id: 'records',
          title: 'One record',
          deliverables: [
            { id: 'core', title: 'Core live', weight: 4 },
            { id: 'index', title: 'One index', status: 'cancelled' },
          ],
        },
      ],
    })
    const { objective, of } = bridgeOf({ plan: after })
    expect(objective).toMatchObject({ before: 0.15, after: 0.25 })
    expect(causes(objective)).toEqual([['plan_changed', 0.1, 0]])
    expect(objective?.parts[0]?.changes.map(({ node, note }) => [node, note])).toEqual([
      ['index', 'Its status went from active to cancelled; its weight went from 3 to 1.'],
      ['wiring', 'It is no longer in the plan.'],
      ['core', 'Its weight went from 1 to 4.'],
    ])
    expect(of('wiring')).toMatchObject({ before: 0.5, after: null, change: -0.5 })
    expect(of('wiring')?.note).toBe('It has no progress now: the bridge ends at 0.')
  })

  it('links that the plan made from links that items made', () => {
    const withLinks = (label: string) =>
      planOf({
        ...DOCUMENT,
        objectives: [
          {
            id: 'records',
            title: 'One record',
            deliverables: [{ id: 'core', title: 'Core', links: [{ labels: label }] }],
          },
        ],
      })
    const red = [workItem({ labels: ['red'], timeline: finished.timeline }), workItem({ labels: ['red'] })]
    const blue = workItem({ labels: ['blue'] })
    const gray = workItem({ labels: ['gray'] })
    const before = { plan: withLinks('red'), items: [...red, blue, gray], links: linkTo('core', ...red) }
    const byPlan = { plan: withLinks('*e*'), links: linkTo('core', ...red, blue) }
    expect(causes(bridgeOf(byPlan, before).of('core'))).toEqual([['plan_changed', -0.166666667, 1]])
    const relabelled = workItem({ ...gray, labels: ['red'] })
    const byItem = { items: [...red, blue, relabelled], links: linkTo('core', ...red, relabelled) }
    expect(causes(bridgeOf(byItem, before).of('core'))).toEqual([['relinked', -0.166666667, 1]])
    const both = { ...byPlan, items: byItem.items, links: linkTo('core', ...red, blue, relabelled) }
    expect(causes(bridgeOf(both, before).of('core'))).toEqual([
      ['plan_changed', -0.166666667, 1],
      ['relinked', -0.083333333, 1],
    ])
  })

  it('an item that went to another deliverable, on both sides', () => {
    const links = [...linkTo('core', open, other, another), ...linkTo('index', elsewhere, finished)]
    const { of, objective } = bridgeOf({ links })
    expect(causes(of('core'))).toEqual([['relinked', -0.25, 1]])
    expect(causes(of('index'))).toEqual([['relinked', 0.5, 1]])
    expect(objective?.parts[0]?.items.map(({ deliverable, note }) => [deliverable, note])).toEqual([
      ['index', 'It came from core.'],
      ['core', 'It went to index.'],
    ])
    expect(objective?.parts[0]?.count).toBe(1)
  })

  it('an item that moved in its tool from one that is gone, and takes it for the same', () => {
    const became = workItem({ ...finished, id: 9_000, key: 'OPS-1' })
    const left = workItem({ ...finished, tombstone: { kind: 'moved', at: day(9), movedTo: 'OPS-1' } })
    const items = [left, became, open, other, another, elsewhere]
    const links = [...linkTo('core', open, other, another), ...linkTo('index', elsewhere, became)]
    const { of } = bridgeOf({ items, links })
    expect(causes(of('core'))).toEqual([['relinked', -0.25, 1]])
    expect(of('index')?.parts[0]?.items[0]?.note).toBe(`It was ${finished.key}. It came from core.`)
    expect(bridgeOf({ items, links: [...LINKS.slice(1), ...linkTo('core', became)] }).of('core')?.parts).toEqual([])
  })

  it('what became a container, a sub-task or evidence', () => {
    const items = changed(other, { parentId: open.id })
    expect(causes(bridgeOf({ items }).of('core'))).toEqual([['restructured', 0.083333333, 1]])
    const nested = changed(other, { parentId: open.id, isSubtask: true })
    const { of } = bridgeOf({ items: nested })
    expect(causes(of('core'))).toEqual([['restructured', 0.083333333, 1]])
    expect(of('core')?.parts[0]?.items[0]?.note).toBe(`It is a sub-task of ${open.key}, which stands for it here.`)
    const pull = workItem({ kind: 'pull_request', timeline: finished.timeline })
    const issue = workItem({ timeline: timeline(day(8)) })
    const before = { items: [pull], links: linkTo('core', pull) }
    const after = { items: [pull, issue], links: linkTo('core', pull, issue) }
    expect(causes(bridgeOf(after, before).of('core'))).toEqual([
      ['restructured', -1, 1],
      ['added', 0, 1],
    ])
  })

  it('new estimates, and the median that moves with them', () => {
    const points = planOf({
      ...DOCUMENT,
      objectives: [{ id: 'records', title: 'One', deliverables: [{ id: 'core', title: 'Core', weigh: 'points' }] }],
    })
    const estimated = [1, 3, null].map((estimate, index) =>
      workItem({ estimate, timeline: timeline(day(0), ...(index === 0 ? [[day(1), 'done'] as const] : [])) }),
    )
    const [one, three, none] = estimated
    if (one === undefined || three === undefined || none === undefined) throw new Error('Three items are needed.')
    const before = { plan: points, items: estimated, links: linkTo('core', ...estimated) }
    const { of } = bridgeOf({ items: [one, workItem({ ...three, estimate: 5 }), none] }, before)
    expect(of('core')).toMatchObject({ before: 1 / 6, after: 1 / 9 })
    expect(causes(of('core'))).toEqual([['reestimated', -0.055555556, 2]])
    expect(of('core')?.parts[0]?.items.map(({ note }) => note)).toEqual([
      'Its estimate was 3 points and is 5 points.',
      'It is not estimated and takes the median of the others, which moved.',
    ])
  })

  it.each([
    ['deleted', { kind: 'deleted', at: day(9), movedTo: null }, 'It was deleted.'],
    ['deleted', { kind: 'hidden', at: day(9), movedTo: null }, 'Its tool no longer shows it.'],
    ['moved_away', { kind: 'transferred', at: day(9), movedTo: 'a/b#1' }, 'It moved to a/b#1.'],
    ['learned_late', { kind: 'deleted', at: day(6), movedTo: null }, 'It was gone then already, and known as open.'],
  ] as const)('what is gone: %s %o', (cause, tombstone, note) => {
    const links = LINKS.filter(({ itemId }) => itemId !== open.id)
    const { of } = bridgeOf({ items: changed(open, { tombstone }), links })
    expect(causes(of('core'))).toEqual([[cause, 0.083333333, 1]])
    expect(of('core')?.parts[0]?.items[0]?.note).toBe(note)
  })

  it('what the hub no longer holds, what came back and what was taken up again', () => {
    const forgotten = bridgeOf({ items: ITEMS.filter((item) => item !== open) }).of('core')
    expect(causes(forgotten)).toEqual([['deleted', 0.083333333, 1]])
    expect(forgotten?.parts[0]?.items[0]?.note).toBe('The hub no longer holds it.')
    const hidden = { items: changed(open, { tombstone: { kind: 'hidden', at: day(3), movedTo: null } }) }
    expect(causes(bridgeOf({ items: ITEMS }, hidden).of('core'))).toEqual([['added', -0.083333333, 1]])
    const dropped = timeline(day(0), [day(3), 'dropped'], [day(8), 'in_progress'])
    const again = changed(open, { timeline: dropped })
    expect(causes(bridgeOf({ items: again }, { items: again }).of('core'))).toEqual([['added', -0.083333333, 1]])
  })

  it('what was done and is open again', () => {
    const items = changed(finished, { timeline: timeline(day(0), [day(1), 'done'], [day(9), 'in_progress']) })
    expect(causes(bridgeOf({ items }).of('core'))).toEqual([['reopened', -0.25, 1]])
  })

  it('progress entered by hand for days since from that entered for days before', () => {
    const entered = (date: string) =>
      planOf({
        ...DOCUMENT,
        objectives: DOCUMENT.objectives.map((objective) => ({
          ...objective,
          deliverables: objective.deliverables?.map((one) =>
            one.id === 'wiring' ? { ...one, entries: [...(one.entries ?? []), { date, progress: 0.75 }] } : one,
          ),
        })),
      })
    const { of, objective } = bridgeOf({ plan: entered('2026-09-10') })
    expect(causes(of('wiring'))).toEqual([['entered', 0.25, 0]])
    expect(objective?.parts[0]?.changes).toMatchObject([
      { node: 'wiring', title: 'Sites wired', note: 'Progress entered by hand went from 50.0 % to 75.0 %.' },
    ])
    expect(causes(bridgeOf({ plan: entered('2026-09-05') }).of('wiring'))).toEqual([['learned_late', 0.25, 0]])
  })

  it('what starts from no progress at all', () => {
    const late = workItem({ timeline: timeline(day(8), [day(9), 'done']) })
    const { of } = bridgeOf({ items: [late], links: linkTo('index', late) }, { items: [], links: [] })
    expect(of('index')).toMatchObject({
      before: null,
      after: 1,
      note: 'It had no progress before: the bridge starts from 0.',
    })
    expect(causes(of('index'))).toEqual([
      ['added', 0, 1],
      ['done', 1, 1],
    ])
  })
})

it('keeps an objective apart from a deliverable that has its id in the other plan', () => {
  const document = (objective: string, ...deliverables: readonly string[]) => ({
    ...DOCUMENT,
    objectives: [{ id: objective, title: objective, deliverables: deliverables.map((id) => ({ id, title: id })) }],
  })
  const before = { plan: planOf(document('x', 'core')), items: [finished, open], links: linkTo('core', finished, open) }
  const { objectives } = bridgePlan(
    { ...before, asOf: from },
    { ...before, plan: planOf(document('y', 'x', 'core')), asOf: to },
  )
  const [later, earlier] = objectives
  expect([earlier?.id, earlier?.before, earlier?.after]).toEqual(['x', 0.5, null])
  expect(later?.deliverables.map(({ id, before: was, after }) => [id, was, after])).toEqual([
    ['x', null, null],
    ['core', 0.5, 0.5],
  ])
})

it('refuses to lead backwards in time', () => {
  expect(() => bridgePlan({ ...BEFORE, asOf: to }, BEFORE)).toThrow(ValidationError)
})
