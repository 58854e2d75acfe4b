import { Document, type Node } from 'yaml'
import type { Period } from '../document/period.ts'
import { plural } from '../measure/words.ts'
import type { Candidate } from './candidate.ts'
import type { DraftedDeliverable } from './draft-deliverable.ts'
import type { WorkSums } from './draft-facts.ts'
import { plainText } from './plain-text.ts'
import { comment, remarked, spacedList, under } from './remarks.ts'
import { type Baseline, STARTER_WEEKS } from './starter-kpi.ts'
import { issuesOf } from './sum-work.ts'

/** What a drafted document says. */
export interface DraftContent {
  /** Lines of the comment at its head. */
  readonly notes: readonly string[]
  readonly id: string
  readonly title: string
  readonly period: Period
  readonly objectives: readonly DraftedObjective[]
}

/** An objective of a draft, with the KPI it starts with. */
export interface DraftedObjective {
  readonly id: string
  readonly title: string
  readonly owner: string | null
  readonly about: string
  /** All work under it. */
  readonly work: WorkSums
  /** Work linked to the objective itself. */
  readonly direct: Candidate | null
  readonly deliverables: readonly DraftedDeliverable[]
  readonly kpi: { readonly id: string; readonly baseline: Baseline }
}

/** Writes a draft as YAML with comments. Texts are quoted as they need to be, whatever characters a tool allowed. */
export function draftDocument({ notes, id, title, period, objectives }: DraftContent): string {
  const document: Document = new Document({
    plan: id,
    title,
    timeZone: null,
    period: null,
    objectives: null,
    kpis: null,
  })
  document.commentBefore = comment(notes)
  document.set('timeZone', remarked(document, 'UTC', 'Decide: the zone in which your days end, such as Europe/Berlin'))
  document.set('period', remarked(document, period, 'Decide: the period of your plan; all dates must lie inside'))
  const nodes = objectives.map((objective) => objectiveNode(document, objective))
  document.set('objectives', spacedList(document, nodes))
  const kpis = objectives.map((objective) => kpiNode(document, objective, period))
  document.set('kpis', spacedList(document, kpis))
  return document.toString({ lineWidth: 0 })
}

function objectiveNode(document: Document, objective: DraftedObjective): Node {
  const { id, title, owner, about, work, direct, deliverables } = objective
  const node = document.createNode({
    id,
    title,
    ...(owner === null ? {} : { owner }),
    ...(direct === null ? {} : { links: [linkNode(document, direct)] }),
    deliverables: deliverables.map((deliverable) => deliverableNode(document, deliverable)),
  })
  return under([`${about}: ${workText(work)}`], node)
}

function deliverableNode(document: Document, { id, title, owner, dates, candidate }: DraftedDeliverable): Node {
  const { start, startNote, due, dueNote } = dates
  const node = document.createNode({
    id,
    title,
    ...(owner === null ? {} : { owner }),
    ...(start === null ? {} : { start: remarked(document, start, startNote) }),
    ...(due === null ? {} : { due: remarked(document, due, dueNote) }),
    ...(candidate.isDropped ? { status: remarked(document, 'cancelled', 'as its tool says') } : {}),
    links: [linkNode(document, candidate)],
  })
  const remarks = [
    ...(candidate.title === null
      ? [`Its title is not known: no connection holds ${plainText(candidate.name)} itself.`]
      : []),
    ...(due === null && dueNote !== null ? [dueNote] : []),
  ]
  return under(remarks, node)
}

function linkNode(document: Document, { link, work, pulls }: Candidate): Node {
  const hasPullsAlone = issuesOf(work) === 0 && pulls > 0
  return remarked(document, link, hasPullsAlone ? plural(pulls, 'pull request') : workText(work))
}

/** A KPI that measures already; its baseline waits in a comment, as one without a target leads nowhere. */
function kpiNode(document: Document, { id, title, kpi }: DraftedObjective, period: Period): Node {
  const { days, issues, day } = kpi.baseline
  const measure = { metric: 'items.lead_time', stat: 'p85', window: `${STARTER_WEEKS}w`, where: { objective: id } }
  const node = document.createNode({
    id: kpi.id,
    title: `Lead time: ${title}`,
    objective: id,
    unit: 'days',
    measure: remarked(document, measure, null),
  })
  const weeks = `the ${STARTER_WEEKS} weeks before ${day}`
  const lines =
    days === null
      ? [`Decide: set a baseline and a target, or measure something else; no issue was done in ${weeks}`]
      : [
          `Decide: set a target and take the # from these lines; 85 % of the ${plural(issues, 'issue')} done in ${weeks} took no longer`,
          `baseline: ${days}`,
          'target:',
          `period: { start: ${day < period.start ? period.start : day}, end: ${period.end} }`,
        ]
  node.comment = comment(lines)
  return node
}

function workText(work: WorkSums): string {
  const { done, dropped } = work.counts
  const all = plural(issuesOf(work), 'issue')
  return `${all}, ${done} done${dropped === 0 ? '' : `, ${dropped} dropped`}`
}
