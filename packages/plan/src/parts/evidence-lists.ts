import type { Plan } from '../document/plan.ts'
import type { Selector } from '../document/selector.ts'

/** Every list of selectors by which a part of the plan, other than its deliverables, chooses work. */
export function evidenceLists(plan: Plan): (readonly Selector[])[] {
  return [
    ...plan.controls.map(({ evidence }) => evidence),
    ...plan.risks.flatMap(({ mitigation }) => (mitigation === null ? [] : [mitigation.selectors])),
    ...plan.transition.map(({ selectors }) => selectors),
    ...plan.projects.map(({ selectors }) => selectors),
    ...plan.milestones.map(({ planned }) => planned),
  ].filter((selectors) => selectors.length > 0)
}
