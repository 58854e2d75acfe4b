import { itFinds } from '../reviewed-plan.fixture.ts'

itFinds(
  'finding-unanswered',
  {
    change: [['    answers: nurses\n', '']],
    finds: ['/analysis/feedback/0 nurses: No objective answers this feedback.'],
  },
  { change: [['id: crew, text: The clinical IT team knows the wards', 'id: crew, text: The vendor is local']] },
)
