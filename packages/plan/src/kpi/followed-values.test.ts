import fc from 'fast-check'
import { expect, it } from 'vitest'
import { weekOf, weeksBetween } from '../calendar/iso-week.ts'
import type { WorkItem } from '../item/work-item.ts'
import { LIFE_DAYS, linkTo, ORIGIN, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { type Holdings, noteSuccession } from '../succession.ts'
import { keptWeeks } from './kept-measures.ts'
import { kpiOf, type Measure } from './kpi.fixture.ts'
import { markedValues } from './marked-values.ts'
import { anyMeasuredPortfolio } from './measured-portfolio.fixture.ts'

const measures: readonly Measure[] = [
  { metric: 'items.done', window: '4w' },
  { metric: 'items.open', where: { project: 'EHR' } },
  { metric: 'items.open', where: { labels: 'CORE' } },
  { metric: 'items.reopened', where: { epic: 'EHR-1' } },
  { metric: 'items.lead_time', stat: 'p85', objective: 'o0' },
  { metric: 'items.age', stat: 'mean', where: { unlinked: true } },
  { metric: 'prs.merged', where: { kind: 'pull_request' } },
  { metric: 'prs.review_time', stat: 'p50', where: { connection: 'github' } },
  { metric: 'share', where: { labels: 'core' } },
  { metric: 'progress' },
  { metric: 'ratio', of: { metric: 'items.done', window: '4w' }, to: { metric: 'items.created' } },
]

const WEEKS = weeksBetween(weekOf(ORIGIN, 'UTC'), weekOf(ORIGIN + LIFE_DAYS * 86_400_000, 'UTC'))
const now = ORIGIN + (LIFE_DAYS + 7) * 86_400_000

/** Something that a sync or a settling does to one item, chosen by numbers. */
const anyChange = fc.record({
  kind: fc.constantFrom('label', 'move', 'reparent', 'subtask', 'remove', 'appear', 'link', 'unlink', 'title'),
  which: fc.nat(),
  other: fc.nat(),
  at: fc.integer({ min: 0, max: LIFE_DAYS * 86_400_000 }).map((ms) => ORIGIN + ms),
})

type Change = typeof anyChange extends fc.Arbitrary<infer T> ? T : never

function changed({ items, links }: Holdings, { kind, which, other, at }: Change): Holdings {
  const item = items[which % items.length]
  if (kind === 'appear' || item === undefined) {
    const id = Math.max(0, ...items.map((each) => each.id)) + 1
    return { items: [...items, workItem({ id, timeline: timeline(at, [at + 1, 'done']) })], links }
  }
  const withItem = (facts: Partial<WorkItem>): Holdings => ({
    items: items.map((each) => (each === item ? { ...item, ...facts } : each)),
    links,
  })
  const others = links.filter(({ itemId }) => itemId !== item.id)
  switch (kind) {
    case 'label':
      return withItem({ labels: item.labels.includes('core') ? [] : ['core'] })
    case 'move':
      return withItem({ timeline: timeline(item.createdAt, [Math.max(at, item.createdAt + 1), 'done']) })
    case 'reparent':
      return withItem({ parentId: items[other % items.length]?.id ?? null })
    case 'subtask':
      return withItem({ isSubtask: !item.isSubtask })
    case 'remove':
      return withItem({ tombstone: item.tombstone === null ? { kind: 'deleted', at, movedTo: null } : null })
    case 'link':
      return { items, links: [...others, ...linkTo('o0-d0', item)].sort((a, b) => a.itemId - b.itemId) }
    case 'unlink':
      return { items, links: others }
    default:
      return withItem({ title: `Renamed ${which}` })
  }
}

it('values that follow what changed are those that are measured anew, and most weeks that nothing touched are kept', () => {
  let kept = 0
  fc.assert(
    fc.property(
      anyMeasuredPortfolio,
      fc.constantFrom(...measures),
      fc.array(fc.array(anyChange, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0, max: LIFE_DAYS * 24 }).map((hours) => ORIGIN + hours * 3_600_000),
      ({ plan, side, ...portfolio }, measure, steps, past) => {
        const kpi = kpiOf(measure)
        let holdings: Holdings = {
          items: portfolio.items.toSorted((a, b) => a.id - b.id),
          links: portfolio.links.toSorted((a, b) => a.itemId - b.itemId),
        }
        const values = (of: Holdings, at = now) => markedValues({ ...of, plan, kpi, side, now: at, weeks: WEEKS })
        values(holdings)
        for (const changes of steps) {
          const next = changes.reduce(changed, holdings)
          noteSuccession(holdings, next)
          // Whoever asks first after a change may ask as of a past instant, in the middle of a week that is kept.
          values(next, past)
          kept += keptWeeks({ ...next, plan, kpi, side, now }).size
          expect(values(next)).toEqual(values({ items: [...next.items], links: [...next.links] }))
          holdings = next
        }
      },
    ),
    { numRuns: 300 },
  )
  // Agreement of what was all measured anew would prove nothing.
  expect(kept).toBeGreaterThan(2_500)
})
