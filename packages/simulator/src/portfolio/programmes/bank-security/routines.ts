import type { Routine } from '../../programme/routine.ts'

const MONTHLY = {
  project: 'SOC',
  team: 'operations',
  components: ['Controls'],
  everyMonths: 1,
  lastMonth: null,
} as const

/** Who has which rights. */
const RIGHTS: readonly Routine[] = [
  {
    ...MONTHLY,
    team: 'identity',
    title: 'Access review of core banking',
    description:
      'Heads of department confirm the rights of their people in core banking. Rights that nobody confirms are withdrawn within two days. The signed list is attached.',
    labels: ['evidence', 'iso-27001', 'control-access-review'],
    day: 4,
  },
  {
    ...MONTHLY,
    team: 'identity',
    title: 'Review of administrator accounts',
    description:
      'Every account with administrator rights is compared with the vault. Accounts outside the vault are locked and followed up. The list is attached.',
    labels: ['evidence', 'iso-27001', 'control-admin-review'],
    day: 9,
  },
  {
    ...MONTHLY,
    team: 'identity',
    title: 'Check that leavers have no access',
    description:
      'All who left in the month before are looked up in every system. Any account still open is locked at once and explained. The sample is attached.',
    labels: ['evidence', 'iso-27001', 'control-leaver-check'],
    day: 7,
  },
]

/** What the technical controls leave behind. */
const TECHNICAL_CONTROLS: readonly Routine[] = [
  {
    ...MONTHLY,
    team: 'governance',
    title: 'Phishing drill',
    description:
      'Four hundred people get a made-up mail. Who clicked gets a short lesson, and the share that reported it is noted. The figures are attached.',
    labels: ['evidence', 'iso-27001', 'control-phishing-drill'],
    day: 14,
  },
  {
    ...MONTHLY,
    title: 'Restore test from the offline copy',
    description:
      'One system, drawn by lot, is restored in the separate network. Owner and duty team confirm that it is complete. Duration and result are written down.',
    labels: ['evidence', 'iso-27001', 'control-restore-test'],
    day: 18,
  },
  {
    ...MONTHLY,
    team: 'network',
    title: 'Review of firewall rules',
    description:
      'Rules without traffic for ninety days are listed and closed unless somebody objects. Rules without an owner get one. The list is attached.',
    labels: ['evidence', 'iso-27001', 'control-firewall-review'],
    day: 12,
    lastMonth: 9,
  },
  {
    ...MONTHLY,
    team: 'development',
    title: 'Vulnerability scan of all zones',
    description:
      'The scan covers every zone, the one for payments included. High findings get an issue with a deadline. The report is attached.',
    labels: ['evidence', 'iso-27001', 'control-vulnerability-scan'],
    day: 22,
  },
  {
    ...MONTHLY,
    team: 'detection',
    title: 'Check that all log sources report',
    description:
      'Every source on the list must have reported within the last day. Silent ones are repaired or struck off with a reason. The list is attached.',
    labels: ['evidence', 'iso-27001', 'control-log-source-check'],
    day: 27,
  },
  {
    ...MONTHLY,
    team: 'governance',
    title: 'Review of critical suppliers',
    description:
      'Ratings, incidents and certificates of each critical supplier are looked through with procurement. Changes of the rating are explained. Minutes are attached.',
    labels: ['evidence', 'dora', 'control-supplier-review'],
    everyMonths: 3,
    day: 16,
  },
]

/** What the controls of the bank leave behind. */
export const ROUTINES: readonly Routine[] = [...RIGHTS, ...TECHNICAL_CONTROLS]
