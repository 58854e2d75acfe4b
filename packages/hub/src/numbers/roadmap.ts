import { NotFoundError } from '@throughline/errors'
import {
  type DeliverableItem,
  deliverableItems as itemsOfDeliverable,
  measureRoadmap,
  planNodes,
  type Roadmap,
} from '@throughline/plan'
import type { Hub } from '../context.ts'
import { basisOf } from './basis.ts'
import { keptNow } from './kept-answers.ts'
import { askedInstant, type Moments } from './known-moment.ts'

/**
 * Progress, forecasts and health of a plan and its parts, now or as of a past instant or date, as known now or then. One of now
 * is the same object again while it is kept.
 */
export async function roadmap(hub: Hub, planId: string, options: Moments = {}): Promise<Roadmap> {
  const asked = { plan: planId, question: 'roadmap', moments: options }
  return keptNow(hub, asked, () => computeRoadmap(hub, planId, options))
}

async function computeRoadmap(hub: Hub, planId: string, options: Moments): Promise<Roadmap> {
  const basis = await basisOf(hub, planId, options)
  const { plan, record, now } = basis
  const asOf = askedInstant({ plan, now }, options)
  return measureRoadmap({ ...basis, version: record.version, asOf, outlook: await basis.outlookAt(asOf) })
}

/** A deliverable's items with their state at an instant and the rule that links them; throws NotFoundError. */
export async function deliverableItems(
  hub: Hub,
  planId: string,
  deliverable: string,
  options: Moments = {},
): Promise<DeliverableItem[]> {
  const { plan, items, links, now } = await basisOf(hub, planId, options)
  const known = planNodes(plan).flatMap((node) => node.deliverables.map((each) => each.id))
  if (!known.includes(deliverable)) {
    throw new NotFoundError(
      'deliverable.not_found',
      `Plan ${planId} has no deliverable ${deliverable}. It has ${known.join(', ')}.`,
    )
  }
  const asOf = askedInstant({ plan, now }, options)
  return itemsOfDeliverable({ plan, deliverable, items, links, asOf })
}
