import { daysAgo, itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'budget-ahead-of-progress',
  {
    change: [['actual: 300000', 'actual: 540000']],
    finds: ['/objectives/0/deliverables/0 core: 90.0 % of its budget is spent at 60.0 % progress.'],
  },
  { change: [['actual: 300000', 'actual: 400000']] },
)

itFinds(
  'budget-ahead-of-progress',
  {
    change: [['    answers: paper\n', '    answers: paper\n    budget: { planned: 500, actual: 500 }\n']],
    finds: ['/objectives/0 record: 100.0 % of its budget is spent at 60.0 % progress.'],
  },
  // What is spent now was not spent then.
  { change: [['actual: 300000', 'actual: 540000']], given: { asOf: daysAgo(60) } },
)
