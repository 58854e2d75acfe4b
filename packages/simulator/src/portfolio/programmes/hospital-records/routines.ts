import type { Routine } from '../../programme/routine.ts'

const MONTHLY = {
  project: 'RDY',
  team: 'operations',
  components: ['Controls'],
  everyMonths: 1,
  lastMonth: null,
} as const

/** What the controls of the group leave behind. */
export const ROUTINES: readonly Routine[] = [
  {
    ...MONTHLY,
    title: 'Access review of the record',
    description:
      'Ward managers confirm who still needs access to the record. Accounts that nobody confirms are locked. The signed list is attached.',
    labels: ['evidence', 'iso-27001', 'control-access-review'],
    day: 5,
  },
  {
    ...MONTHLY,
    title: 'Restore test of the record database',
    description:
      'The backup of last Sunday is restored on the test system and compared with the count of open cases. Duration and result are written down.',
    labels: ['evidence', 'iso-27001', 'control-restore-test'],
    day: 12,
    lastMonth: 9,
  },
  {
    ...MONTHLY,
    title: 'Outage drill on one ward',
    description:
      'One ward works for an hour with the paper kit and the read-only copy. The minutes say what was missing and who brings it.',
    labels: ['evidence', 'control-outage-drill'],
    day: 19,
  },
  {
    ...MONTHLY,
    team: 'core',
    title: 'Sample of accesses checked by the data protection officer',
    description:
      'Thirty accesses to records are drawn and compared with the treatment. Each access without a reason is followed up. The protocol is attached.',
    labels: ['evidence', 'control-privacy-check'],
    day: 23,
  },
  {
    ...MONTHLY,
    title: 'Review of network access for medical devices',
    description:
      'Every device in the medical segment has an owner and a reason for its connections. What has neither is taken off the network. The list is attached.',
    labels: ['evidence', 'iso-27001', 'control-medical-device-review'],
    everyMonths: 3,
    day: 9,
  },
  {
    ...MONTHLY,
    team: 'hub',
    title: 'Review of security logs',
    description:
      'Sign-ins outside working hours and failed sign-ins are looked through. Conspicuous ones are followed up with the line manager. The report is attached.',
    labels: ['evidence', 'iso-27001', 'control-log-review'],
    day: 27,
  },
]
