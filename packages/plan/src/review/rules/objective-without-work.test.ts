import type { WorkItem } from '../../item/work-item.ts'
import { daysAgo, itFinds } from '../reviewed-plan.fixture.ts'

/** What happened to an item until so many days ago. */
const upTo = (item: WorkItem, days: number) => item.timeline.filter(({ at }) => at <= daysAgo(days))

itFinds(
  'objective-without-work',
  {
    work: (items) =>
      items.map((item) => (item.labels.includes('courses') ? { ...item, timeline: upTo(item, 40) } : item)),
    finds: ['/objectives/1 staff: Nothing has moved for 48 days; 7 items wait.'],
  },
  {
    // As quiet, but it is to begin only in spring.
    change: [['due: 2027-04-30', 'start: 2027-02-01\n        due: 2027-04-30']],
    work: (items) =>
      items.map((item) => (item.labels.includes('courses') ? { ...item, timeline: upTo(item, 40) } : item)),
  },
)
