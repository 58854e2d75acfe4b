import { z } from '@hono/zod-openapi'
import { date, instant } from '../../fields.ts'
import { progress } from '../roadmap/roadmap.schema.ts'

const text = z.string().nullable()
const texts = z.array(z.string())
const part = z.number().nullable()
const named = { id: z.string(), title: z.string(), owner: text }
const counts = z.object({ todo: z.int(), inProgress: z.int(), done: z.int(), dropped: z.int() })
const work = {
  counts,
  progress,
  lastMove: date.nullable().openapi({ description: 'Day of the last move of any item.' }),
}

const horizon = z
  .object({
    horizon: z.enum(['long', 'short']).nullable(),
    objectives: z.array(z.object({ id: z.string(), title: z.string(), outcome: text, progress })),
    progress,
  })
  .openapi('Horizon')

const finding = z
  .object({
    id: z.string(),
    text: z.string(),
    source: text,
    kind: z.enum(['strength', 'weakness', 'opportunity', 'threat', 'need', 'feedback']),
    method: z
      .enum(['focus-group', 'survey', 'interview', 'workshop'])
      .optional()
      .openapi({ description: 'Of feedback.' }),
    date: date.nullable().optional().openapi({ description: 'Of feedback.' }),
    participants: z.int().nullable().optional().openapi({ description: 'Of feedback: how many took part.' }),
    answeredBy: z.array(z.object({ objective: z.string(), progress })),
  })
  .openapi('AnalysisFinding')

const investment = z
  .object({
    ...named,
    technology: text,
    requirements: texts,
    cost: z.object({ planned: part, actual: part }).nullable(),
    spent: part.openapi({ description: 'Part of the planned cost that is spent.' }),
    result: text,
    objective: z.string(),
    resultProgress: progress.openapi({ description: 'Progress of the objective it serves.' }),
    deliverables: texts,
    progress,
    start: date.nullable(),
    due: date.nullable(),
    started: date.nullable().openapi({ description: 'Real first day, from linked work before the document.' }),
    finished: date.nullable().openapi({ description: 'Real last day, from linked work before the document.' }),
    status: z.enum(['planned', 'running', 'late', 'finished']),
  })
  .openapi('Investment')

const milestone = z
  .object({
    ...named,
    date,
    deliverables: texts,
    release: z.object({ connection: z.string(), scope: z.string(), name: z.string() }).nullable(),
    toolDate: date.nullable().openapi({ description: 'The day that its tool plans the release for.' }),
    progress,
    status: z.enum(['reached', 'missed', 'upcoming', 'cancelled']),
    reached: date.nullable(),
    reachedBy: z.enum(['release', 'work', 'plan']).nullable(),
    daysLate: z.int(),
  })
  .openapi('Milestone')

const budget = z
  .object({
    kind: z.enum(['objective', 'deliverable']),
    id: z.string(),
    title: z.string(),
    planned: part,
    actual: part,
    spent: part.openapi({ description: 'Spent part of the planned.' }),
    progress,
  })
  .openapi('Budget')

const roles = z
  .object({
    deliverable: z.string(),
    title: z.string(),
    owner: text,
    responsible: texts,
    accountable: text,
    consulted: texts,
    informed: texts,
    status: z.enum(['open', 'delivered', 'cancelled']),
  })
  .openapi('Roles')

const owner = z
  .object({
    owner: z.string(),
    responsible: texts,
    accountable: texts,
    consulted: texts,
    informed: texts,
    open: texts.openapi({ description: 'Deliverables that they own and that are neither done nor cancelled.' }),
    atOnce: z.int().openapi({ description: 'How many of those have work under way.' }),
    openItems: z.int(),
    itemsPerWeek: part.openapi({ description: 'Items done a week over the last 12 complete weeks.' }),
    weeksOfWork: part.openapi({ description: 'Weeks that the open items take at that pace.' }),
    weeksLeft: part.openapi({ description: 'Weeks until the last due date.' }),
  })
  .openapi('OwnerLoad')

const inventoryItem = z
  .object({
    ...named,
    kind: z.enum(['system', 'capability']),
    present: text,
    wanted: text,
    gap: text,
    closedBy: texts,
    state: z.enum(['no_gap', 'open', 'closing', 'closed']),
    progress,
  })
  .openapi('InventoryItem')

const control = z
  .object({
    ...named,
    framework: text,
    clause: text,
    status: z.enum(['planned', 'partial', 'in_place', 'not_applicable']),
    freshDays: z.number(),
    reviewed: date.nullable(),
    reviewBy: date.nullable(),
    isReviewOverdue: z.boolean(),
    evidence: z.object({
      state: z.enum(['fresh', 'stale', 'none', 'not_needed']),
      count: z.int(),
      newest: z
        .object({ connection: z.string(), key: z.string(), title: z.string(), url: z.string(), done: date })
        .nullable(),
      freshUntil: date.nullable(),
    }),
  })
  .openapi('Control')

