import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'deliverable-without-accountable',
  {
    change: [[', accountable: cio', '']],
    finds: ['/objectives/0/deliverables/0 core: clinical-apps and vendor do the work; nobody is accountable.'],
  },
  { change: [['responsible: [clinical-apps, vendor], ', '']] },
)
