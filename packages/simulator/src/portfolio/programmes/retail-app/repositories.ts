import type { Repository } from '../../programme/programme.ts'
import { SERVICE } from '../../words/kinds/service.ts'
import { UPKEEP } from '../../words/kinds/upkeep.ts'
import { FEATURE } from './kinds.ts'

/** The repositories of the retailer by channel. */
export const REPOSITORY = {
  ios: 'retail/app-ios',
  android: 'retail/app-android',
  backend: 'retail/app-backend',
} as const

/** What both apps are worked on in GitHub. */
const APP = {
  issueLabels: ['good first issue', 'needs design', 'crash', 'performance'],
  pullLabels: ['interface', 'navigation', 'network', 'tests'],
  milestones: [
    { title: 'App 5', description: 'New checkout, wallets and search.', dueMonths: 10 },
    { title: 'App 6', description: 'Loyalty, offers, scan and pay.', dueMonths: 15 },
  ],
  streams: [
    {
      milestone: 'App 5',
      kind: FEATURE,
      labels: ['area-checkout'],
      issues: 16,
      from: 0.05,
      to: 0.7,
      finish: 0.85,
      topics: ['payment sheet', 'address form', 'basket badge', 'order confirmation'],
    },
    {
      milestone: 'App 6',
      kind: FEATURE,
      labels: ['area-loyalty'],
      issues: 18,
      from: 0.4,
      to: 0.78,
      finish: 1.25,
      topics: ['membership card', 'points history', 'coupon list', 'camera view', 'receipt list'],
    },
    {
      milestone: null,
      kind: UPKEEP,
      labels: [],
      issues: 10,
      from: 0.05,
      to: 1,
      finish: null,
      topics: ['release build', 'screenshot test suite', 'beta distribution', 'crash symbol upload'],
    },
  ],
} as const

/** The repositories with everything that is worked on in them. */
export const REPOSITORIES: readonly Repository[] = [
  { ...APP, repo: REPOSITORY.ios, team: 'ios', pulls: 115, closing: 16 },
  { ...APP, repo: REPOSITORY.android, team: 'android', pulls: 115, closing: 16 },
  {
    repo: REPOSITORY.backend,
    team: 'backend',
    pulls: 140,
    closing: 20,
    issueLabels: ['good first issue', 'needs design', 'security', 'performance'],
    pullLabels: ['database', 'interface', 'queue', 'tests'],
    milestones: [
      { title: 'Order service', description: 'Orders of all channels in one place.', dueMonths: 12 },
      { title: 'Offer service', description: 'Offers worked out for each customer.', dueMonths: 15 },
    ],
    streams: [
      {
        milestone: 'Order service',
        kind: SERVICE,
        labels: ['area-orders'],
        issues: 22,
        from: 0.05,
        to: 0.78,
        finish: 0.98,
        topics: ['order journal', 'stock reservation', 'delivery slot planner', 'refund service'],
      },
      {
        milestone: 'Offer service',
        kind: SERVICE,
        labels: ['area-offers'],
        issues: 20,
        from: 0.35,
        to: 0.78,
        finish: 1.3,
        topics: ['offer engine', 'coupon validator', 'points ledger', 'segment service'],
      },
      {
        milestone: null,
        kind: UPKEEP,
        labels: [],
        issues: 12,
        from: 0.05,
        to: 1,
        finish: null,
        topics: ['contract test suite', 'image build', 'test data reset', 'local setup'],
      },
    ],
  },
]
