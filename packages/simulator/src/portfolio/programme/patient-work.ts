import { REPOSITORY } from './repositories.ts'
import type { Workstream } from './workstream.ts'

/** Part of the work that any stream gives up. */
const USUAL = 0.05

/** The work in the Jira project of the electronic health record that patients will notice. */
export const PATIENT_WORK: readonly Workstream[] = [
  {
    project: 'EHR',
    epic: 'EHR-7',
    kind: 'portal',
    issues: 62,
    subtasks: 14,
    mix: [6, 3, 1],
    components: ['Portal'],
    labels: ['portal'],
    repo: REPOSITORY.portal,
    from: 0.08,
    to: 0.95,
    finish: 1.75,
    dropped: USUAL,
    topics: [
      'patient sign-up',
      'result view for patients',
      'letter download',
      'consent to share',
      'proxy access for parents',
      'access log for patients',
      'medication list for patients',
      'secure message',
    ],
  },
  {
    project: 'EHR',
    epic: 'EHR-8',
    kind: 'portal',
    issues: 42,
    subtasks: 6,
    mix: [6, 2, 2],
    components: ['Portal'],
    labels: ['portal', 'appointments'],
    repo: REPOSITORY.portal,
    from: 0.25,
    to: 1,
    finish: 2.1,
    dropped: USUAL,
    topics: [
      'appointment booking',
      'appointment reminder',
      'pre-admission questionnaire',
      'waiting list entry',
      'video consultation',
      'referral upload',
    ],
  },
  {
    project: 'EHR',
    epic: 'EHR-9',
    kind: 'equipment',
    issues: 18,
    subtasks: 0,
    mix: [5, 1, 4],
    components: ['Portal'],
    labels: ['kiosk'],
    repo: null,
    from: 0.05,
    to: 0.45,
    finish: 0.55,
    dropped: 0.9,
    topics: ['check-in kiosk', 'ticket printer', 'card terminal', 'call screen', 'kiosk stand'],
  },
]
