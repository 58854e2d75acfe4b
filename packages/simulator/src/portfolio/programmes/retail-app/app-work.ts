import { USUAL, type Workstream } from '../../programme/workstream.ts'
import type { Kind } from '../../words/kind.ts'
import { SERVICE } from '../../words/kinds/service.ts'
import { ACCESSIBILITY, FEATURE, SPEED } from './kinds.ts'
import { REPOSITORY } from './repositories.ts'

/** Work that both apps and the back end share. */
interface SharedWork extends Pick<Workstream, 'epic' | 'components' | 'labels' | 'from' | 'to' | 'finish'> {
  /** Issues and sub-tasks of each app; the back end has two thirds as many, and no sub-tasks. */
  readonly issues: number
  readonly subtasks?: number
  readonly dropped?: number
  readonly app: readonly string[]
  readonly backend: readonly string[]
  /** What the apps do; default a feature. */
  readonly kind?: Kind
}

/** The same work in both apps, and what the back end has to do for it, each in its repository. */
function onAllChannels({ app, backend, issues, kind = FEATURE, subtasks = 0, ...work }: SharedWork): Workstream[] {
  const common = { ...USUAL, mix: [5, 3, 1], ...work, project: 'APP' } as const
  const channel = (team: keyof typeof REPOSITORY) => ({
    ...common,
    team,
    repo: REPOSITORY[team],
    labels: [`channel-${team}`, ...work.labels],
  })
  return [
    { ...channel('ios'), kind, topics: app, issues, subtasks },
    { ...channel('android'), kind, topics: app, issues, subtasks },
    { ...channel('backend'), kind: SERVICE, topics: backend, issues: Math.round((issues * 2) / 3), subtasks: 0 },
  ]
}

/** The work on the app and the services behind it. */
export const APP_WORK: readonly Workstream[] = [
  {
    epic: 'APP-1',
    components: ['Checkout'],
    labels: ['area-checkout'],
    issues: 14,
    subtasks: 5,
    from: 0.02,
    to: 0.6,
    finish: 0.72,
    app: ['delivery address', 'order summary', 'guest checkout', 'voucher field', 'confirmation page', 'bag choice'],
    backend: ['address check', 'order draft', 'voucher service'],
  },
  {
    epic: 'APP-2',
    components: ['Payment'],
    labels: ['area-payment'],
    issues: 12,
    subtasks: 3,
    from: 0.1,
    to: 0.78,
    finish: 1,
    app: ['wallet button', 'saved card', 'payment by invoice', 'payment receipt', 'gift card balance'],
    backend: ['payment service', 'card vault', 'refund journal'],
  },
  {
    epic: 'APP-3',
    components: ['Loyalty'],
    labels: ['area-loyalty'],
    issues: 13,
    subtasks: 4,
    from: 0.15,
    to: 0.78,
    finish: 1.12,
    app: ['loyalty card', 'points balance', 'family card', 'birthday gift', 'card in the phone wallet'],
    backend: ['points service', 'membership register', 'partner points import'],
  },
  {
    epic: 'APP-4',
    components: ['Offers'],
    labels: ['area-offers'],
    issues: 8,
    subtasks: 2,
    from: 0.25,
    to: 0.65,
    finish: 1.1,
    app: ['weekly offer', 'personal coupon', 'offer reminder', 'leaflet'],
    backend: ['offer rule set', 'coupon service', 'leaflet import'],
  },
  // Asked for by marketing after the first results: the scope grows faster than it is delivered.
  {
    epic: 'APP-4',
    components: ['Offers'],
    labels: ['area-offers'],
    issues: 13,
    from: 0.74,
    to: 1,
    finish: 1.9,
    app: ['scratch coupon', 'offer countdown', 'recipe offer', 'neighbourhood offer', 'shared coupon'],
    backend: ['offer experiment service', 'recipe matcher', 'coupon budget'],
  },
  {
    epic: 'APP-5',
    components: ['Search'],
    labels: ['area-search'],
    issues: 12,
    subtasks: 3,
    from: 0.05,
    to: 0.78,
    finish: 0.93,
    app: ['product search', 'filter for allergens', 'shopping list', 'shared shopping list', 'purchase history'],
    backend: ['search index', 'synonym list', 'list sync'],
  },
  {
    epic: 'APP-6',
    components: ['Collect'],
    labels: ['area-collect'],
    issues: 14,
    subtasks: 4,
    from: 0.08,
    to: 0.78,
    finish: 1.75,
    app: ['collection slot', 'store choice', 'collection code', 'parking bay number', 'substitute for sold-out items'],
    backend: ['slot planner', 'picking queue', 'store stock feed'],
  },
  {
    epic: 'APP-7',
    components: ['Scan and pay'],
    labels: ['area-scan-and-pay'],
    issues: 13,
    subtasks: 3,
    from: 0.4,
    to: 0.78,
    finish: 1.6,
    app: ['product scan', 'running total', 'age check', 'exit code', 'spot check by staff'],
    backend: ['scan session service', 'spot check rule set', 'till gateway'],
  },
  {
    epic: 'APP-8',
    components: ['Orders'],
    labels: ['area-orders'],
    issues: 12,
    subtasks: 3,
    from: 0.2,
    to: 0.78,
    finish: 1.15,
    app: ['delivery slot', 'order tracking', 'change of an order', 'cancellation', 'return label'],
    backend: ['tracking feed', 'order change service', 'return register'],
  },
  {
    epic: 'APP-9',
    components: ['Accessibility'],
    labels: ['quality-accessibility'],
    kind: ACCESSIBILITY,
    issues: 10,
    subtasks: 2,
    from: 0.3,
    to: 0.78,
    finish: 1.2,
    app: ['basket', 'product page', 'checkout', 'store finder', 'loyalty card page', 'order list'],
    backend: ['picture description feed', 'plain text mail'],
  },
  {
    epic: 'APP-10',
    components: ['Performance'],
    labels: ['quality-performance'],
    kind: SPEED,
    issues: 9,
    from: 0.1,
    to: 0.78,
    finish: 1.02,
    app: ['start page', 'product list', 'basket', 'order list', 'store finder'],
    backend: ['picture service', 'start page feed'],
  },
  {
    epic: 'APP-12',
    components: ['Navigation'],
    labels: ['area-navigation'],
    issues: 6,
    from: 0.05,
    to: 0.4,
    finish: 0.5,
    dropped: 0.9,
    app: ['floor map', 'route to the shelf', 'position in the store'],
    backend: ['shelf register', 'map import'],
  },
].flatMap((work: SharedWork) => onAllChannels(work))
