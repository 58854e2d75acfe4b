import type { Routine } from '../../programme/routine.ts'

const MONTHLY = { project: 'RUN', team: 'backend', components: ['Controls'], everyMonths: 1, lastMonth: null } as const

/** What the controls of the retailer leave behind. */
export const ROUTINES: readonly Routine[] = [
  {
    ...MONTHLY,
    team: 'support',
    title: 'Access review of the order back office',
    description:
      'Team leads confirm who may see and change orders. Accounts that nobody confirms are locked. The signed list is attached.',
    labels: ['evidence', 'iso-27001', 'control-access-review'],
    day: 4,
  },
  {
    ...MONTHLY,
    title: 'Restore test of the order database',
    description:
      'Last night’s backup is restored next to the live database and the number of orders compared. Duration and result are written down.',
    labels: ['evidence', 'iso-27001', 'control-restore-test'],
    day: 11,
    lastMonth: 9,
  },
  {
    ...MONTHLY,
    team: 'android',
    title: 'Vulnerability scan of the app and its libraries',
    description:
      'Both apps and the services behind them are scanned. Findings rated high get an issue with a deadline. The report is attached.',
    labels: ['evidence', 'iso-27001', 'control-vulnerability-scan'],
    day: 17,
  },
  {
    ...MONTHLY,
    title: 'Check that no card data is stored',
    description:
      'Databases and logs are searched for card numbers. A hit is deleted and followed up the same day. The search report is attached.',
    labels: ['evidence', 'pci-dss', 'control-card-data-check'],
    day: 22,
  },
  {
    ...MONTHLY,
    team: 'support',
    title: 'Sample of privacy requests checked',
    description:
      'Ten requests for information or deletion are followed from arrival to answer. Each has to be answered within thirty days. The list is attached.',
    labels: ['evidence', 'control-privacy-check'],
    day: 27,
  },
  {
    ...MONTHLY,
    team: 'office',
    title: 'Incident exercise with customer service',
    description:
      'The duty team plays through an outage of the checkout on a Saturday. Minutes say who was reached when, and what has to change.',
    labels: ['evidence', 'iso-27001', 'control-incident-exercise'],
    everyMonths: 3,
    day: 8,
  },
]
