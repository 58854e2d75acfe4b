import { isoInstant } from '../calendar/instant.ts'
import type { IsoWeek } from '../calendar/iso-week.ts'
import { planNodes } from '../document/plan-nodes.ts'
import type { WorkItem } from '../item/work-item.ts'
import { doneWithin } from './item-metric.ts'
import type { KpiContext } from './metric.ts'
import { populationOf } from './population.ts'
import { type Span, spansOf } from './span.ts'

/** What the work that is done is divided by. */
export type InvestmentBy = 'objective' | 'type'

/** How the work done in some weeks divides, ready to be sent as JSON. */
export interface InvestmentMix {
  readonly from: IsoWeek
  readonly to: IsoWeek
  readonly by: InvestmentBy
  /** How many items were done from the first week to the last, each once. */
  readonly total: number
  /** Objectives in document order and what is linked to none last, or types by their names; together they are 1. */
  readonly shares: readonly InvestmentShare[]
  /** The same of each week by itself; an item that was done in two weeks is in both. */
  readonly weeks: readonly InvestmentWeek[]
  /** What was done from the first week to the last, and to which share it falls. */
  readonly items: readonly InvestedItem[]
}

/** One part of the work. */
interface InvestmentShare {
  /** Id of the objective, or name of the type; null for what is linked to nothing. */
  readonly id: string | null
  readonly title: string
  readonly count: number
  /** 0..1, unrounded; null when nothing was done. */
  readonly share: number | null
}

interface InvestmentWeek {
  readonly week: IsoWeek
  readonly total: number
  /** In the order of the whole. */
  readonly shares: readonly InvestmentShare[]
  /** Present while the week is not over. */
  readonly partial?: true
}

interface InvestedItem extends Pick<WorkItem, 'connection' | 'key' | 'title'> {
  readonly share: string | null
  /** ISO 8601, UTC. */
  readonly doneAt: string
}

/**
 * Divides the issues done in a range of weeks by objective or by type. What counts as done, and which items there are, is as
 * for the metric `share`: linked or not, without sub-tasks and containers.
 *
 * @param weeks in order and without gaps, at least one.
 */
export function investmentMix(
  context: KpiContext,
  weeks: readonly [IsoWeek, ...IsoWeek[]],
  by: InvestmentBy,
): InvestmentMix {
  const { plan, now } = context
  const [from] = weeks
  const to = weeks.at(-1) ?? from
  const items = populationOf(context.items, 'issues')
  const shareOf = by === 'type' ? (item: WorkItem) => item.type : objectiveOf(context)
  const [whole] = spansOf([to], weeks.length, plan.timeZone, now)
  const done = whole === undefined ? [] : doneIn(items, whole)
  const titles = by === 'type' ? typesOf(done.map(({ item }) => item)) : objectivesOf(context)
  const divide = (part: readonly WorkItem[]) => divided(part, titles, shareOf)
  return {
    from,
    to,
    by,
    total: done.length,
    shares: divide(done.map(({ item }) => item)),
    weeks: spansOf(weeks, 1, plan.timeZone, now).map((span) => {
      const own = doneIn(items, span).map(({ item }) => item)
      const partial = span.phase === 'complete' ? {} : { partial: true as const }
      return { week: span.week, total: own.length, shares: divide(own), ...partial }
    }),
    items: done.map(({ item, doneAt }) => ({
      connection: item.connection,
      key: item.key,
      title: item.title,
      share: shareOf(item),
      doneAt: isoInstant(doneAt),
    })),
  }
}

type Titles = ReadonlyMap<string | null, string>

function divided(
  items: readonly WorkItem[],
  titles: Titles,
  shareOf: (item: WorkItem) => string | null,
): InvestmentShare[] {
  const counts = Map.groupBy(items, shareOf)
  return Array.from(titles, ([id, title]) => {
    const count = counts.get(id)?.length ?? 0
    return { id, title, count, share: items.length === 0 ? null : count / items.length }
  })
}

function doneIn(items: readonly WorkItem[], span: Span) {
  return items.flatMap((item) => {
    const doneAt = doneWithin(item, span)
    return doneAt === null ? [] : [{ item, doneAt }]
  })
}

function objectivesOf({ plan }: KpiContext): Titles {
  return new Map<string | null, string>([
    ...plan.objectives.map(({ id, title }): [string, string] => [id, title]),
    [null, 'Linked to nothing'],
  ])
}

function typesOf(items: readonly WorkItem[]): Titles {
  const types = [...new Set(items.map(({ type }) => type))].sort()
  return new Map(types.map((type) => [type, type]))
}

function objectiveOf({ plan, links }: KpiContext): (item: WorkItem) => string | null {
  const objectives = new Map(
    planNodes(plan).flatMap(({ objective, deliverables }) =>
      deliverables.map(({ id }): [string, string] => [id, objective.id]),
    ),
  )
  const linked = new Map(links.map(({ itemId, deliverable }) => [itemId, objectives.get(deliverable) ?? null]))
  return ({ id }) => linked.get(id) ?? null
}
