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

itFinds(
  'objective-without-deliverable',
  {
    change: [['        owner: training\n', '        owner: training\n        status: cancelled\n']],
    finds: ['/objectives/1 staff: All its deliverables are cancelled, or their work is dropped.'],
  },
  { change: [['        owner: training\n', '        owner: training\n        status: done\n']] },
)
