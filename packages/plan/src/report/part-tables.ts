import { percentText, plural } from '../measure/words.ts'
import type { FindingStanding } from '../parts/analysis/finding-standing.ts'
import type { Budget } from '../parts/budget.ts'
import type { PartsStanding } from '../parts/parts-standing.ts'
import type { PlanReview } from '../review/review-plan.ts'
import { subjectText } from '../review/subject-text.ts'
import type { ReportObjective } from './report.ts'
import { firstRows, type ReportTable } from './report-table.ts'
import { awaitedRelease, progressText } from './report-words.ts'

/**
 * The parts of a plan beside its objectives and KPIs as tables: what needs attention first, then what the plan stands
 * on. Parts that the plan does not have are left out.
 */
export function partTables(
  parts: PartsStanding,
  review: PlanReview,
  objectives: readonly ReportObjective[],
): ReportTable[] {
  const objectiveOf = objectivesById(objectives)
  return [
    horizonTable(parts),
    riskTable(parts),
    controlTable(parts),
    milestoneTable(parts),
    budgetTable(parts),
    investmentTable(parts, objectiveOf),
    transitionTable(parts),
    roleTable(parts),
    ownerTable(parts),
    stakeholderTable(parts),
    inventoryTable(parts),
    findingTable(parts, objectiveOf),
    projectTable(parts),
    reviewTable(parts),
    planReviewTable(review),
  ].filter(({ rows }) => rows.length > 0)
}

/** An objective as the parts that name it show it: by its title, its progress with how much of it is measured. */
type ObjectiveOf = (id: string) => { readonly title: string; readonly progressText: string }

function objectivesById(objectives: readonly ReportObjective[]): ObjectiveOf {
  const byId = new Map(objectives.map((objective) => [objective.id, objective]))
  return (id) => {
    const { title = id, progress = null, measured = null } = byId.get(id) ?? {}
    return { title, progressText: progressText(progress, measured) }
  }
}

function horizonTable({ horizons, vision, mission }: PartsStanding): ReportTable {
  const words = { long: 'long term', short: 'short term' }
  const told = horizons.filter(({ horizon }) => horizon !== null || vision !== null || mission !== null)
  return {
    title: 'Objectives by horizon',
    head: ['Objective', 'Horizon', 'Outcome', 'Progress', 'Progress of the horizon'],
    rows: told.flatMap(({ horizon, objectives, progress }) =>
      objectives.map((objective) => [
        objective.title,
        horizon === null ? 'not said' : words[horizon],
        objective.outcome ?? 'not said',
        progressText(objective.progress),
        progressText(progress),
      ]),
    ),
  }
}

function budgetTable({ budgets, currency }: PartsStanding): ReportTable {
  return {
    title: 'Budgets',
    head: ['Objective or deliverable', 'Spent of the planned', 'Part spent', 'Progress'],
    rows: budgets.map(({ title, planned, actual, spent, progress }) => [
      title,
      costText({ planned, actual }, currency),
      spent === null ? 'not known' : percentText(spent),
      progressText(progress),
    ]),
  }
}

function roleTable({ roles }: PartsStanding): ReportTable {
  const names = (people: readonly string[]) => people.join(', ') || 'nobody'
  return {
    title: 'Roles',
    head: ['Deliverable', 'Accountable', 'Responsible', 'Consulted', 'Informed', 'Status'],
    rows: roles.map(({ title, accountable, responsible, consulted, informed, status }) => [
      title,
      accountable ?? 'nobody',
      names(responsible),
      names(consulted),
      names(informed),
      status,
    ]),
  }
}

function riskTable({ risks }: PartsStanding): ReportTable {
  const open = risks.filter(({ status }) => status === 'open')
  return {
    title: 'Risks',
    head: ['Risk', 'Exposure', 'Trend', 'Mitigation', 'Owner', 'Attention'],
    rows: open.map(({ title, exposure, trend, mitigation, owner, response, reasons }) => [
      title,
      exposure === null ? 'not assessed' : `${exposure} of 25`,
      trend ?? 'first assessment',
      mitigation === null ? (response === 'accept' ? 'accepted' : 'none') : progressText(mitigation.progress),
      owner ?? 'nobody',
      reasons.join(' ') || 'none',
    ]),
  }
}

