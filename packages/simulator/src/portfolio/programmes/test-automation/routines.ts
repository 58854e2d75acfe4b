import type { Routine } from '../../programme/routine.ts'

const MONTHLY = {
  project: 'TEST',
  team: 'testers',
  components: ['Controls'],
  everyMonths: 1,
  lastMonth: null,
} as const

/** What the controls of the team leave behind. */
export const ROUTINES: readonly Routine[] = [
  {
    ...MONTHLY,
    title: 'Test report of the release',
    description:
      'Results of all suites, known faults and open risks on one page. The product owner signs it before the release. The signed page is attached.',
    labels: ['evidence', 'iso-27001', 'control-release-report'],
    day: 6,
  },
  {
    ...MONTHLY,
    title: 'Review of flaky tests',
    description:
      'Every test that failed and passed on the same change is looked at. It is repaired, set aside with a date or removed. The list is attached.',
    labels: ['evidence', 'control-flaky-review'],
    day: 13,
  },
  {
    ...MONTHLY,
    team: 'developers',
    title: 'Check that test data hold no personal data',
    description:
      'All test databases are searched for real names and addresses. A hit is deleted the same day and its source closed. The search report is attached.',
    labels: ['evidence', 'iso-27001', 'control-test-data-check'],
    day: 20,
  },
  {
    ...MONTHLY,
    team: 'platform',
    title: 'Access review of the test environments',
    description:
      'Everybody with access to staging is confirmed by the team lead. Accounts that nobody confirms are locked. The signed list is attached.',
    labels: ['evidence', 'iso-27001', 'control-access-review'],
    day: 8,
    lastMonth: 9,
  },
  {
    ...MONTHLY,
    title: 'Sample of merged changes checked for tests',
    description:
      'Twenty merged changes are drawn by lot. Each has to have a test that would have failed before it. The list with remarks is attached.',
    labels: ['evidence', 'iso-27001', 'control-change-sample'],
    day: 26,
  },
  {
    ...MONTHLY,
    team: 'platform',
    title: 'Restore test of the staging environment',
    description:
      'Staging is thrown away and built again from code and backup. Duration and everything done by hand are written down.',
    labels: ['evidence', 'iso-27001', 'control-restore-test'],
    everyMonths: 3,
    day: 10,
  },
]
