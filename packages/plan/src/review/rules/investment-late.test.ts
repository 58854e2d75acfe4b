import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'investment-late',
  {
    change: [['due: 2027-05-31\nmilestones', 'due: 2026-11-27\nmilestones']],
    finds: ['/investments/0 fhir: It was due on 2026-11-27 and is not finished.'],
  },
  {
    change: [['due: 2027-05-31\nmilestones', 'due: 2026-11-27\nmilestones']],
    work: (items) => items.filter(({ state, labels }) => state === 'done' || !labels.includes('hub')),
  },
)
