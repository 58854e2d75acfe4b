import type { Repository } from '../../programme/programme.ts'
import { ENGINEERING, SERVICE } from './kinds.ts'

/** The repositories of the hospital group by name. */
export const REPOSITORY = {
  core: 'clinic/ehr-core',
  portal: 'clinic/patient-portal',
  hub: 'clinic/integration-hub',
} as const

const USUAL_LABELS = {
  issueLabels: ['good first issue', 'needs design', 'security', 'performance'],
  pullLabels: ['backend', 'frontend', 'database', 'tests'],
}

/** The repositories with everything that is worked on in them: 350 issues and 600 pull requests. */
export const REPOSITORIES: readonly Repository[] = [
  {
    repo: REPOSITORY.core,
    team: 'core',
    pulls: 270,
    closing: 34,
    ...USUAL_LABELS,
    milestones: [
      { title: 'Patient index', description: 'One identity per patient for all sites.', dueMonths: 13 },
      { title: 'Archive import', description: 'Scanned cases can be opened from the record.', dueMonths: 15 },
      { title: 'Record 2.0', description: 'What the remaining sites need beyond the first one.', dueMonths: 14 },
    ],
    streams: [
      {
        milestone: 'Patient index',
        kind: SERVICE,
        labels: [],
        issues: 40,
        from: 0.06,
        to: 0.78,
        finish: 1.05,
        topics: ['match scorer', 'phonetic search', 'merge service', 'identifier registry', 'duplicate report builder'],
      },
      {
        milestone: 'Archive import',
        kind: SERVICE,
        labels: [],
        issues: 28,
        from: 0.3,
        to: 0.78,
        finish: 1.3,
        topics: ['import job', 'scan viewer', 'page index', 'retention service'],
      },
      {
        milestone: 'Record 2.0',
        kind: SERVICE,
        labels: [],
        issues: 52,
        from: 0.35,
        to: 0.78,
        finish: 1.2,
        topics: [
          'form engine',
          'timeline view',
          'ward board feed',
          'document store',
          'print service',
          'signature service',
        ],
      },
      {
        milestone: null,
        kind: ENGINEERING,
        labels: [],
        issues: 22,
        from: 0.05,
        to: 1,
        finish: null,
        topics: ['build pipeline', 'end-to-end test suite', 'migration check', 'local setup'],
      },
    ],
  },
  {
    repo: REPOSITORY.portal,
    team: 'portal',
    pulls: 150,
    closing: 34,
    ...USUAL_LABELS,
    milestones: [
      { title: 'Portal 1.0', description: 'Patients sign up and read results and letters.', dueMonths: 10 },
      { title: 'Portal 1.1', description: 'Appointments, reminders and forms before the visit.', dueMonths: 13 },
    ],
    streams: [
      {
        milestone: 'Portal 1.0',
        kind: SERVICE,
        labels: [],
        issues: 48,
        from: 0.1,
        to: 0.78,
        finish: 1.7,
        topics: ['sign-up page', 'identity proof', 'result page', 'letter page', 'consent page'],
      },
      {
        milestone: 'Portal 1.1',
        kind: SERVICE,
        labels: [],
        issues: 40,
        from: 0.35,
        to: 0.78,
        finish: 2,
        topics: ['calendar page', 'reminder service', 'questionnaire page', 'upload page'],
      },
      {
        milestone: null,
        kind: ENGINEERING,
        labels: [],
        issues: 20,
        from: 0.08,
        to: 1,
        finish: null,
        topics: ['component gallery', 'accessibility check', 'translation export', 'browser test suite'],
      },
    ],
  },
  {
    repo: REPOSITORY.hub,
    team: 'hub',
    pulls: 180,
    closing: 34,
    ...USUAL_LABELS,
    milestones: [
      { title: 'Hub 1.0', description: 'All messages between systems pass through the hub.', dueMonths: 11 },
      { title: 'Results', description: 'Findings arrive in the record as they are released.', dueMonths: 14 },
    ],
    streams: [
      {
        milestone: 'Hub 1.0',
        kind: SERVICE,
        labels: [],
        issues: 55,
        from: 0.03,
        to: 0.78,
        finish: 0.93,
        topics: ['message journal', 'routing table', 'dead letter queue', 'code system lookup', 'receipt tracker'],
      },
      {
        milestone: 'Results',
        kind: SERVICE,
        labels: [],
        issues: 30,
        from: 0.3,
        to: 0.78,
        finish: 1.15,
        topics: ['observation mapper', 'report mapper', 'imaging study resolver', 'order number lookup'],
      },
      {
        milestone: null,
        kind: ENGINEERING,
        labels: [],
        issues: 15,
        from: 0.05,
        to: 1,
        finish: null,
        topics: ['broker test bench', 'image build', 'load test', 'contract test suite'],
      },
    ],
  },
]