const risk = z
  .object({
    ...named,
    response: z.enum(['reduce', 'avoid', 'transfer', 'accept']),
    status: z.enum(['open', 'closed']),
    assessment: z.object({ date, probability: z.int(), impact: z.int(), note: text }).nullable(),
    exposure: z.int().nullable().openapi({ description: 'Probability times impact, 1 to 25.' }),
    trend: z.enum(['rising', 'falling', 'steady']).nullable(),
    mitigation: z.object({ ...work, text, deliverables: texts }).nullable(),
    isRaised: z.boolean(),
    reasons: texts,
  })
  .openapi('Risk')

const transitionTask = z
  .object({
    ...named,
    kind: z.enum(['training', 'communication', 'infrastructure']),
    audience: text,
    due: date.nullable(),
    supports: texts,
    ...work,
    status: z.enum(['open', 'running', 'late', 'done']),
  })
  .openapi('TransitionTask')

const stakeholder = z
  .object({
    id: z.string(),
    name: z.string(),
    role: text,
    interest: text,
    influence: z.enum(['high', 'medium', 'low']),
    willingToSpend: part,
    getsReport: z.boolean(),
    lastUpdate: z.object({ date, how: text }).nullable(),
    daysSinceUpdate: z.int().nullable(),
    decisions: z.array(
      z.object({
        question: z.string(),
        asked: date,
        given: date.nullable(),
        answer: text,
        tradeOff: text,
        isOpen: z.boolean(),
        days: z.int().openapi({ description: 'From question to answer, or until now.' }),
      }),
    ),
  })
  .openapi('Stakeholder')

const frame = z.object({ start: date.nullable(), end: date.nullable(), cost: part })

const project = z
  .object({
    id: z.string(),
    title: z.string(),
    planned: frame,
    actual: frame,
    benefit: part,
    lessons: texts,
    items: z.object({ of: z.int(), done: z.int() }),
    daysOver: z.int().nullable(),
    costOver: part.openapi({ description: 'Beyond the planned cost, as a part of it.' }),
    scopeGrowth: part.openapi({ description: 'Items added after work began, as a part of those before.' }),
    returnOnInvestment: part,
  })
  .openapi('PastProject')

const heldReview = z
  .object({
    date,
    title: text,
    attendees: texts,
    decided: texts,
    changesSince: texts.nullable().openapi({ description: 'What the plan says differently now.' }),
  })
  .openapi('HeldReview')

/** Every part of a plan beside its objectives and KPIs, with what linked work says about it. */
export const partsAnswer = z
  .object({
    plan: z.string(),
    title: z.string(),
    version: z.int(),
    asOf: instant,
    timeZone: z.string(),
    vision: text,
    mission: text,
    currency: text.openapi({ description: 'ISO 4217 code of every amount of money here.' }),
    horizons: z.array(horizon),
    findings: z.array(finding),
    investments: z.array(investment),
    milestones: z.array(milestone),
    budgets: z.array(budget),
    roles: z.array(roles),
    owners: z.array(owner),
    inventory: z.array(inventoryItem),
    controls: z.array(control),
    risks: z.array(risk),
    transition: z.array(transitionTask),
    stakeholders: z.array(stakeholder),
    projects: z.array(project),
    reviews: z.array(heldReview),
  })
  .openapi('PlanParts')

export const partsExample = {
  plan: 'ehr-2027',
  title: 'Electronic health records across all sites',
  version: 3,
  asOf: '2026-11-23T08:00:00.000Z',
  timeZone: 'Europe/Berlin',
  vision: null,
  mission: null,
  currency: 'EUR',
  horizons: [],
  findings: [],
  investments: [],
  milestones: [],
  budgets: [],
  roles: [],
  owners: [],
  inventory: [],
  controls: [
    {
      id: 'restore',
      title: 'Backups can be restored',
      owner: 'operations',
      framework: 'ISO 27001',
      clause: 'A.8.13',
      status: 'in_place' as const,
      freshDays: 90,
      reviewed: '2026-09-01',
      reviewBy: '2027-03-01',
      isReviewOverdue: false,
      evidence: {
        state: 'fresh' as const,
        count: 2,
        newest: {
          connection: 'jira',
          key: 'OPS-77',
          title: 'Restore test of October',
          url: 'https://clinic.atlassian.net/browse/OPS-77',
          done: '2026-10-14',
        },
        freshUntil: '2027-01-12',
      },
    },
  ],
  risks: [],
  transition: [],
  stakeholders: [],
  projects: [],
  reviews: [],
}
