import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'work-serving-nothing',
  {
    work: (items) => items.filter((item) => !item.labels.includes('core') || item.state !== 'todo'),
    finds: ['/objectives clinic: 8 open items, 44.4 % of all, serve no objective.'],
  },
  { change: [] },
)
