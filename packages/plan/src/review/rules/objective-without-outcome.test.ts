import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'objective-without-outcome',
  {
    change: [['    outcome: Nine of ten need no help after a week\n', '']],
    finds: ['/objectives/1 staff: It names no business outcome.'],
  },
  { change: [['    horizon: short\n', '']] },
)
