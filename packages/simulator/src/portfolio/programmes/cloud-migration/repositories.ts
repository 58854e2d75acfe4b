import type { Repository } from '../../programme/programme.ts'
import { SERVICE } from '../../words/kinds/service.ts'
import { UPKEEP } from '../../words/kinds/upkeep.ts'
import { PLATFORM } from './kinds.ts'

/** The repositories of the manufacturer by what they hold. */
export const REPOSITORY = { zone: 'factory/landing-zone', tools: 'factory/migration-tools' } as const

const LABELS = {
  issueLabels: ['good first issue', 'network review', 'security', 'cost'],
  pullLabels: ['network', 'identity', 'storage', 'tests'],
}

/** The repositories with everything that is worked on in them. */
export const REPOSITORIES: readonly Repository[] = [
  {
    ...LABELS,
    repo: REPOSITORY.zone,
    team: 'platform',
    pulls: 170,
    closing: 22,
    milestones: [
      {
        title: 'Landing zone 1.0',
        description: 'Accounts, network, identity and logging for the first wave.',
        dueMonths: 6,
      },
      { title: 'Two regions', description: 'Backup and recovery in a second region.', dueMonths: 13 },
      { title: 'Cost guardrails', description: 'Budgets and limits for every team.', dueMonths: 15 },
    ],
    streams: [
      {
        milestone: 'Landing zone 1.0',
        kind: PLATFORM,
        labels: ['area-network'],
        issues: 24,
        from: 0.02,
        to: 0.45,
        finish: 0.55,
        topics: ['address plan', 'transit gateway', 'name resolution', 'inspection firewall', 'account template'],
      },
      {
        milestone: 'Two regions',
        kind: PLATFORM,
        labels: ['area-recovery'],
        issues: 20,
        from: 0.3,
        to: 0.78,
        finish: 1.12,
        topics: ['snapshot copy', 'vault policy', 'recovery plan', 'standby database'],
      },
      {
        milestone: 'Cost guardrails',
        kind: PLATFORM,
        labels: ['area-cost'],
        issues: 16,
        from: 0.45,
        to: 0.78,
        finish: 1.3,
        topics: ['budget module', 'shutdown schedule', 'tag policy', 'idle server report'],
      },
      {
        milestone: null,
        kind: UPKEEP,
        labels: [],
        issues: 14,
        from: 0.05,
        to: 1,
        finish: null,
        topics: ['plan check', 'module registry', 'drift check', 'image build'],
      },
    ],
  },
  {
    ...LABELS,
    repo: REPOSITORY.tools,
    team: 'applications',
    pulls: 120,
    closing: 14,
    milestones: [
      { title: 'Server moves', description: 'Servers are copied and switched with one command.', dueMonths: 9 },
      { title: 'Database moves', description: 'Databases follow without a day of standstill.', dueMonths: 14 },
    ],
    streams: [
      {
        milestone: 'Server moves',
        kind: SERVICE,
        labels: ['area-servers'],
        issues: 20,
        from: 0.08,
        to: 0.7,
        finish: 0.85,
        topics: ['copy job', 'switch script', 'dependency scanner', 'wave calendar'],
      },
      {
        milestone: 'Database moves',
        kind: SERVICE,
        labels: ['area-databases'],
        issues: 18,
        from: 0.25,
        to: 0.78,
        finish: 1.2,
        topics: ['schema converter', 'change replication', 'row count check', 'job scheduler import'],
      },
      {
        milestone: null,
        kind: UPKEEP,
        labels: [],
        issues: 10,
        from: 0.08,
        to: 1,
        finish: null,
        topics: ['script test bench', 'command line help', 'release packaging', 'sample inventory'],
      },
    ],
  },
]
