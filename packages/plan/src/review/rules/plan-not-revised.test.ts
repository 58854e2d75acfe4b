import { daysAgo, itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'plan-not-revised',
  {
    change: [['date: 2026-10-20, decided', 'date: 2026-06-01, decided']],
    given: { revisedAt: daysAgo(91) },
    finds: ['/reviews clinic: It was last changed on 2026-08-29, 91 days ago.'],
  },
  { given: { revisedAt: daysAgo(91) } },
)
