import { itFinds } from '../reviewed-plan.fixture.ts'

/** A fourth deliverable, due with the courses. */
const MORE = [
  [
    'kpis:\n  - id: delivered',
    '      - { id: badges, title: Staff cards, owner: hr, due: 2027-04-20, links: [{ connection: jira, labels: hub }] }\nkpis:\n  - id: delivered',
  ],
] as const

itFinds(
  'due-dates-bunched',
  {
    change: [
      ['due: 2027-06-30', 'due: 2027-04-01'],
      ['due: 2027-05-31\n        links', 'due: 2027-04-10\n        links'],
      ...MORE,
    ],
    finds: ['/objectives clinic: 4 of 4 dated deliverables (100.0 %) are due in 2027-04.'],
  },
  { change: [...MORE] },
)
