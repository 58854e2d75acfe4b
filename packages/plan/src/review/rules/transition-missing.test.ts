import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'transition-missing',
  {
    change: [[', supports: core', '']],
    finds: ['/objectives/0/deliverables/0 core: It is released on 2027-07-15, and nothing prepares its users.'],
  },
  {
    change: [
      [', supports: core', ''],
      ['        release: 2027-07-15\n', ''],
    ],
  },
)
