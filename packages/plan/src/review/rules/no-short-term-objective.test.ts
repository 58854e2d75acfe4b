import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'no-short-term-objective',
  {
    change: [['horizon: short', 'horizon: long']],
    finds: ['/objectives clinic: 2 objectives are long-term, none is short-term.'],
  },
  {
    change: [
      ['    horizon: short\n', ''],
      ['    horizon: long\n', ''],
    ],
  },
)
