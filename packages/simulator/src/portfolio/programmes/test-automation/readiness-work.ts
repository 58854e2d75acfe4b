import type { JiraWork } from '../../programme/programme.ts'
import { USUAL } from '../../programme/workstream.ts'
import { NEWS } from '../../words/kinds/news.ts'
import { RISK } from '../../words/kinds/risk.ts'

const TASKS = { ...USUAL, project: 'TEST', subtasks: 0, mix: [0, 0, 1], components: ['Programme'], repo: null } as const

/** Measures against risks, and news for those whom the tests concern. */
export const READINESS_WORK: JiraWork = {
  epics: [{ key: 'TEST-14', summary: 'Risks of the test automation' }],
  tasks: [],
  streams: [
    {
      ...TASKS,
      epic: 'TEST-14',
      team: 'developers',
      kind: RISK,
      labels: ['risk', 'risk-coverage'],
      issues: 7,
      from: 0.1,
      to: 0.78,
      finish: 1.08,
      topics: ['tests that prove nothing', 'a fault in a part without tests'],
    },
    {
      ...TASKS,
      epic: 'TEST-14',
      team: 'testers',
      kind: RISK,
      labels: ['risk', 'risk-skills'],
      issues: 6,
      from: 0.05,
      to: 0.75,
      finish: 0.93,
      topics: ['the loss of the only load tester', 'developers without time for tests'],
    },
    {
      ...TASKS,
      epic: 'TEST-14',
      team: 'platform',
      kind: RISK,
      labels: ['risk', 'risk-environments'],
      issues: 14,
      from: 0.15,
      to: 0.7,
      finish: 1.2,
      stalled: 0.87,
      topics: ['an outage of the staging environment', 'personal data in a test copy', 'a test that books for real'],
    },
    {
      ...TASKS,
      epic: 'TEST-9',
      team: 'testers',
      kind: NEWS,
      components: ['Coaching'],
      labels: ['transition-communication'],
      issues: 10,
      from: 0.1,
      to: 0.78,
      finish: 1.15,
      topics: ['new definition of done', 'merge queue', 'end of the manual regression day'],
    },
  ],
}
