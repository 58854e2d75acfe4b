import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'investment-over-budget',
  {
    change: [['actual: 110000', 'actual: 230000']],
    finds: ['/investments/0 fhir: It has cost 115.0 % of what was planned. Its objective is at 60.0 %.'],
  },
  { change: [['actual: 110000', 'actual: 210000']] },
)
