import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'owner-overloaded',
  {
    change: [['due: 2027-04-30', 'due: 2026-12-31']],
    finds: [
      '/objectives/1 training: 4 items in 1 deliverable (1 at once) take 8.0 weeks at 0.5 items a week; 4.8 weeks are left.',
    ],
  },
  {
    // As little time, and half the work.
    change: [['due: 2027-04-30', 'due: 2026-12-31']],
    work: (items) => items.filter((item) => !item.labels.includes('courses') || item.state !== 'todo'),
  },
)
