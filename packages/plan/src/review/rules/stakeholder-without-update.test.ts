import { daysAgo, itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'stakeholder-without-update',
  {
    change: [['date: 2026-11-10, how', 'date: 2026-10-28, how']],
    finds: ['/stakeholders/0 board: Their last update was on 2026-10-28, 31 days ago.'],
  },
  {
    change: [
      ['date: 2026-11-10, how', 'date: 2026-10-28, how'],
      ['    name: Supervisory board\n', '    name: Supervisory board\n    receives: weekly-report\n'],
    ],
    given: { lastReportAt: daysAgo(5) },
  },
)

itFinds(
  'stakeholder-without-update',
  {
    change: [['    updates: [{ date: 2026-11-10, how: Presentation }]\n', '']],
    given: { storedAt: daysAgo(31) },
    finds: ['/stakeholders/0 board: They received no update in the 31 days since 2026-10-28.'],
  },
  {
    change: [['    updates: [{ date: 2026-11-10, how: Presentation }]\n', '']],
    given: { storedAt: daysAgo(30) },
  },
)
