import { describe, expect, it } from 'vitest'
import { parsePlan } from './parse-plan.ts'
import { faultsOf } from './plan-document.fixture.ts'
import { PARTS_SAMPLE } from './plan-parts.fixture.ts'

const faults = (from: string, to: string) => {
  expect(PARTS_SAMPLE).toContain(from)
  return faultsOf(PARTS_SAMPLE.replace(from, to))
}

describe('the parts of a plan document', () => {
  it('are read with their defaults', () => {
    const { risks, controls, stakeholders, milestones } = parsePlan(PARTS_SAMPLE, 'yaml')
    expect(risks[0]).toMatchObject({ response: 'reduce', status: 'open', mitigation: { deliverables: ['hub'] } })
    expect(controls[0]).toMatchObject({
      freshDays: 60,
      reviewBy: '2027-03-01',
      evidence: [{ labels: ['restore-test'] }],
    })
    expect(stakeholders[0]).toMatchObject({ influence: 'medium', getsReport: true })
    expect(stakeholders[0]?.decisions.map(({ given }) => given)).toEqual(['2026-11-15', null])
    expect(milestones[0]).toMatchObject({ release: { scope: 'EHR', name: 'EHR 1.0' }, reached: null })
  })

  it.each([
    [
      'closedBy: hub',
      'closedBy: hubs',
      '55:100 /inventory/0/closedBy the document defines no deliverable `hubs`; did you mean `hub`?',
    ],
    [
      'objective: record',
      'objective: core',
      '44:16 /investments/0/objective `core` is a deliverable; name an objective',
    ],
    [
      'answers: twice',
      'answers: twise',
      '21:14 /objectives/0/answers the document defines no finding of the analysis `twise`; did you mean `twice`?',
    ],
    [
      'id: outage',
      'id: Outage',
      '66:9 /risks/0/id `Outage` is no id; use lower-case letters, digits and single hyphens, such as `outage`',
    ],
    [
      'probability: 3',
      'probability: 7',
      '70:42 /risks/0/assessments/0/probability `probability` must be at most 5, not 7',
    ],
    [
      'date: 2027-03-01',
      'date: 2028-03-01',
      "51:11 /milestones/0/date 2028-03-01 lies after the plan's period, which ends 2027-09-30",
    ],
    [
      'start: 2024-01-01, end: 2025',
      'start: 2026-01-01, end: 2025',
      '91:22 /projects/0/actual/start 2026-01-01 lies after the last day 2025-03-31',
    ],
    [
      'currency: EUR\n',
      '',
      '21:13 /objectives/0/budget an amount of money needs the `currency` of the plan; add it at the top, such as `currency: EUR`',
    ],
    [
      'currency: EUR',
      'currency: EURO',
      '5:11 /currency `EURO` is no currency; write its ISO 4217 code, such as EUR or USD',
    ],
    [
      'plan-not-revised: off',
      'plan-not-revisited: off',
      '98:3 /reviewRules/plan-not-revisited unknown field `plan-not-revisited`; did you mean `plan-not-revised`?',
    ],
    [
      'plan-not-revised: off',
      'plan-not-revised: loud',
      '98:21 /reviewRules/plan-not-revised `plan-not-revised` must be one of error, warning, info, off; it is `loud`',
    ],
    [
      'id: phones',
      'id: twice',
      '11:15 /analysis/swot/threats/0/id the id `twice` is taken on line 9; ids of findings must differ',
    ],
    [
      'given: 2026-11-15',
      'given: 2026-10-15',
      '85:51 /stakeholders/0/decisions/0/asked 2026-11-01 lies after the last day 2026-10-15',
    ],
    [
      'decided: [Move the portal to spring] }',
      'decided: [Move it] }\n  - { date: 2026-12-01 }',
      '97:13 /reviews/1/date there are two reviews of 2026-12-01; keep one',
    ],
    [
      'plan-not-revised: off',
      'due-dates-bunched: { threshold: 50 }',
      '98:35 /reviewRules/due-dates-bunched/threshold `threshold` must be at most 1, not 50',
    ],
    [
      'plan-not-revised: off',
      'deliverable-without-owner: { threshold: 5 }',
      '98:32 /reviewRules/deliverable-without-owner/threshold unknown field `threshold`',
    ],
    [
      'plan-not-revised: off',
      'plan-not-revised: {}',
      '98:21 /reviewRules/plan-not-revised say at least one of `severity` and `threshold`',
    ],
  ])('%s instead of %s is a fault with its place', (from, to, fault) => {
    expect(faults(from, to)).toContain(fault)
  })
})
