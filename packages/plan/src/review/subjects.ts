import type { Deliverable } from '../document/deliverable.ts'
import type { Objective } from '../document/objective.ts'
import type { Plan } from '../document/plan.ts'
import type { PartContext } from '../parts/part-context.ts'
import { isDelivered } from '../parts/part-work.ts'
import type { Subject } from './review-rule.ts'

/** The objectives of a plan, each as the subject of a finding. */
export function objectivesOf({ objectives }: Plan): { readonly objective: Objective; readonly subject: Subject }[] {
  return objectives.map((objective, index) => ({
    objective,
    subject: { kind: 'objective', id: objective.id, title: objective.title, pointer: `/objectives/${index}` },
  }))
}

/**
 * The deliverables that the document writes and that are still to come, each as the subject of a finding: neither done
 * nor cancelled, and not all their work dropped.
 */
export function activeDeliverablesOf({
  plan,
  deliverables: measured,
}: PartContext): { readonly deliverable: Deliverable; readonly subject: Subject }[] {
  return plan.objectives.flatMap(({ deliverables }, index) =>
    deliverables.flatMap((deliverable, place) => {
      const found = measured.get(deliverable.id)
      if (found === undefined || found.standing === 'left_out' || isDelivered(found)) return []
      const pointer = `/objectives/${index}/deliverables/${place}`
      return [
        {
          deliverable,
          subject: { kind: 'deliverable' as const, id: deliverable.id, title: deliverable.title, pointer },
        },
      ]
    }),
  )
}

/** Objectives and deliverables by id, each as the subject of a finding. */
export function subjectsOfNodes({ objectives }: Plan): ReadonlyMap<string, Subject> {
  return new Map(
    objectives.flatMap(({ id, title, deliverables }, index): [string, Subject][] => {
      const pointer = `/objectives/${index}`
      return [
        [id, { kind: 'objective', id, title, pointer }],
        ...deliverables.map((each, place): [string, Subject] => [
          each.id,
          { kind: 'deliverable', id: each.id, title: each.title, pointer: `${pointer}/deliverables/${place}` },
        ]),
      ]
    }),
  )
}

/** The parts of one list of the document by id, each as the subject of a finding. */
export function subjectsOf<Part extends { readonly id: string; readonly title: string }>(
  kind: Subject['kind'],
  list: string,
  parts: readonly Part[],
): ReadonlyMap<string, Subject> {
  return new Map(parts.map(({ id, title }, index) => [id, { kind, id, title, pointer: `/${list}/${index}` }] as const))
}

/** KPIs by id, each as the subject of a finding; those of one preset stand where it does. */
export function subjectsOfKpis({ kpis }: Plan): ReadonlyMap<string, Subject> {
  return new Map(
    kpis.map(({ id, title, entry }) => [id, { kind: 'kpi', id, title, pointer: `/kpis/${entry}` }] as const),
  )
}

/** Pairs the standings of parts, in whatever order, with their subjects. */
export function paired<Standing extends { readonly id: string }>(
  standings: readonly Standing[],
  subjects: ReadonlyMap<string, Subject>,
): { readonly part: Standing; readonly subject: Subject }[] {
  return standings.flatMap((part) => {
    const subject = subjects.get(part.id)
    return subject === undefined ? [] : [{ part, subject }]
  })
}
