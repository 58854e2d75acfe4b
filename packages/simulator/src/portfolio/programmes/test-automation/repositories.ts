import type { Repository } from '../../programme/programme.ts'
import { SERVICE } from '../../words/kinds/service.ts'
import { UPKEEP } from '../../words/kinds/upkeep.ts'
import { LOAD, SUITE } from './kinds.ts'

/** The repositories of the team by what they hold. */
export const REPOSITORY = { platform: 'booking/platform', tests: 'booking/tests' } as const

const LABELS = {
  issueLabels: ['good first issue', 'flaky', 'needs data', 'performance'],
  pullLabels: ['api', 'browser', 'pipeline', 'data'],
}

/** The repositories with everything that is worked on in them. */
export const REPOSITORIES: readonly Repository[] = [
  {
    ...LABELS,
    repo: REPOSITORY.platform,
    team: 'developers',
    pulls: 170,
    closing: 16,
    milestones: [
      { title: 'Testable services', description: 'Every service runs alone, with data of its own.', dueMonths: 9 },
      { title: 'Fast pipeline', description: 'An answer within ten minutes of a change.', dueMonths: 13 },
    ],
    streams: [
      {
        milestone: 'Testable services',
        kind: SERVICE,
        labels: ['area-services'],
        issues: 24,
        from: 0.05,
        to: 0.7,
        finish: 0.85,
        topics: ['booking service', 'price service', 'invoice service', 'clock module', 'mail sender'],
      },
      {
        milestone: 'Fast pipeline',
        kind: UPKEEP,
        labels: ['area-pipeline'],
        issues: 22,
        from: 0.2,
        to: 0.78,
        finish: 1.1,
        topics: ['merge check', 'build cache', 'database start', 'parallel run', 'preview environment'],
      },
      {
        milestone: null,
        kind: UPKEEP,
        labels: [],
        issues: 12,
        from: 0.05,
        to: 1,
        finish: null,
        topics: ['local setup', 'image build', 'lint run', 'release notes script'],
      },
    ],
  },
  {
    ...LABELS,
    repo: REPOSITORY.tests,
    team: 'testers',
    pulls: 150,
    closing: 18,
    milestones: [
      { title: 'API suite', description: 'All services, all error codes.', dueMonths: 11 },
      { title: 'Browser suite', description: 'The ten journeys that most customers take.', dueMonths: 14 },
      { title: 'Load suite', description: 'The load of a summer Monday, before every release.', dueMonths: 16 },
    ],
    streams: [
      {
        milestone: 'API suite',
        kind: SUITE,
        labels: ['suite-api'],
        issues: 24,
        from: 0.08,
        to: 0.78,
        finish: 0.98,
        topics: ['refund service', 'calendar service', 'customer service', 'report service'],
      },
      {
        milestone: 'Browser suite',
        kind: SUITE,
        labels: ['suite-browser'],
        issues: 22,
        from: 0.25,
        to: 0.78,
        finish: 1.2,
        topics: ['sign-up page', 'payment page', 'search page', 'account page'],
      },
      {
        milestone: 'Load suite',
        kind: LOAD,
        labels: ['suite-load'],
        issues: 14,
        from: 0.45,
        to: 0.78,
        finish: 1.4,
        topics: ['availability search', 'checkout', 'calendar feed'],
      },
      {
        milestone: null,
        kind: UPKEEP,
        labels: [],
        issues: 12,
        from: 0.08,
        to: 1,
        finish: null,
        topics: ['test runner', 'report page', 'browser update', 'recording upload'],
      },
    ],
  },
]
