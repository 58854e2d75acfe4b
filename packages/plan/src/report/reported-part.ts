import type { Health } from '../measure/health.ts'
import type { Roadmap, RoadmapDeliverable } from '../measure/roadmap.ts'

/** A deliverable of the roadmap that a report is made of, with the id of its objective. */
export interface ReportedPart {
  readonly objective: string
  readonly deliverable: RoadmapDeliverable
}

/** Every deliverable of a roadmap, in order of the plan. */
export function reportedParts({ objectives }: Pick<Roadmap, 'objectives'>): ReportedPart[] {
  return objectives.flatMap(({ id, deliverables }) =>
    deliverables.map((deliverable) => ({ objective: id, deliverable })),
  )
}

/** Whether nothing is expected of a part any more. */
export function isOver({ health }: { readonly health: Health }): boolean {
  return health.status === 'done' || health.status === 'cancelled'
}
