import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'control-evidence-stale',
  {
    change: [['freshDays: 60', 'freshDays: 14']],
    finds: ['/controls/0 restore: Its newest evidence, EHR-36, is of 2026-11-13 and counts for 14 days.'],
  },
  { change: [['freshDays: 60', 'freshDays: 15']] },
)
