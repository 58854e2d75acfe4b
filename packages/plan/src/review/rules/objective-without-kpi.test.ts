import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'objective-without-kpi',
  {
    change: [['    objective: staff\n', '']],
    finds: ['/objectives/1 staff: No KPI belongs to it.'],
  },
  { change: [['    objective: record\n    baseline', '    baseline']] },
)

itFinds(
  'objective-without-kpi',
  {
    change: [
      ['    objective: record\n    baseline', '    baseline'],
      ['objective: record } }', 'deliverable: courses } }'],
    ],
    finds: ['/objectives/0 record: No KPI belongs to it.'],
  },
  {
    change: [
      ['    objective: record\n    baseline', '    baseline'],
      ['objective: record } }', 'deliverable: core } }'],
    ],
  },
)
