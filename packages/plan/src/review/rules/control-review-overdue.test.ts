import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'control-review-overdue',
  {
    change: [['reviewBy: 2027-03-01', 'reviewBy: 2026-11-27']],
    finds: ['/controls/0 restore: Its review was due by 2026-11-27.'],
  },
  { change: [['reviewBy: 2027-03-01', 'reviewBy: 2026-11-28']] },
)
