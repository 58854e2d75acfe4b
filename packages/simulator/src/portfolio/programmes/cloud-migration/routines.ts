import type { Routine } from '../../programme/routine.ts'

const MONTHLY = { project: 'PLT', team: 'platform', components: ['Controls'], everyMonths: 1, lastMonth: null } as const

/** What the controls of the manufacturer leave behind. */
export const ROUTINES: readonly Routine[] = [
  {
    ...MONTHLY,
    title: 'Access review of cloud administrators',
    description:
      'Every account with administrator rights is confirmed by its team lead. Rights that nobody confirms are withdrawn. The signed list is attached.',
    labels: ['evidence', 'iso-27001', 'control-access-review'],
    day: 3,
  },
  {
    ...MONTHLY,
    team: 'data',
    title: 'Restore test of a moved database',
    description:
      'One database, drawn by lot, is restored from the vault and its row counts compared. Duration and result are written down.',
    labels: ['evidence', 'iso-27001', 'control-restore-test'],
    day: 12,
  },
  {
    ...MONTHLY,
    title: 'Security baseline report of all accounts',
    description:
      'The report lists every account that departs from the baseline. Each departure gets an owner and a date. The report is attached.',
    labels: ['evidence', 'iso-27001', 'control-baseline-report'],
    day: 6,
    lastMonth: 9,
  },
  {
    ...MONTHLY,
    team: 'office',
    title: 'Cost review with controlling',
    description:
      'Actual cost of each team is compared with its budget. Departures of more than ten percent are explained. Minutes are attached.',
    labels: ['evidence', 'control-cost-review'],
    day: 22,
  },
  {
    ...MONTHLY,
    team: 'applications',
    title: 'Patch report of all servers',
    description:
      'Servers without the patches of the month before are listed with the reason. Exceptions are signed by the owner of the system. The list is attached.',
    labels: ['evidence', 'iso-27001', 'control-patch-report'],
    day: 27,
  },
  {
    ...MONTHLY,
    team: 'network',
    title: 'Failover exercise of one plant',
    description:
      'The main line of a plant is switched off for an hour outside working hours. The minutes say what went over the backup line and what did not.',
    labels: ['evidence', 'iso-27001', 'control-failover-exercise'],
    everyMonths: 3,
    day: 14,
  },
]
