import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'gap-without-deliverable',
  {
    change: [[', closedBy: hub', '']],
    finds: ['/inventory/0 fax: “No interface to the laboratory” is closed by no deliverable.'],
  },
  { change: [[', gap: No interface to the laboratory, closedBy: hub', '']] },
)
