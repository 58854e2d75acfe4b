import type { Budget } from '../parts/budget.ts'
import { normaliseParts } from '../parts/plan-parts.ts'
import type { Roles } from '../parts/roles/roles.ts'
import type { Deliverable } from './deliverable.ts'
import { diffCalendars } from './diff-calendar.ts'
import { diffKpis } from './diff-kpis.ts'
import { diffParts } from './diff-parts.ts'
import { diffSelectors } from './diff-selectors.ts'
import type { Objective } from './objective.ts'
import type { Plan } from './plan.ts'
import { changesOf, fieldChange, listChange, orderChange, type PlanChange, pair } from './plan-change.ts'

/**
 * What a plan says differently from an earlier one, in words a manager reads, in document order of the later plan with
 * removals last. Objectives, deliverables and KPIs are matched by id, so moving one in the document is a move and not a
 * removal. Equal plans have no changes, however differently their documents are written.
 */
export function diffPlans(before: Plan | null, after: Plan): PlanChange[] {
  if (before === null) return [wholePlan(after), ...diffPlans(emptied(after), after)]
  return [
    ...planFields(before, after),
    ...objectiveChanges(before, after),
    ...deliverableChanges(before, after),
    ...diffKpis(before.kpis, after.kpis),
    ...diffParts(before, after),
  ]
}

function wholePlan({ id, title, objectives, kpis }: Plan): PlanChange {
  const deliverables = objectives.reduce((sum, objective) => sum + objective.deliverables.length, 0)
  const text = `Plan ${id} “${title}” added: ${counted(objectives.length, 'objective')}, ${counted(deliverables, 'deliverable')}, ${counted(kpis.length, 'KPI')}`
  return { pointer: '', kind: 'added', text }
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}

function emptied(plan: Plan): Plan {
  return {
    ...plan,
    objectives: [],
    kpis: [],
    ...normaliseParts({}),
    reviewRules: {},
  }
}

function planFields(before: Plan, after: Plan): PlanChange[] {
  const field = (name: string, of: (plan: Plan) => string | number | null, pointer = `/${name}`) =>
    fieldChange('Plan', pointer, name, of(before), of(after))
  return changesOf(
    field('title', (plan) => plan.title),
    field('vision', (plan) => plan.vision),
    field('mission', (plan) => plan.mission),
    field('time zone', (plan) => plan.timeZone, '/timeZone'),
    field('currency', (plan) => plan.currency),
    field('start of the period', (plan) => plan.period.start, '/period/start'),
    field('end of the period', (plan) => plan.period.end, '/period/end'),
    ...diffCalendars(before.calendar, after.calendar),
    ...listChange('Plan', '/waitStatuses', 'waiting status', before.waitStatuses, after.waitStatuses),
    field('lowest coverage for health', (plan) => plan.health.coverageMin, '/health/coverageMin'),
    field('oldest data for health (hours)', (plan) => plan.health.dataAgeHoursMax, '/health/dataAgeHoursMax'),
    field('days without movement', (plan) => plan.health.quietDaysMax, '/health/quietDaysMax'),
    field('weeks for scope growth', (plan) => plan.health.growthWeeks, '/health/growthWeeks'),
  )
}

function objectiveChanges(before: Plan, after: Plan): PlanChange[] {
  const { common, added, removed } = pair(before.objectives, after.objectives)
  return [
    ...orderChange('/objectives', 'objectives', before.objectives, after.objectives),
    ...common.flatMap(([was, is, index]) => objectiveFields(was, is, `/objectives/${index}`)),
    ...added.map(([{ id, title }, index]) => ({
      pointer: `/objectives/${index}`,
      kind: 'added' as const,
      text: `Objective ${id} “${title}” added`,
    })),
    ...removed.map(([{ id, title }, index]) => ({
      pointer: `/objectives/${index}`,
      kind: 'removed' as const,
      text: `Objective ${id} “${title}” removed`,
    })),
  ]
}

