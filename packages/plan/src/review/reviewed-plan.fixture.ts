import { expect, it } from 'vitest'
import { parsePlan } from '../document/parse-plan.ts'
import type { WorkItem } from '../item/work-item.ts'
import { linkItems } from '../link/link-items.ts'
import { compileLinker } from '../link/linker.ts'
import { timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { DAY_MS } from '../measure/words.ts'
import { type ReviewFacts, type ReviewInput, reviewContext, reviewOf } from './review-plan.ts'
import type { ReviewContext } from './review-rule.ts'
import type { RuleName } from './rule-name.ts'

/** The instant at which the plan below is reviewed: a Saturday noon in Berlin. */
const REVIEWED_AT = Date.parse('2026-11-28T11:00:00Z')

/** A plan of a clinic group that no rule has anything to say about, together with {@link CLINIC_WORK}. */
const REVIEWED_PLAN = `plan: clinic
title: Electronic health records
timeZone: Europe/Berlin
period: { start: 2026-01-01, end: 2027-12-31 }
currency: EUR
analysis:
  swot:
    strengths:
      - { id: crew, text: The clinical IT team knows the wards }
    weaknesses:
      - { id: paper, text: Files are searched for an hour a shift }
  feedback:
    - { id: nurses, text: Nurses fear the first week without paper, method: focus-group, participants: 12 }
objectives:
  - id: record
    title: One record per patient
    horizon: long
    outcome: Fewer duplicate examinations
    answers: paper
    deliverables:
      - id: core
        title: Record core live at the first site
        owner: clinical-apps
        start: 2026-03-01
        due: 2027-06-30
        release: 2027-07-15
        budget: { planned: 600000, actual: 300000 }
        roles: { responsible: [clinical-apps, vendor], accountable: cio }
        links: [{ connection: jira, project: EHR, labels: core }]
      - id: hub
        title: Integration hub
        owner: integration
        due: 2027-05-31
        links: [{ connection: jira, project: EHR, labels: hub }]
  - id: staff
    title: Staff work in the record with confidence
    horizon: short
    outcome: Nine of ten need no help after a week
    answers: nurses
    deliverables:
      - id: courses
        title: Courses for every profession
        owner: training
        due: 2027-04-30
        dependsOn: []
        links: [{ connection: jira, project: EHR, labels: courses }]
kpis:
  - id: delivered
    title: Record work finished in four weeks
    objective: record
    baseline: 1
    target: 4
    measure: { metric: items.done, window: 4w, where: { objective: record } }
  - id: taught
    title: Lead time of a course
    objective: staff
    direction: down
    baseline: 90
    target: 30
    measure: { metric: items.lead_time, stat: p50, window: 4w, where: { connection: jira, labels: courses } }
investments:
  - id: fhir
    title: FHIR server
    technology: Two nodes behind one address
    cost: { planned: 200000, actual: 110000 }
    objective: record
    deliverables: hub
    due: 2027-05-31
milestones:
  - { id: live, title: First site live, date: 2027-07-15, deliverables: [core, hub] }
inventory:
  - { id: fax, title: Results by fax, gap: No interface to the laboratory, closedBy: hub }
controls:
  - id: restore
    title: Backups can be restored
    framework: ISO 27001
    clause: A.8.13
    status: in_place
    evidence: { links: [{ connection: jira, labels: restore-test }], freshDays: 60 }
    reviewed: 2026-09-01
    reviewBy: 2027-03-01
risks:
  - id: outage
    title: The record is down for a day
    owner: operations
    assessments:
      - { date: 2026-05-01, probability: 3, impact: 5 }
      - { date: 2026-10-01, probability: 2, impact: 5 }
    mitigation: { text: Second line to the data centre, links: [{ connection: jira, labels: failover }] }
transition:
  - { id: floor-walkers, title: Floor walkers, kind: training, due: 2027-06-01, supports: core }
stakeholders:
  - id: board
    name: Supervisory board
    updates: [{ date: 2026-11-10, how: Presentation }]
    decisions:
      - { question: Who pays for the kiosks?, asked: 2026-11-10 }
reviews:
  - { date: 2026-10-20, decided: [The archive comes after the first site] }
`

/** Ten items of each kind of work: six done over the last ten weeks, two begun three days ago, two waiting. */
export const CLINIC_WORK: readonly WorkItem[] = ['core', 'hub', 'courses', 'restore-test', 'failover'].flatMap(
  (label, kind) =>
    Array.from({ length: 10 }, (_, place) => {
      const createdAt = daysAgo(100 - place)
      const moves =
        place < 6
          ? timeline(createdAt, [daysAgo(75 - place), 'in_progress'], [daysAgo(70 - place * 11), 'done'])
          : place < 8
            ? timeline(createdAt, [daysAgo(3), 'in_progress'])
            : timeline(createdAt)
      return workItem({
        id: kind * 10 + place + 1,
        scope: 'EHR',
        key: `EHR-${kind * 10 + place + 1}`,
        labels: [label],
        timeline: moves,
      })
    }),
)

/** So many days before the review. */
export function daysAgo(days: number): number {
  return REVIEWED_AT - days * DAY_MS
}

/** A change to the plan or its work, and what the rule then says. */
export interface RuleExample {
  /** Text of the plan and what stands in its place. */
  readonly change?: readonly (readonly [from: string, to: string])[]
  readonly work?: (items: readonly WorkItem[]) => readonly WorkItem[]
  readonly given?: Partial<ReviewInput>
}

/** A hub that never published a report, held a review or saw a release. */
export const NO_FACTS: ReviewFacts = {
  releases: [],
  lastReportAt: null,
  changesSince: new Map(),
  revisedAt: null,
  storedAt: null,
}

/** The findings of the plan with one example's changes, as `rule pointer id: what is the matter`. */
export function findingsOf(example: RuleExample): string[] {
  const { findings } = reviewOf(reviewedContext(example), 3)
  return findings.map(({ rule, subject, says }) => `${rule} ${subject.pointer} ${subject.id}: ${says}`)
}

/** Everything that rules look at, with one example's changes. */
export function reviewedContext({ change = [], work = (items) => items, given = {} }: RuleExample): ReviewContext {
  const text = change.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`The plan has no “${from}”.`)
    return before.replace(from, to)
  }, REVIEWED_PLAN)
  const plan = parsePlan(text, 'yaml')
  const items = work(CLINIC_WORK)
  return reviewContext({
    plan,
    version: 3,
    items,
    links: linkItems(compileLinker(plan), items),
    asOf: REVIEWED_AT,
    now: REVIEWED_AT,
    ...NO_FACTS,
    revisedAt: daysAgo(30),
    storedAt: daysAgo(300),
    ...given,
  })
}

/** Promises that a rule finds what it looks for in one realistic plan, and nothing in another that is near it. */
export function itFinds(
  rule: RuleName,
  trips: RuleExample & { readonly finds: readonly string[] },
  near: RuleExample,
): void {
  const own = (example: RuleExample) => findingsOf(example).filter((finding) => finding.startsWith(`${rule} `))
  it(`${rule} finds what it looks for`, () => {
    expect(own(trips)).toEqual(trips.finds.map((finding) => `${rule} ${finding}`))
  })
  it(`${rule} says nothing of a plan that only looks alike`, () => {
    expect(own(near)).toEqual([])
  })
}
