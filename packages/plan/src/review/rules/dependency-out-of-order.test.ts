import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'dependency-out-of-order',
  {
    change: [['dependsOn: []', 'dependsOn: core']],
    finds: [
      '/objectives/1/deliverables/0 courses: It is due on 2027-04-30 and depends on core, which is due only on 2027-06-30.',
    ],
  },
  {
    change: [
      ['dependsOn: []', 'dependsOn: core'],
      ['due: 2027-04-30', 'due: 2027-06-30'],
    ],
  },
)