function controlTable({ controls }: PartsStanding): ReportTable {
  return {
    title: 'IT governance',
    head: ['Control', 'Requirement', 'Status', 'Evidence', 'Next review'],
    rows: controls.map(({ title, framework, clause, status, evidence, reviewBy, isReviewOverdue }) => [
      title,
      [framework, clause].filter((part) => part !== null).join(' ') || 'own rule',
      status.replaceAll('_', ' '),
      evidenceText(evidence),
      reviewBy === null ? 'no date' : `${reviewBy}${isReviewOverdue ? ', overdue' : ''}`,
    ]),
  }
}

function evidenceText({ state, newest, freshUntil }: PartsStanding['controls'][number]['evidence']): string {
  if (state === 'not_needed') return 'not needed'
  if (newest === null) return 'none'
  return state === 'fresh'
    ? `fresh until ${freshUntil} (${newest.key} of ${newest.done})`
    : `stale since ${freshUntil} (${newest.key} of ${newest.done})`
}

function milestoneTable({ milestones }: PartsStanding): ReportTable {
  return {
    title: 'Timeline',
    head: ['Milestone', 'Promised', 'Planned in the tool', 'Status', 'Progress'],
    rows: milestones.map((milestone) => [
      milestone.title,
      milestone.date,
      milestone.toolDate ?? 'no date',
      milestoneText(milestone),
      progressText(milestone.progress),
    ]),
  }
}

/** How a milestone stands; of a missed one what it waits for, which its work alone does not tell. */
function milestoneText(milestone: PartsStanding['milestones'][number]): string {
  const { status, reached, daysLate } = milestone
  const on = reached === null ? '' : ` on ${reached}`
  const late = daysLate > 0 ? `, ${plural(daysLate, 'day')} late` : ''
  const awaited = status === 'missed' ? awaitedRelease(milestone) : null
  return `${status}${on}${late}${awaited === null ? '' : `; ${awaited}`}`
}

function investmentTable({ investments, currency }: PartsStanding, objectiveOf: ObjectiveOf): ReportTable {
  return {
    title: 'Technology roadmap',
    head: ['Investment', 'Status', 'Spent of planned cost', 'Progress', 'Serves', 'Its progress', 'Planned', 'Real'],
    rows: investments.map((each) => [
      each.title,
      each.status,
      costText(each.cost, currency),
      progressText(each.progress),
      objectiveOf(each.objective).title,
      objectiveOf(each.objective).progressText,
      spanText(each.start, each.due),
      spanText(each.started, each.finished),
    ]),
  }
}

function costText(cost: Budget | null, currency: string | null): string {
  if (cost === null) return 'no figures'
  const { planned, actual } = cost
  if (actual === null) return `${money(planned, currency)} planned`
  return planned === null ? money(actual, currency) : `${money(actual, currency)} of ${money(planned, currency)}`
}

/** An amount with its currency: `EUR 250,000`. */
function money(amount: number | null, currency: string | null): string {
  if (amount === null) return 'no figure'
  return `${currency ?? ''} ${amount.toLocaleString('en', { maximumFractionDigits: 2 })}`.trim()
}

function spanText(start: string | null, end: string | null): string {
  if (start === null && end === null) return 'no dates'
  return `${start ?? 'open'} to ${end ?? 'open'}`
}

function transitionTable({ transition }: PartsStanding): ReportTable {
  return {
    title: 'Transition support',
    head: ['Task', 'Kind', 'For', 'Status', 'Progress', 'Due'],
    rows: transition.map(({ title, kind, audience, status, progress, due }) => [
      title,
      kind,
      audience ?? 'everybody',
      status,
      progressText(progress),
      due ?? 'no date',
    ]),
  }
}

function ownerTable({ owners }: PartsStanding): ReportTable {
  const busy = owners.filter(({ open }) => open.length > 0)
  return {
    title: 'Owners and their load',
    head: ['Owner', 'Open', 'Begun', 'Open work', 'Pace', 'Work left', 'Time left'],
    rows: busy.map(({ owner, open, atOnce, openItems, itemsPerWeek, weeksOfWork, weeksLeft }) => [
      owner,
      plural(open.length, 'deliverable'),
      `${atOnce} at once`,
      plural(openItems, 'item'),
      itemsPerWeek === null ? 'not known' : `${itemsPerWeek.toFixed(1)} items a week`,
      weeksOfWork === null ? 'not known' : `${weeksOfWork.toFixed(1)} weeks`,
      weeksLeft === null ? 'no due date' : `${weeksLeft.toFixed(1)} weeks`,
    ]),
  }
}

