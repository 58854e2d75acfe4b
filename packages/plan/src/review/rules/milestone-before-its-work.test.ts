import { itFinds } from '../reviewed-plan.fixture.ts'

const NAMED = ['deliverables: [core, hub] }', 'release: { connection: jira, scope: EHR, name: EHR 1.0 } }'] as const
const planned = (day: string) => {
  const plannedAt = Date.parse(`${day}T00:00:00Z`)
  return { connection: 'jira', scope: 'EHR', name: 'EHR 1.0', releasedAt: null, plannedAt }
}

itFinds(
  'milestone-before-its-work',
  {
    change: [['date: 2027-07-15, deliverables', 'date: 2027-06-01, deliverables']],
    finds: ['/milestones/0 live: It is promised for 2027-06-01, and core is due only on 2027-06-30.'],
  },
  { change: [['date: 2027-07-15, deliverables', 'date: 2027-06-30, deliverables']] },
)

itFinds(
  'milestone-before-its-work',
  {
    change: [NAMED],
    given: { releases: [planned('2027-08-01')] },
    finds: ['/milestones/0 live: It is promised for 2027-07-15, and its tool plans the release for 2027-08-01.'],
  },
  { change: [NAMED], given: { releases: [planned('2027-07-15')] } },
)
