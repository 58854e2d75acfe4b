import type { JiraWork } from '../../programme/programme.ts'
import { USUAL } from '../../programme/workstream.ts'
import { RISK } from '../../words/kinds/risk.ts'

const MEASURES = {
  ...USUAL,
  project: 'SOC',
  epic: 'SOC-7',
  kind: RISK,
  subtasks: 0,
  mix: [0, 0, 1],
  components: ['Programme'],
  repo: null,
} as const

/** Measures against the risks of the security programme. */
export const RISK_WORK: JiraWork = {
  epics: [{ key: 'SOC-7', summary: 'Risks of the security programme' }],
  tasks: [],
  streams: [
    {
      ...MEASURES,
      team: 'network',
      labels: ['risk', 'risk-payment-zones'],
      issues: 9,
      from: 0.1,
      to: 0.78,
      finish: 1.1,
      topics: ['a payment stop after a change of zones', 'a forgotten connection of the payment engine'],
    },
    {
      ...MEASURES,
      team: 'governance',
      labels: ['risk', 'risk-staffing'],
      issues: 7,
      from: 0.05,
      to: 0.75,
      finish: 0.93,
      topics: ['unfilled posts in the duty team', 'the loss of key people'],
    },
    {
      ...MEASURES,
      team: 'development',
      labels: ['risk', 'risk-legacy'],
      issues: 8,
      from: 0.15,
      to: 0.78,
      finish: 1.08,
      topics: ['systems that cannot be patched', 'a sign-in that old software does not support'],
    },
    {
      ...MEASURES,
      team: 'governance',
      labels: ['risk', 'risk-supplier'],
      issues: 14,
      from: 0.15,
      to: 0.7,
      finish: 1.2,
      stalled: 0.87,
      topics: ['a supplier that refuses an audit', 'the failure of the card processor', 'hidden subcontractors'],
    },
  ],
}
