import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'milestone-before-its-work',
  {
    change: [['date: 2027-07-15, deliverables', 'date: 2027-06-01, deliverables']],
    finds: ['/milestones/0 live: It is promised for 2027-06-01, and core is due only on 2027-06-30.'],
  },
  { change: [['date: 2027-07-15, deliverables', 'date: 2027-06-30, deliverables']] },
)
