import type { JiraWork } from '../../programme/programme.ts'
import { USUAL } from '../../programme/workstream.ts'
import { RISK } from '../../words/kinds/risk.ts'

const MEASURES = {
  ...USUAL,
  project: 'RUN',
  epic: 'RUN-7',
  kind: RISK,
  subtasks: 0,
  mix: [0, 0, 1],
  components: ['Programme'],
  repo: null,
} as const

/** Measures against the risks of the app programme. */
export const RISK_WORK: JiraWork = {
  epics: [{ key: 'RUN-7', summary: 'Risks of the app programme' }],
  tasks: [],
  streams: [
    {
      ...MEASURES,
      team: 'backend',
      labels: ['risk', 'risk-payment'],
      issues: 9,
      from: 0.1,
      to: 0.78,
      finish: 1.05,
      topics: ['an outage of the payment provider', 'payments booked twice', 'a leak of card data'],
    },
    {
      ...MEASURES,
      team: 'backend',
      labels: ['risk', 'risk-peak-season'],
      issues: 8,
      from: 0.05,
      to: 0.75,
      finish: 0.92,
      topics: [
        'an overload in the November peak',
        'wrong stock on a sale day',
        'a rejected app release before the peak',
      ],
    },
    {
      ...MEASURES,
      team: 'stores',
      labels: ['risk', 'risk-store-network'],
      issues: 14,
      from: 0.15,
      to: 0.7,
      finish: 1.2,
      stalled: 0.87,
      topics: ['dead spots in the store network', 'a failed line to a store', 'stolen handheld scanners'],
    },
  ],
}
