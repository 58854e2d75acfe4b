import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'kpi-without-data',
  {
    change: [['labels: courses } }', 'labels: lessons } }']],
    finds: ['/kpis/1 taught: It had no value in the last 4 weeks.'],
  },
  { change: [['stat: p50, window: 4w', 'stat: p50, window: 1w']] },
)
