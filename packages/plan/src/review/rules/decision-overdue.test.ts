import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'decision-overdue',
  {
    change: [['asked: 2026-11-10', 'asked: 2026-10-28']],
    finds: [
      '/stakeholders/0 board: “Who pays for the kiosks?” was asked on 2026-10-28, 31 days ago, and is not decided.',
    ],
  },
  { change: [['asked: 2026-11-10', 'asked: 2026-10-28, given: 2026-11-20']] },
)