function stakeholderTable({ stakeholders, currency }: PartsStanding): ReportTable {
  return {
    title: 'Stakeholders',
    head: ['Stakeholder', 'Role', 'Last update', 'Decisions that wait', 'Would spend'],
    rows: stakeholders.map(({ name, role, lastUpdate, daysSinceUpdate, decisions, willingToSpend }) => [
      name,
      role ?? 'no role',
      lastUpdate === null ? 'never' : `${lastUpdate.date}, ${plural(daysSinceUpdate ?? 0, 'day')} ago`,
      decisions
        .filter(({ isOpen }) => isOpen)
        .map(({ question, days }) => `${question} (${plural(days, 'day')})`)
        .join(' ') || 'none',
      willingToSpend === null ? 'not said' : money(willingToSpend, currency),
    ]),
  }
}

function inventoryTable({ inventory }: PartsStanding): ReportTable {
  return {
    title: 'IT inventory',
    head: ['System or capability', 'Present', 'Wanted', 'Gap', 'State', 'Progress'],
    rows: inventory.map(({ title, present, wanted, gap, state, progress }) => [
      title,
      present ?? 'not described',
      wanted ?? 'not described',
      gap ?? 'none',
      state.replaceAll('_', ' '),
      gap === null ? 'nothing to do' : progressText(progress),
    ]),
  }
}

function findingTable({ findings }: PartsStanding, objectiveOf: ObjectiveOf): ReportTable {
  return {
    title: 'Analysis',
    head: ['Finding', 'Kind', 'Answered by'],
    rows: findings.map(({ text, answeredBy, ...finding }) => [
      text,
      findingText(finding),
      answeredBy
        .map(({ objective }) => objectiveOf(objective))
        .map((each) => `${each.title} (${each.progressText})`)
        .join(', ') || 'nothing',
    ]),
  }
}

/** What a finding is; of feedback, who was asked how and when. */
function findingText(finding: Pick<FindingStanding, 'kind' | 'method' | 'date' | 'participants'>): string {
  const { kind, method, date, participants } = finding
  if (method === undefined) return kind
  const people = participants == null ? '' : ` of ${plural(participants, 'person', 'people')}`
  return `${method.replace('-', ' ')}${people}${date == null ? '' : `, ${date}`}`
}

function projectTable({ projects, currency }: PartsStanding): ReportTable {
  return {
    title: 'Past projects',
    head: ['Project', 'Time', 'Cost', 'Scope', 'Return on investment', 'Lessons'],
    rows: projects.map((each) => [
      each.title,
      each.daysOver === null ? 'not known' : overText(each.daysOver, plural(Math.abs(each.daysOver), 'day')),
      each.costOver === null
        ? costText({ planned: each.planned.cost, actual: each.actual.cost }, currency)
        : overText(each.costOver, percentText(Math.abs(each.costOver))),
      each.scopeGrowth === null ? 'not known' : `grew by ${percentText(each.scopeGrowth)}`,
      each.returnOnInvestment === null ? 'not known' : signed(each.returnOnInvestment),
      each.lessons.join('; ') || 'none written down',
    ]),
  }
}

function overText(over: number, amount: string): string {
  return over === 0 ? 'as planned' : `${amount} ${over > 0 ? 'over' : 'under'}`
}

function signed(part: number): string {
  return part < 0 ? `-${percentText(-part)}` : percentText(part)
}

function reviewTable({ reviews }: PartsStanding): ReportTable {
  return {
    title: 'Reviews',
    head: ['Held on', 'Decided', 'Changes in the plan since'],
    rows: reviews
      .toReversed()
      .map(({ date, decided, changesSince }) => [
        date,
        decided.join('; ') || 'nothing',
        changesSince === null ? 'not known' : changeListText(changesSince),
      ]),
  }
}

/** More changes than this are counted. */
const CHANGES_MAX = 3

function changeListText(changes: readonly string[]): string {
  if (changes.length === 0) return 'none'
  const more = changes.length > CHANGES_MAX ? ` and ${changes.length - CHANGES_MAX} more` : ''
  return `${changes.slice(0, CHANGES_MAX).join('; ')}${more}`
}

/** The gravest findings first; so many are shown, which is more than a week mends. */
const REVIEW_MAX = 25

function planReviewTable({ counts, findings }: PlanReview): ReportTable {
  return firstRows(
    {
      title: 'Plan review',
      head: ['Severity', 'Finding', 'What to do'],
      rows: findings.map(({ severity, subject, says, remedy }) => [
        severity,
        `${subjectText(subject)}: ${says}`,
        remedy,
      ]),
      notes: [
        `${plural(counts.error, 'error')}, ${plural(counts.warning, 'warning')}, ${plural(counts.info, 'hint')}.`,
      ],
    },
    REVIEW_MAX,
  )
}
