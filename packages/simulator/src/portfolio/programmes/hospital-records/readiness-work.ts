import type { JiraWork } from '../../programme/programme.ts'
import { USUAL } from '../../programme/workstream.ts'
import { NEWS } from '../../words/kinds/news.ts'
import { RISK } from '../../words/kinds/risk.ts'
import { SUPPORT } from '../../words/kinds/support.ts'

/** What readiness work has in common: tasks that nobody programs. */
const READINESS = { ...USUAL, project: 'RDY', mix: [0, 0, 1], subtasks: 0, repo: null, dropped: 0.02 } as const

/** Measures against risks, and what prepares the sites for the record. */
export const READINESS_WORK: JiraWork = {
  epics: [
    { key: 'RDY-1', summary: 'Go-live support at every site' },
    { key: 'RDY-2', summary: 'News and dialogue for staff' },
    { key: 'RDY-3', summary: 'Risks of the rollout' },
  ],
  tasks: [],
  streams: [
    {
      ...READINESS,
      epic: 'RDY-1',
      team: 'training',
      kind: SUPPORT,
      issues: 30,
      components: ['Go-live'],
      labels: ['transition-support'],
      from: 0.2,
      to: 0.78,
      finish: 1.2,
      topics: [
        'go-live of the record',
        'first week of the medication chart',
        'move to the digital handover',
        'switch to digital laboratory results',
        'start of the portal',
      ],
    },
    {
      ...READINESS,
      epic: 'RDY-2',
      team: 'training',
      kind: NEWS,
      issues: 24,
      components: ['Communication'],
      labels: ['transition-communication'],
      from: 0.05,
      to: 0.78,
      finish: 1.08,
      topics: [
        'start of the record',
        'change of the sign-on',
        'new outage procedure',
        'portal for patients',
        'end of paper orders',
        'medication scan at the bedside',
      ],
    },
    {
      ...READINESS,
      epic: 'RDY-3',
      team: 'hub',
      kind: RISK,
      issues: 9,
      components: ['Programme'],
      labels: ['risk', 'risk-interfaces'],
      from: 0.1,
      to: 0.78,
      finish: 1.05,
      topics: ['late laboratory results', 'an outage of the integration hub', 'results filed under the wrong patient'],
    },
    {
      ...READINESS,
      epic: 'RDY-3',
      team: 'operations',
      kind: RISK,
      issues: 9,
      components: ['Programme'],
      labels: ['risk', 'risk-downtime'],
      from: 0.05,
      to: 0.78,
      finish: 0.95,
      topics: ['an outage of the record at night', 'a failed update of the record', 'a power cut in the server room'],
    },
    {
      ...READINESS,
      epic: 'RDY-3',
      team: 'training',
      kind: RISK,
      issues: 14,
      components: ['Programme'],
      labels: ['risk', 'risk-staffing'],
      from: 0.15,
      to: 0.7,
      finish: 1.2,
      stalled: 0.87,
      topics: ['too few floor walkers on night shifts', 'sick leave in a go-live week', 'the loss of key people'],
    },
  ],
}
