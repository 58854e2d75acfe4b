import type { PlanDocument, SelectorInput } from '@throughline/plan'
import { type DrawFrom, drawing } from './draw.ts'
import { names, shape } from './portfolio.ts'

const objectiveCount = 50
const deliverablesEach = 10

/** The plan’s id. */
export const planId = 'big-plan'

/**
 * A plan of 50 objectives, 500 deliverables and 2,000 selectors of every kind over the stored portfolio: epics, fields,
 * patterns, keys, exceptions. The same every time.
 */
export function bigPlan(): PlanDocument {
  const draw = drawing(11)
  return {
    plan: planId,
    title: 'A plan of a large department',
    period: { start: '2026-01-01', end: '2026-12-31' },
    objectives: range(objectiveCount).map((objective) => ({
      id: `o${objective}`,
      title: `Objective ${objective}`,
      deliverables: range(deliverablesEach).map((place) => ({
        id: `o${objective}-d${place}`,
        title: `Deliverable ${objective}.${place}`,
        links: selectors(draw),
      })),
    })),
  }
}

/** The plan with one selector of a deliverable in its middle replaced: the one at `place` of its four. */
export function withSelector(plan: PlanDocument, place: number, selector: SelectorInput): PlanDocument {
  return {
    ...plan,
    objectives: plan.objectives.map((objective, index) =>
      index !== objectiveCount / 2
        ? objective
        : {
            ...objective,
            deliverables: (objective.deliverables ?? []).map((deliverable, number) =>
              number === 0 ? { ...deliverable, links: (deliverable.links ?? []).with(place, selector) } : deliverable,
            ),
          },
    ),
  }
}

/** The plan with an objective and its deliverables moved from the middle to the first place. */
export function withObjectiveFirst(plan: PlanDocument): PlanDocument {
  const moved = plan.objectives.slice(objectiveCount / 2, objectiveCount / 2 + 1)
  return { ...plan, objectives: [...moved, ...plan.objectives.filter((objective) => !moved.includes(objective))] }
}

/** The four selectors of a deliverable: an epic, labels of a project, a milestone, and one that is different each time. */
function selectors(draw: DrawFrom): SelectorInput[] {
  const project = names.project(draw(shape.projects))
  const epic = `${project}-${shape.initiatives + draw(shape.epics) + 1}`
  const team = draw(shape.teams)
  return [
    { connection: 'jira', epic },
    { connection: 'jira', project, labels: [names.label(team, draw(shape.areas))], types: ['Story', 'Bug'] },
    {
      connection: 'github',
      repo: names.repository(draw(shape.repositories)),
      milestone: names.version(draw(shape.versions)),
    },
    other(draw, project, team),
  ]
}

function other(draw: DrawFrom, project: string, team: number): SelectorInput {
  switch (draw(5)) {
    case 0:
      return { keys: Array.from({ length: 5 }, () => `${project}-${draw(shape.issuesPerProject) + 1}`) }
    case 1:
      return { project, labels: `team-${team}/*`, not: { labels: `*/area-${draw(shape.areas)}` } }
    case 2:
      return { labels: `TEAM-${team}/area-${draw(shape.areas)}`, fixVersions: names.version(draw(shape.versions)) }
    case 3:
      return {
        project,
        components: names.component(draw(shape.components)),
        fixVersions: names.version(draw(shape.versions)),
      }
    default:
      return { labels: `*-${team}/area-?`, project: [project, names.project(draw(shape.projects))], types: 'Bug' }
  }
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index)
}
