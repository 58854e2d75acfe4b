import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'kpi-without-baseline',
  { change: [['    baseline: 90\n', '']], finds: ['/kpis/1 taught: It has no baseline.'] },
  {
    change: [
      ['    baseline: 90\n', '    baseline: 0\n'],
      ['    direction: down\n', ''],
    ],
  },
)
