import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'deliverable-without-owner',
  { change: [['        owner: integration\n', '']], finds: ['/objectives/0/deliverables/1 hub: It has no owner.'] },
  {
    change: [
      ['        owner: integration\n', '        status: cancelled\n'],
      ['closedBy: hub', 'closedBy: core'],
    ],
  },
)
