import type { JiraWork } from '../../programme/programme.ts'
import { USUAL } from '../../programme/workstream.ts'
import { RISK } from '../../words/kinds/risk.ts'

const MEASURES = {
  ...USUAL,
  project: 'PLT',
  epic: 'PLT-7',
  kind: RISK,
  subtasks: 0,
  mix: [0, 0, 1],
  components: ['Programme'],
  repo: null,
} as const

/** Measures against the risks of the migration. */
export const RISK_WORK: JiraWork = {
  epics: [{ key: 'PLT-7', summary: 'Risks of the migration' }],
  tasks: [],
  streams: [
    {
      ...MEASURES,
      team: 'plants',
      labels: ['risk', 'risk-downtime'],
      issues: 9,
      from: 0.1,
      to: 0.78,
      finish: 1.1,
      topics: ['a line stop after a cut-over', 'a failed way back', 'a plant without its lines'],
    },
    {
      ...MEASURES,
      team: 'platform',
      labels: ['risk', 'risk-cost'],
      issues: 8,
      from: 0.2,
      to: 0.78,
      finish: 1.08,
      topics: ['a cloud bill beyond the budget', 'two data centres paid for at once'],
    },
    {
      ...MEASURES,
      team: 'office',
      labels: ['risk', 'risk-skills'],
      issues: 7,
      from: 0.05,
      to: 0.7,
      finish: 0.9,
      topics: ['the loss of key people', 'too few people for night work'],
    },
    {
      ...MEASURES,
      team: 'office',
      labels: ['risk', 'risk-licences'],
      issues: 14,
      from: 0.15,
      to: 0.7,
      finish: 1.2,
      stalled: 0.87,
      topics: [
        'a licence that forbids the cloud',
        'a licence audit during the move',
        'a price rise of a software vendor',
      ],
    },
  ],
}
