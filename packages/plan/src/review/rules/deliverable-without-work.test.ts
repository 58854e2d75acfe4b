import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'deliverable-without-work',
  {
    change: [['labels: core }]', 'labels: kern }]']],
    finds: ['/objectives/0/deliverables/0 core: Its links choose no work item.'],
  },
  {
    change: [
      [
        '        links: [{ connection: jira, project: EHR, labels: core }]',
        '        progress: manual\n        entries: [{ date: 2026-11-01, progress: 0.4 }]',
      ],
    ],
  },
)
