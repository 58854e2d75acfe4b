import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'kpi-without-data',
  {
    change: [['labels: courses } }', 'labels: lessons } }']],
    finds: ['/kpis/1 taught: It has no value in 2026-W47.'],
  },
  { change: [['stat: p50, window: 4w', 'stat: p50, window: 12w']] },
)
