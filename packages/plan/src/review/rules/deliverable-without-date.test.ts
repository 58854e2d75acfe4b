import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'deliverable-without-date',
  { change: [['        due: 2027-04-30\n', '']], finds: ['/objectives/1/deliverables/0 courses: It has no due date.'] },
  { change: [['        due: 2027-04-30\n', '        status: done\n']] },
)
