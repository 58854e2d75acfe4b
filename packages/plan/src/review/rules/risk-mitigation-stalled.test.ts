import type { WorkItem } from '../../item/work-item.ts'
import { daysAgo, itFinds } from '../reviewed-plan.fixture.ts'

/** What happened to an item until so many days ago. */
const upTo = (item: WorkItem, days: number) => item.timeline.filter(({ at }) => at <= daysAgo(days))

itFinds(
  'risk-mitigation-stalled',
  {
    work: (items) =>
      items.map((item) => (item.labels.includes('failover') ? { ...item, timeline: upTo(item, 14) } : item)),
    finds: ['/risks/0 outage: Nothing in its mitigation has moved for 15 days (at most 14), and 4 items are open.'],
  },
  {
    // As quiet, and nothing left to do.
    work: (items) => items.filter((item) => !item.labels.includes('failover') || item.state === 'done'),
  },
)
