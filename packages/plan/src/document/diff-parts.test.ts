import { describe, expect, it } from 'vitest'
import { diffPlans } from './diff-plans.ts'
import { parsePlan } from './parse-plan.ts'
import { PARTS_SAMPLE } from './plan-parts.fixture.ts'

const sample = parsePlan(PARTS_SAMPLE, 'yaml')
const changed = (from: string, to: string) => {
  expect(PARTS_SAMPLE).toContain(from)
  return diffPlans(sample, parsePlan(PARTS_SAMPLE.replace(from, to), 'yaml')).map(
    ({ pointer, kind, text }) => `${kind} ${pointer} ${text}`,
  )
}

describe('the parts of a plan in its changes', () => {
  it.each([
    [
      'planned: 250000',
      'planned: 300000',
      'changed /investments/0/cost/planned Investment fhir: cost planned changed from 250000 to 300000',
    ],
    ['closedBy: hub', 'closedBy: [hub, core]', 'added /inventory/0/closedBy Inventory fax: closed by core added'],
    [
      'status: partial',
      'status: in_place',
      'changed /controls/0/status Control restore: status changed from partial to in_place',
    ],
    [
      'labels: [restore-test]',
      'labels: [drill]',
      'added /controls/0/0 Control restore: link by label drill, connection jira added',
    ],
    [
      'text: Second data centre',
      'text: Third data centre',
      'changed /risks/0/mitigation/text Risk outage: mitigation text changed from “Second data centre” to “Third data centre”',
    ],
    [
      'receives: weekly-report',
      'influence: high',
      'changed /stakeholders/0/influence Stakeholder board: influence changed from medium to high',
    ],
    [
      'due: 2027-02-15',
      'due: 2027-02-20',
      'changed /transition/0/due Transition courses: due moved from 2027-02-15 to 2027-02-20',
    ],
    [
      'date: 2027-03-01',
      'date: 2027-03-08',
      'changed /milestones/0/date Milestone live: date moved from 2027-03-01 to 2027-03-08',
    ],
    [
      'benefit: 40000',
      'benefit: 50000',
      'changed /projects/0/benefit Past project lab: benefit changed from 40000 to 50000',
    ],
    [
      'Move the portal to spring',
      'Drop the portal',
      'added /reviews/0/decided Review of 2026-12-01: decided “Drop the portal” added',
    ],
    [
      'text: Nurses type things twice',
      'text: Nurses type everything twice',
      'changed /analysis/title Finding twice: title changed from “Nurses type things twice” to “Nurses type everything twice”',
    ],
    [
      'plan-not-revised: off',
      'plan-not-revised: { threshold: 30 }',
      'changed /reviewRules/plan-not-revised Plan review: rule plan-not-revised changed from off to 30',
    ],
    [
      'asked: 2026-11-20 }',
      "asked: 2026-11-20, given: 2026-12-01, answer: 'The state' }",
      'added /stakeholders/0/decisions/1/answer Stakeholder board: decisions of “Who pays for the kiosks?” answer set to “The state”',
    ],
    [
      'accountable: cio',
      'accountable: cmo',
      'changed /objectives/0/deliverables/0/roles/accountable Deliverable core: roles accountable changed from cio to cmo',
    ],
    [
      'answers: twice',
      'answers: [twice, phones]',
      'added /objectives/0/answers Objective record: answered finding phones added',
    ],
  ])('%s becomes %s', (from, to, change) => {
    expect(changed(from, to)).toContain(change)
  })

  it('a finding that moves to another side of the analysis is a change', () => {
    const swot = { ...sample.analysis.swot, weaknesses: [], strengths: sample.analysis.swot.weaknesses }
    const texts = diffPlans(sample, { ...sample, analysis: { ...sample.analysis, swot } }).map(({ text }) => text)
    expect(texts).toEqual(['Finding twice: side changed from weaknesses to strengths'])
  })

  it('a risk that goes is removed as a whole', () => {
    const without = parsePlan(PARTS_SAMPLE, 'yaml')
    const texts = diffPlans(sample, { ...without, risks: [] }).map(({ text }) => text)
    expect(texts).toEqual(['Risk outage “The record is down for a day” removed'])
  })
})
