import { itFinds } from '../reviewed-plan.fixture.ts'

const project = (lessons: string) =>
  [
    'stakeholders:\n',
    `projects:
  - id: lab
    title: Laboratory system
    planned: { end: 2024-12-31, cost: 100000 }
    actual: { end: 2025-03-31, cost: 130000 }${lessons}
stakeholders:
`,
  ] as const

itFinds(
  'lessons-missing',
  {
    change: [project('')],
    finds: ['/projects/0 lab: It ended 90 days late and cost 30.0 % more than planned, and no lesson is written down.'],
  },
  { change: [project('\n    lessons: [Train before going live]')] },
)
