import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'objective-without-deliverable',
  {
    change: [
      [
        'kpis:\n  - id: delivered',
        '  - id: kiosks\n    title: Patients check in by themselves\nkpis:\n  - id: delivered',
      ],
    ],
    finds: ['/objectives/2 kiosks: It has no deliverable and no linked work.'],
  },
  {
    change: [
      [
        'kpis:\n  - id: delivered',
        '  - id: kiosks\n    title: Patients check in by themselves\n    links: [{ connection: jira, labels: hub }]\nkpis:\n  - id: delivered',
      ],
    ],
  },
)
