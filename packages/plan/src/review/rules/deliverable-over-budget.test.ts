import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'deliverable-over-budget',
  {
    change: [['actual: 300000', 'actual: 540000']],
    finds: ['/objectives/0/deliverables/0 core: 90.0 % of its budget is spent at 60.0 % progress.'],
  },
  { change: [['actual: 300000', 'actual: 400000']] },
)