function objectiveFields(before: Objective, after: Objective, pointer: string): PlanChange[] {
  const label = `Objective ${after.id}`
  const field = (name: 'title' | 'horizon' | 'owner' | 'outcome' | 'weight') =>
    fieldChange(label, `${pointer}/${name}`, name, before[name], after[name])
  return changesOf(
    field('title'),
    field('horizon'),
    field('owner'),
    field('outcome'),
    ...listChange(label, `${pointer}/answers`, 'answered finding', before.answers, after.answers),
    ...budgetChanges(label, `${pointer}/budget`, before.budget, after.budget),
    field('weight'),
    ...diffSelectors(label, `${pointer}/links`, before.selectors, after.selectors),
    ...orderChange(`${pointer}/deliverables`, `deliverables of ${after.id}`, before.deliverables, after.deliverables),
  )
}

interface Placed extends Deliverable {
  readonly pointer: string
}

function deliverableChanges(before: Plan, after: Plan): PlanChange[] {
  const { common, added, removed } = pair(placed(before), placed(after))
  return [
    ...common.flatMap(([was, is]) => deliverableFields(was, is)),
    ...added.map(([{ id, title, pointer, objective }]) => ({
      pointer,
      kind: 'added' as const,
      text: `Deliverable ${id} “${title}” added to objective ${objective}`,
    })),
    ...removed.map(([{ id, title, pointer, objective }]) => ({
      pointer,
      kind: 'removed' as const,
      text: `Deliverable ${id} “${title}” removed from objective ${objective}`,
    })),
  ]
}

function placed(plan: Plan): Placed[] {
  return plan.objectives.flatMap(({ deliverables }, index) =>
    deliverables.map((one, place) => ({ ...one, pointer: `/objectives/${index}/deliverables/${place}` })),
  )
}

function deliverableFields(before: Placed, after: Placed): PlanChange[] {
  const { pointer } = after
  const label = `Deliverable ${after.id}`
  const field = (name: 'title' | 'owner' | 'start' | 'due' | 'release' | 'weight' | 'weigh' | 'progress' | 'status') =>
    fieldChange(label, `${pointer}/${name}`, name, before[name], after[name])
  const moved: PlanChange = {
    pointer,
    kind: 'changed',
    text: `${label}: moved from objective ${before.objective} to ${after.objective}`,
  }
  return changesOf(
    before.objective === after.objective ? null : moved,
    field('title'),
    field('owner'),
    field('start'),
    field('due'),
    field('release'),
    ...budgetChanges(label, `${pointer}/budget`, before.budget, after.budget),
    ...roleChanges(label, `${pointer}/roles`, before.roles, after.roles),
    ...listChange(label, `${pointer}/dependsOn`, 'dependency', before.dependsOn, after.dependsOn),
    field('weight'),
    field('weigh'),
    field('progress'),
    ...entryChanges(label, before, after),
    field('status'),
    ...diffSelectors(label, `${pointer}/links`, before.selectors, after.selectors),
  )
}

function budgetChanges(label: string, pointer: string, before: Budget | null, after: Budget | null) {
  return (['planned', 'actual'] as const).map((name) =>
    fieldChange(label, `${pointer}/${name}`, `budget ${name}`, before?.[name] ?? null, after?.[name] ?? null),
  )
}

function roleChanges(label: string, pointer: string, before: Roles, after: Roles) {
  return [
    ...(['responsible', 'consulted', 'informed'] as const).flatMap((name) =>
      listChange(label, `${pointer}/${name}`, name, before[name], after[name]),
    ),
    fieldChange(label, `${pointer}/accountable`, 'roles accountable', before.accountable, after.accountable),
  ]
}

function entryChanges(label: string, before: Placed, after: Placed): (PlanChange | null)[] {
  const was = new Map(before.entries.map((entry) => [entry.date, entry]))
  const is = new Map(after.entries.map((entry) => [entry.date, entry]))
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((date) => {
    const pointer = `${after.pointer}/entries`
    const [old, now] = [was.get(date), is.get(date)]
    return [
      fieldChange(label, pointer, `progress on ${date}`, old?.progress ?? null, now?.progress ?? null),
      fieldChange(label, pointer, `note on ${date}`, old?.note ?? null, now?.note ?? null),
    ]
  })
}
