import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'control-without-evidence',
  {
    change: [['labels: restore-test', 'labels: restore-tests']],
    finds: ['/controls/0 restore: No finished work item proves it.'],
  },
  {
    change: [
      ['labels: restore-test', 'labels: restore-tests'],
      ['status: in_place', 'status: planned'],
    ],
  },
)
